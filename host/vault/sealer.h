// Seals records and names their slots (docs/vault-format.md, "Records").
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "vault/keys.h"

namespace lma::vault {

// Append-only: the numbers are stored.
enum class TableId : std::uint8_t {
  kPreferences = 1,
  kLearned = 2,
  kCounters = 3,
  kTotals = 4,
  kSettings = 5,
  kJournal = 6,
  kCensus = 7,
};

inline constexpr std::size_t kSlotBytes = 16;
using Slot = std::array<unsigned char, kSlotBytes>;

inline constexpr std::uint8_t kRecordVersion = 1;
inline constexpr std::size_t kMaxRecordBytes = std::size_t{1} << 20;

// Bytes that a sealed record of `size` bytes takes: one of few steps, so that its length says
// little of what it holds.
std::size_t SealedSize(std::size_t size);

// Keeps a reference to `keys`, which must outlive it.
class Sealer {
 public:
  explicit Sealer(const Keys& keys) : keys_(keys) {}

  // Where a record of this name stands. Without the key nobody can tell the name from it.
  Slot SlotOf(TableId table, std::string_view name) const;
  // kTooLarge: over kMaxRecordBytes.
  Result<std::string> Seal(TableId table, const Slot& slot, std::string_view plain) const;
  // kVaultCorrupt: changed, cut, or sealed for another slot, table or vault.
  // kVaultVersion: sealed by a newer version.
  Result<std::string> Open(TableId table, const Slot& slot, std::string_view sealed) const;

  // One record's share in the census (docs/vault-format.md, "Census").
  using Share = std::array<std::uint64_t, 4>;
  Share ShareOf(TableId table, const Slot& slot, std::string_view sealed) const;

 private:
  const Keys& keys_;
};

// The slot of a journal row is its number, little-endian, then zeros.
Slot SlotOfRow(std::uint64_t row);

}  // namespace lma::vault
