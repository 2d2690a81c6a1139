// Normalised text -> tokens, the units that phrases are matched by.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace lma::text {

struct Token {
  std::uint64_t hash = 0;   // HashWord() of a word, kNumberHash, or the hash of one code point
  std::uint32_t begin = 0;  // bytes in the normalised text, half open
  std::uint32_t end = 0;
  std::uint32_t sentence = 0;  // counted from 0
};

// The hash that every number has: "10 % off" and "15 % off" are the same tokens.
inline constexpr std::uint64_t kNumberHash = 0x9e3779b97f4a7c15;

// Words longer than this many bytes are hashed by their beginning.
inline constexpr std::size_t kMaxWordBytes = 64;

// Splits what Normalise() made. A run of letters and digits below U+0800 is one word; a run of
// digits is a number, and numbers that follow each other in a sentence ("1 000", "9.99") are one;
// from U+0800 up every code point is a token of its own, vowel signs too. `out` is emptied first.
void Tokenise(std::string_view normalised, std::vector<Token>* out);

// The hash of a word, or of the beginning of one, in normalised form.
std::uint64_t HashWord(std::string_view word);

// The hash of a token that is one code point.
std::uint64_t HashCodePoint(char32_t code_point);

}  // namespace lma::text
