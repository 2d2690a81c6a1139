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

class Tokeniser {
 public:
  Tokeniser(std::string_view text, std::vector<Token>* out) : text_(text), out_(out) {}

  void Run() {
    while (at_ < text_.size()) {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (byte < kFirstWordByte) {
        TakeSeparator(byte);
      } else if (byte < kFirstLongLead) {
        TakeWord();
      } else {
        TakeCodePoint();
      }
    }
  }

 private:
  void TakeSeparator(unsigned char byte) {
    ++at_;
    if (byte == ' ') return;
    // A full stop inside "shop.example" or "9.99" ends nothing.
    const bool ends = byte == '\n' || at_ == text_.size() ||
                      static_cast<unsigned char>(text_[at_]) < kFirstWordByte;
    if (ends && sentence_used_) {
      ++sentence_;
      sentence_used_ = false;
      after_number_ = false;
    }
  }

  void TakeWord() {
    const std::size_t begin = at_;
    std::uint64_t hash = kWordSeed;
    bool digits = true;
    unsigned count = 8;
    while (count == 8 && at_ < text_.size()) {
      const std::size_t left = text_.size() - at_;
      const char* from = text_.data() + at_;
      std::uint64_t bytes = LoadBytes(from, left);
      count = WordBytes(bytes);
      if (count == 0) break;
      bytes = KeepBytes(bytes, count);
      if (at_ - begin < kMaxWordBytes) hash = MixBytes(hash, bytes);
      digits = digits && AllDigits(bytes, count);
      at_ += count;
    }
    if (digits) {
      if (!after_number_) Add(kNumberHash, begin);
      after_number_ = true;
    } else {
      Add(hash, begin);
      after_number_ = false;
    }
  }

  void TakeCodePoint() {
    const std::size_t begin = at_;
    const char32_t code_point = DecodeAt(text_, &at_);
    Add(HashCodePoint(code_point), begin);
    after_number_ = false;
  }

  void Add(std::uint64_t hash, std::size_t begin) {
    out_->push_back(
        {hash, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_), sentence_});
    sentence_used_ = true;
  }

  std::string_view text_;
  std::vector<Token>* out_;
  std::size_t at_ = 0;
  std::uint32_t sentence_ = 0;
  bool sentence_used_ = false;
  bool after_number_ = false;
};

}  // namespace

void Tokenise(std::string_view normalised, std::vector<Token>* out) {
  out->clear();
  Tokeniser(normalised, out).Run();
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
