// How words are hashed: eight bytes at a time, so that a short word costs one multiplication and
// every beginning of a word is cheap to hash too.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace lma::text {

inline constexpr std::uint64_t kWordSeed = 0x2545f4914f6cdd1d;

inline std::uint64_t LittleEndian(std::uint64_t word) {
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

// Up to eight bytes, the first in the lowest byte; those behind the text are 0.
inline std::uint64_t LoadBytes(const char* bytes, std::size_t left) {
  std::uint64_t word = 0;
  if (left >= 8) {
    std::memcpy(&word, bytes, 8);
  } else if (left > 0) {  // an empty text may have no address
    std::memcpy(&word, bytes, left);
  }
  return LittleEndian(word);
}

// The lowest `count` bytes, 1 to 8.
inline std::uint64_t KeepBytes(std::uint64_t bytes, std::size_t count) {
  return bytes & (~std::uint64_t{0} >> (64 - count * 8));
}

inline std::uint64_t MixBytes(std::uint64_t hash, std::uint64_t bytes) {
  hash = (hash ^ bytes) * 0xff51afd7ed558ccd;
  return hash ^ (hash >> 32);
}

}  // namespace lma::text
