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

// ASCII is folded in blocks of so many bytes.
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

// FoldAscii for sixteen bytes at once, in the vector notation that g++ and clang share: left to
// themselves, neither turns a loop over FoldAscii into vector instructions.
void FoldBlock(const char* from, char* to) {
  using Block = unsigned char __attribute__((vector_size(kAsciiBlock)));
  Block in;
  std::memcpy(&in, from, sizeof(in));
  const auto between = [](Block bytes, unsigned char first, unsigned char count) {
    return reinterpret_cast<Block>((bytes - first) < count);
  };
  const Block lower = in | 0x20;
  const Block letter = between(lower, 'a', 26);
  const Block digit = between(in, '0', 10);
  const Block stop = between(in, '.', 1) | between(in, '!', 1) | between(in, '?', 1);
  const Block line = between(in, '\n', 4);
  const Block space = ~(letter | digit | stop | line);
  const Block folded =
      (letter & lower) | (digit & in) | (stop & '.') | (line & '\n') | (space & ' ');
  std::memcpy(to, &folded, sizeof(folded));
}

// How many of the next eight bytes are ASCII before the first that is not.
std::size_t AsciiPrefix(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  word &= 0x8080808080808080;
  return word == 0 ? 8 : static_cast<std::size_t>(std::countr_zero(word)) / 8;
}

// Grows `out` so that `needed` bytes can be written behind `to`; returns `to`'s new place.
char* Grow(std::string* out, const char* to, std::size_t needed) {
  const auto used = static_cast<std::size_t>(to - out->data());
  out->resize(used + needed + used / 2);
  return out->data() + used;
}

// Takes `mark` in: composed with the code point before it, or after it. Those that compose are
// three bytes long, as what they become is.
char* Combine(char32_t mark, const char* begin, char* to) {
  if (to - begin >= 3) {
    std::size_t at = 0;
    const char32_t before = DecodeAt(std::string_view(to - 3, 3), &at);
    const char32_t whole = at == 3 ? Compose(before, mark) : 0;
    if (whole != 0) return EncodeTo(whole, to - 3);
  }
  return EncodeTo(mark, to);
}

// Writes what `code_point` becomes at `to`, at most kMaxExpansionBytes; returns the end. `begin` is
// the start of what was written before.
inline char* WriteCodePoint(char32_t code_point, const char* begin, char* to) {
  if (code_point == kInvalid) {
    *to = ' ';
    return to + 1;
  }
  const std::uint32_t block = table::kBlocks[code_point >> table::kBlockBits];
  const std::uint32_t entry =
      table::kEntries[block * table::kBlockSize + (code_point & (table::kBlockSize - 1))];
  const std::uint32_t value = table::ValueOf(entry);
  switch (table::KindOf(entry)) {
    case table::Kind::kSame:
      return EncodeTo(code_point, to);
    case table::Kind::kChar:
      return EncodeTo(value, to);
    case table::Kind::kExpand:
      std::memcpy(to, table::kExpansions + (value & 0xFFFF), value >> 16);
      return to + (value >> 16);
    case table::Kind::kDrop:
      return to;
    case table::Kind::kSpace:
      *to = ' ';
      return to + 1;
    case table::Kind::kStop:
      *to = '.';
      return to + 1;
    case table::Kind::kLine:
      *to = '\n';
      return to + 1;
    case table::Kind::kCompose:
      return Combine(value, begin, to);
  }
  return to;
}

}  // namespace

void Normalise(std::string_view utf8, std::string* out) {
  // Enough for all but the rarest texts; never less than what one step writes.
  out->resize(utf8.size() + utf8.size() / 4 + table::kMaxExpansionBytes);
  char* to = out->data();
  const char* limit = to + out->size() - table::kMaxExpansionBytes;
  std::size_t at = 0;
  while (at < utf8.size()) {
    if (to > limit) [[unlikely]] {
      to = Grow(out, to, utf8.size() - at + 2 * table::kMaxExpansionBytes);
      limit = out->data() + out->size() - table::kMaxExpansionBytes;
    }
    const char* from = utf8.data() + at;
    const auto byte = static_cast<unsigned char>(*from);
    if (byte >= 0x80) {
      to = WriteCodePoint(DecodeAt(utf8, &at), out->data(), to);
    } else if (utf8.size() - at >= kAsciiBlock) {
      std::size_t ascii = AsciiPrefix(from);
      if (ascii == 8) ascii += AsciiPrefix(from + 8);
      // Folding bytes beyond the prefix does no harm: they are written over.
      FoldBlock(from, to);
      to += ascii;
      at += ascii;
    } else {
      *to++ = static_cast<char>(kAscii[byte]);
      ++at;
    }
  }
  out->resize(static_cast<std::size_t>(to - out->data()));
}

std::string Normalised(std::string_view utf8) {
  std::string out;
  Normalise(utf8, &out);
  return out;
}

}  // namespace lma::text
