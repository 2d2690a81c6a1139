#include "text/tokens.h"

#include <bit>
#include <cstddef>

#include "text/utf8.h"
#include "text/word_hash.h"

namespace lma::text {
namespace {

constexpr unsigned char kFirstWordByte = 0x30;
constexpr unsigned char kFirstLongLead = 0xE0;

// How many of the eight bytes, from the lowest, belong to a word. Eight at a time, since a loop
// over bytes ends at an unforeseeable place for every word, which costs more than all the rest.
unsigned WordBytes(std::uint64_t bytes) {
  const std::uint64_t high = 0x8080808080808080;
  // The high bit of a byte is set where it is below 0x30 (exact up to the first such byte) or
  // from 0xE0 up.
  const std::uint64_t below = (bytes - 0x3030303030303030) & ~bytes & high;
  const std::uint64_t above = bytes & (bytes << 1) & (bytes << 2) & high;
  const std::uint64_t ends = below | above;
  return ends == 0 ? 8 : static_cast<unsigned>(std::countr_zero(ends)) / 8;
}

// Whether all of the bytes in `count` low bytes are digits: their upper half is 3, and no letter or
// byte of a longer code point has that.
bool AllDigits(std::uint64_t bytes, unsigned count) {
  const std::uint64_t upper = KeepBytes(0xF0F0F0F0F0F0F0F0, count);
  return (bytes & upper) == KeepBytes(0x3030303030303030, count);
}

struct Word {
  std::uint64_t hash = kWordSeed;
  std::size_t end = 0;
  bool digits = true;
};

// The word that begins at `begin`, whose first byte is a word's.
inline Word ReadWord(std::string_view text, std::size_t begin) {
  Word word;
  word.end = begin;
  unsigned count = 8;
  while (count == 8 && word.end < text.size()) {
    std::uint64_t bytes = LoadBytes(text.data() + word.end, text.size() - word.end);
    count = WordBytes(bytes);
    if (count == 0) break;
    bytes = KeepBytes(bytes, count);
    if (word.end - begin < kMaxWordBytes) word.hash = MixBytes(word.hash, bytes);
    word.digits = word.digits && AllDigits(bytes, count);
    word.end += count;
  }
  return word;
}

}  // namespace

// One loop over local variables, which the compiler keeps in registers: as members of an object
// they would go through memory at every token.
void Tokenise(std::string_view normalised, std::vector<Token>* out) {
  out->clear();
  const std::size_t size = normalised.size();
  std::uint32_t sentence = 0;
  bool sentence_used = false;
  bool after_number = false;
  std::size_t at = 0;
  const auto byte_at = [&](std::size_t position) {
    return static_cast<unsigned char>(normalised[position]);
  };
  const auto add = [&](std::uint64_t hash, std::size_t begin) {
    out->push_back(
        {hash, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at), sentence});
    sentence_used = true;
  };
  while (at < size) {
    const std::size_t begin = at;
    const unsigned char byte = byte_at(at);
    if (byte == ' ') {
      ++at;
    } else if (byte < kFirstWordByte) {
      ++at;
      // A full stop inside "shop.example" or "9.99" ends nothing.
      const bool ends = byte == '\n' || at == size || byte_at(at) < kFirstWordByte;
      if (ends && sentence_used) {
        ++sentence;
        sentence_used = false;
        after_number = false;
      }
    } else if (byte < kFirstLongLead) {
      const Word word = ReadWord(normalised, begin);
      at = word.end;
      if (!word.digits) {
        add(word.hash, begin);
      } else if (!after_number) {
        add(kNumberHash, begin);
      }
      after_number = word.digits;
    } else {
      const char32_t code_point = DecodeAt(normalised, &at);
      add(HashCodePoint(code_point), begin);
      after_number = false;
    }
  }
}

std::uint64_t HashWord(std::string_view word) {
  word = word.substr(0, kMaxWordBytes);
  std::uint64_t hash = kWordSeed;
  for (std::size_t at = 0; at < word.size(); at += 8) {
    hash = MixBytes(hash, LoadBytes(word.data() + at, word.size() - at));
  }
  return hash;
}

std::uint64_t HashCodePoint(char32_t code_point) {
  return MixBytes(~kWordSeed, std::uint64_t{code_point} << 32 | 1);
}

}  // namespace lma::text
