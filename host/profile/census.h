// A sealed sum of all records of each table: tells that one was deleted, duplicated or put back
// from an older copy, which its own seal cannot (docs/vault-format.md, "Census").
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "vault/sealer.h"

namespace lma::profile {

class Census {
 public:
  struct Table {
    std::uint64_t count = 0;
    vault::Sealer::Share sum{};
    friend bool operator==(const Table&, const Table&) = default;
  };

  void Add(vault::TableId table, const vault::Sealer::Share& share);
  void Subtract(vault::TableId table, const vault::Sealer::Share& share);
  void Clear(vault::TableId table) { tables_[Index(table)] = {}; }
  const Table& of(vault::TableId table) const { return tables_[Index(table)]; }
  friend bool operator==(const Census&, const Census&) = default;

  std::string Encode() const;
  static std::optional<Census> Decode(std::string_view body);

 private:
  static std::size_t Index(vault::TableId table) { return static_cast<std::size_t>(table) - 1; }
  // All tables but the census itself.
  std::array<Table, static_cast<std::size_t>(vault::TableId::kCensus) - 1> tables_{};
};

}  // namespace lma::profile
