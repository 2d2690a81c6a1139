// How words are hashed: eight bytes at a time, so that a short word costs one multiplication and
// every beginning of a word is cheap to hash too.
#pragma once

#include <algorithm>
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
  } else {
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

// The hashes of all beginnings of a word, as HashWord() makes them:
//   for (PrefixHasher prefix(word); prefix.length() <= word.size(); prefix.Next()) … prefix.hash()
class PrefixHasher {
 public:
  explicit PrefixHasher(std::string_view word) : word_(word) { LoadChunk(); }

  // In bytes, from 1 up.
  std::size_t length() const { return chunk_begin_ + in_chunk_; }
  std::uint64_t hash() const { return MixBytes(before_, KeepBytes(chunk_, in_chunk_)); }

  void Next() {
    if (in_chunk_ < 8) {
      ++in_chunk_;
      return;
    }
    before_ = hash();
    chunk_begin_ += 8;
    in_chunk_ = 1;
    LoadChunk();
  }

 private:
  void LoadChunk() {
    const std::size_t begin = std::min(chunk_begin_, word_.size());
    chunk_ = LoadBytes(word_.data() + begin, word_.size() - begin);
  }

  std::string_view word_;
  std::uint64_t before_ = kWordSeed;  // hash of the chunks before this one
  std::uint64_t chunk_ = 0;
  std::size_t chunk_begin_ = 0;
  std::size_t in_chunk_ = 1;
};

}  // namespace lma::text
