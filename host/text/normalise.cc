#include "text/normalise.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "text/compose.h"
#include "text/normalise_table.h"
#include "text/utf8.h"

namespace lma::text {
namespace {

// ASCII is folded by arithmetic, in blocks that the compiler turns into vector instructions.
constexpr std::size_t kAsciiBlock = 16;

constexpr unsigned char FoldAscii(unsigned char c) {
  const auto lower = static_cast<unsigned char>(c | 0x20);
  const bool letter = static_cast<unsigned char>(lower - 'a') < 26;
  const bool digit = static_cast<unsigned char>(c - '0') < 10;
  const bool stop = c == '.' || c == '!' || c == '?';
  const bool line = static_cast<unsigned char>(c - '\n') < 4;
  unsigned char result = ' ';
  result = stop ? '.' : result;
  result = line ? '\n' : result;
  result = digit ? c : result;
  result = letter ? lower : result;
  return result;
}

constexpr std::array<unsigned char, 128> MakeAsciiTable() {
  std::array<unsigned char, 128> table{};
  for (unsigned i = 0; i < table.size(); ++i) table[i] = FoldAscii(static_cast<unsigned char>(i));
  return table;
}
constexpr std::array<unsigned char, 128> kAscii = MakeAsciiTable();

// By way of local arrays, so that the compiler sees that input and output do not overlap.
void FoldBlock(const char* from, char* to) {
  std::array<unsigned char, kAsciiBlock> in{};
  std::array<unsigned char, kAsciiBlock> folded{};
  std::memcpy(in.data(), from, kAsciiBlock);
  for (std::size_t i = 0; i < kAsciiBlock; ++i) folded[i] = FoldAscii(in[i]);
  std::memcpy(to, folded.data(), kAsciiBlock);
}

// How many of the next eight bytes are ASCII before the first that is not.
std::size_t AsciiPrefix(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  word &= 0x8080808080808080;
  return word == 0 ? 8 : static_cast<std::size_t>(std::countr_zero(word)) / 8;
}

// The output string, written through a pointer and grown ahead of need.
class Output {
 public:
  Output(std::string* out, std::size_t input_bytes) : out_(out) {
    out_->resize(input_bytes + input_bytes / 4 + table::kMaxExpansionBytes);
    position_ = out_->data();
    limit_ = position_ + out_->size();
  }

  // Makes room for `bytes` more and returns where they go; Advance() says how many came.
  char* Room(std::size_t bytes) {
    if (static_cast<std::size_t>(limit_ - position_) < bytes) [[unlikely]] {
      const auto used = static_cast<std::size_t>(position_ - out_->data());
      out_->resize(used + bytes + used / 2);
      position_ = out_->data() + used;
      limit_ = out_->data() + out_->size();
    }
    return position_;
  }
  void Advance(char* end) { position_ = end; }

  // Takes `mark` in: composed with the code point before it, or after it. Those that compose are
  // three bytes long, as what they become is.
  void Combine(char32_t mark) {
    if (position_ - out_->data() >= 3) {
      std::size_t at = 0;
      const std::string_view last(position_ - 3, 3);
      const char32_t before = DecodeAt(last, &at);
      const char32_t whole = at == 3 ? Compose(before, mark) : 0;
      if (whole != 0) {
        EncodeTo(whole, position_ - 3);
        return;
      }
    }
    position_ = EncodeTo(mark, position_);
  }

  void Finish() { out_->resize(static_cast<std::size_t>(position_ - out_->data())); }

 private:
  std::string* out_;
  char* position_ = nullptr;
  char* limit_ = nullptr;
};

void WriteCodePoint(char32_t code_point, Output* output) {
  char* to = output->Room(table::kMaxExpansionBytes);
  if (code_point == kInvalid) {
    *to = ' ';
    output->Advance(to + 1);
    return;
  }
  const std::uint32_t block = table::kBlocks[code_point >> table::kBlockBits];
  const std::uint32_t entry =
      table::kEntries[block * table::kBlockSize + (code_point & (table::kBlockSize - 1))];
  const std::uint32_t value = table::ValueOf(entry);
  switch (table::KindOf(entry)) {
    case table::Kind::kSame:
      output->Advance(EncodeTo(code_point, to));
      break;
    case table::Kind::kChar:
      output->Advance(EncodeTo(value, to));
      break;
    case table::Kind::kExpand:
      std::memcpy(to, table::kExpansions + (value & 0xFFFF), value >> 16);
      output->Advance(to + (value >> 16));
      break;
    case table::Kind::kDrop:
      break;
    case table::Kind::kSpace:
      *to = ' ';
      output->Advance(to + 1);
      break;
    case table::Kind::kStop:
      *to = '.';
      output->Advance(to + 1);
      break;
    case table::Kind::kLine:
      *to = '\n';
      output->Advance(to + 1);
      break;
    case table::Kind::kCompose:
      output->Combine(value);
      break;
  }
}

}  // namespace

void Normalise(std::string_view utf8, std::string* out) {
  Output output(out, utf8.size());
  std::size_t at = 0;
  while (at < utf8.size()) {
    const std::size_t left = utf8.size() - at;
    const char* from = utf8.data() + at;
    char* to = output.Room(kAsciiBlock);
    if (left >= kAsciiBlock) {
      std::size_t ascii = AsciiPrefix(from);
      if (ascii == 8) ascii += AsciiPrefix(from + 8);
      // Folding bytes beyond the prefix does no harm: they are written over.
      FoldBlock(from, to);
      output.Advance(to + ascii);
      at += ascii;
      if (ascii == kAsciiBlock) continue;
    } else if (static_cast<unsigned char>(*from) < 0x80) {
      *to = static_cast<char>(kAscii[static_cast<unsigned char>(*from)]);
      output.Advance(to + 1);
      ++at;
      continue;
    }
    do {
      WriteCodePoint(DecodeAt(utf8, &at), &output);
    } while (at < utf8.size() && static_cast<unsigned char>(utf8[at]) >= 0x80);
  }
  output.Finish();
}

std::string Normalised(std::string_view utf8) {
  std::string out;
  Normalise(utf8, &out);
  return out;
}

}  // namespace lma::text
