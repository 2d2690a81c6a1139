// The table behind Normalise(), in two stages; its arrays are written at build time by
// normalise_table_generator.cc.
#pragma once

#include <cstddef>
#include <cstdint>

namespace lma::text::table {

// What becomes of a code point: the upper byte of its entry.
enum class Kind : std::uint8_t {
  kSame,     // stays as it is
  kChar,     // becomes the code point in the lower 24 bits
  kExpand,   // becomes bytes of kExpansions: offset in the lower 16 bits, length in the next 8
  kDrop,     // leaves nothing
  kSpace,    // separates
  kStop,     // . ! ?
  kLine,     // end of a line or sentence
  kCompose,  // as kChar, but may compose with what stands before it
};

constexpr std::uint32_t Entry(Kind kind, std::uint32_t value) {
  return static_cast<std::uint32_t>(kind) << 24 | value;
}
constexpr Kind KindOf(std::uint32_t entry) { return static_cast<Kind>(entry >> 24); }
constexpr std::uint32_t ValueOf(std::uint32_t entry) { return entry & 0xFFFFFF; }

inline constexpr unsigned kBlockBits = 6;
inline constexpr std::uint32_t kBlockSize = 1u << kBlockBits;

// Number of the block of entries for each 64 code points, and the entries.
extern const std::uint16_t kBlocks[0x110000 >> kBlockBits];
extern const std::uint32_t kEntries[];
extern const char kExpansions[];

// The bytes that one code point becomes are never more than this.
inline constexpr std::size_t kMaxExpansionBytes = 64;

}  // namespace lma::text::table
