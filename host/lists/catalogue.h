// Which lists there are and what became of their lines; kept in the index.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lists/refusal.h"

namespace lma::lists {

struct ListCounts {
  std::uint64_t lines = 0;  // blank ones too
  std::uint64_t comments = 0;
  std::uint64_t network = 0;
  std::uint64_t hides_everywhere = 0;
  std::uint64_t hides_on_sites = 0;
  std::uint64_t exceptions = 0;
  std::array<std::uint64_t, kRefusalCount> refused{};  // by Refusal's value

  std::uint64_t rules() const { return hides_everywhere + hides_on_sites + exceptions; }
  std::uint64_t all_refused() const;
};

// One list as the index knows it.
struct ListEntry {
  std::string name;
  bool on = true;
  // Of the source when it was compiled: another means that it has to be compiled again.
  std::uint64_t source_bytes = 0;
  std::int64_t source_time_ns = 0;
  ListCounts counts;
};

// One line for each list: name, "on" or "off", and key=value pairs, separated by tabs.
std::string WriteCatalogue(const std::vector<ListEntry>& lists);
// kBadData.
Result<std::vector<ListEntry>> ReadCatalogue(std::string_view text);

// 1 to 64 letters, digits, '-', '_' and '.', not beginning with '.'.
bool IsListName(std::string_view name);

}  // namespace lma::lists
