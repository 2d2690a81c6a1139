// Build-time tool: writes normalise_table.cc, what becomes of every code point, from utf8proc's
// copy of the Unicode Character Database and the rules of our own in this file.
//   lma_normalise_table_generator OUTPUT
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "text/compose.h"
#include "text/normalise_table.h"
#include "text/utf8.h"

namespace {

using lma::text::table::Entry;
using lma::text::table::Kind;

struct Range {
  char32_t first;
  char32_t last;
  bool Holds(char32_t code_point) const { return code_point >= first && code_point <= last; }
};

template <std::size_t kCount>
bool InAny(const std::array<Range, kCount>& ranges, char32_t code_point) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [code_point](const Range& range) { return range.Holds(code_point); });
}

// Marks that go on Latin, Greek, Cyrillic, Hebrew and Arabic letters. In other scripts marks are
// vowels and tones, without which words are no longer the same words.
constexpr std::array<Range, 12> kStrippedMarks = {{
    {0x0300, 0x036F},  // combining diacritical marks
    {0x0483, 0x0489},  // Cyrillic
    {0x0591, 0x05C7},  // Hebrew points
    {0x0610, 0x061A},  // Arabic
    {0x064B, 0x065F},
    {0x0670, 0x0670},
    {0x06D6, 0x06ED},
    {0x0898, 0x08FF},
    {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF},
    {0x20D0, 0x20FF},
    {0xFE20, 0xFE2F},
}};

// Symbols that are letters in disguise ("Ⓢⓤⓑⓢⓒⓡⓘⓑⓔ"); all other symbols separate, also those with
// a compatibility form in letters (™ ℠ ℡).
constexpr std::array<Range, 2> kLetterSymbols = {{
    {0x24B6, 0x24E9},    // circled
    {0x1F130, 0x1F149},  // squared
}};

// Letters and numbers by category that are punctuation to a reader: modifier apostrophes
// (Ukrainian п'ять in any spelling), and raised or lowered digits, which are foot notes.
constexpr std::array<Range, 6> kSeparatingLetters = {{
    {0x00B2, 0x00B3},
    {0x00B9, 0x00B9},
    {0x02B9, 0x02C1},
    {0x02EE, 0x02EE},
    {0x2070, 0x2070},
    {0x2074, 0x2089},
}};

// Folds that the Unicode data do not have.
const std::map<char32_t, std::u32string>& OwnFolds() {
  static const std::map<char32_t, std::u32string> folds = {
      {0x00E6, U"ae"},      // æ
      {0x0153, U"oe"},      // œ
      {0x00F8, U"o"},       // ø
      {0x0111, U"d"},       // đ
      {0x00F0, U"d"},       // ð
      {0x00FE, U"th"},      // þ
      {0x0142, U"l"},       // ł
      {0x0127, U"h"},       // ħ
      {0x0131, U"i"},       // ı
      {0x0640, U""},        // tatweel
      {0x0671, U"\u0627"},  // alef wasla
      {0x0649, U"\u064A"},  // alef maksura -> yeh
      {0x06CC, U"\u064A"},  // Persian yeh
      {0x06D0, U"\u064A"},  // e
      {0x06A9, U"\u0643"},  // Persian kaf
      {0x0629, U"\u0647"},  // teh marbuta -> heh
      {0x06C0, U"\u0647"},  // heh with yeh above
      {0x06C1, U"\u0647"},  // heh goal
      {0x06D5, U"\u0647"},  // ae
      {0x06BE, U"\u0647"},  // heh doachashmee
  };
  return folds;
}

Kind SeparatorKind(char32_t code_point) {
  switch (code_point) {
    case '.':
    case '!':
    case '?':
    case 0x037E:  // Greek question mark
    case 0x061F:  // Arabic question mark
    case 0x203C:  // ‼
    case 0x2047:  // ⁇
    case 0x2048:  // ⁈
    case 0x2049:  // ⁉
    case 0xFF0E:  // full width full stop
      return Kind::kStop;
    case '\n':
    case '\v':
    case '\f':
    case '\r':
    case 0x0085:
    case 0x2028:
    case 0x2029:
    case 0x06D4:  // Arabic full stop
    case 0x0964:  // danda
    case 0x0965:
    case 0x3002:  // ideographic full stop
    case 0xFF01:  // full width ! and ?, which no space follows
    case 0xFF1F:
    case 0xFF61:
      return Kind::kLine;
    default:
      return Kind::kSpace;
  }
}

bool IsSeparator(char32_t code_point) {
  if (InAny(kLetterSymbols, code_point)) return false;
  if (InAny(kSeparatingLetters, code_point)) return true;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return false;
    default:
      return true;
  }
}

bool IsDropped(char32_t code_point) {
  return utf8proc_get_property(static_cast<utf8proc_int32_t>(code_point))->ignorable ||
         utf8proc_category(static_cast<utf8proc_int32_t>(code_point)) == UTF8PROC_CATEGORY_CF ||
         InAny(kStrippedMarks, code_point);
}

// The 0 of the script that the decimal digit belongs to: digits stand in tens in order.
char32_t AsciiDigit(char32_t code_point) {
  char32_t zero = code_point;
  const auto is_digit = [](char32_t digit) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(digit)) == UTF8PROC_CATEGORY_ND;
  };
  // The mathematical digits are five alphabets in one run, each of ten.
  if (code_point >= 0x1D7CE && code_point <= 0x1D7FF) return U'0' + (code_point - 0x1D7CE) % 10;
  while (code_point - zero < 9 && is_digit(zero - 1)) --zero;
  return U'0' + (code_point - zero);
}

// The folded form of a code point that is neither dropped nor a separator.
std::u32string Fold(char32_t code_point) {
  std::array<utf8proc_int32_t, 32> decomposed{};
  int boundary = 0;
  const auto count = utf8proc_decompose_char(
      static_cast<utf8proc_int32_t>(code_point), decomposed.data(), decomposed.size(),
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD),
      &boundary);
  std::u32string folded;
  for (utf8proc_ssize_t i = 0; i < count && i < static_cast<int>(decomposed.size()); ++i) {
    const auto part = static_cast<char32_t>(decomposed[static_cast<std::size_t>(i)]);
    const auto own = OwnFolds().find(part);
    if (own != OwnFolds().end()) {
      folded += own->second;
    } else if (IsDropped(part)) {
      continue;
    } else if (IsSeparator(part)) {
      folded += U' ';
    } else if (utf8proc_category(static_cast<utf8proc_int32_t>(part)) == UTF8PROC_CATEGORY_ND) {
      folded += AsciiDigit(part);
    } else {
      const char32_t whole = folded.empty() ? 0 : lma::text::Compose(folded.back(), part);
      if (whole != 0) {
        folded.back() = whole;
      } else {
        folded += part;
      }
    }
  }
  return folded;
}

std::string ToUtf8(const std::u32string& text) {
  std::string bytes;
  for (const char32_t code_point : text) {
    std::array<char, 4> buffer{};
    bytes.append(buffer.data(), lma::text::EncodeTo(code_point, buffer.data()));
  }
  return bytes;
}

class TableBuilder {
 public:
  void Build() {
    constexpr std::uint32_t kBlockSize = lma::text::table::kBlockSize;
    for (char32_t base = 0; base < 0x110000; base += kBlockSize) {
      std::vector<std::uint32_t> block;
      for (char32_t offset = 0; offset < kBlockSize; ++offset) {
        block.push_back(EntryFor(base + offset));
      }
      const auto found = numbers_.emplace(block, static_cast<std::uint32_t>(numbers_.size()));
      if (found.second) entries_.insert(entries_.end(), block.begin(), block.end());
      blocks_.push_back(found.first->second);
    }
  }

  // False when the output cannot be written or the table's fields are too small for its contents.
  bool Write(const char* path) const {
    if (numbers_.size() > 0xFFFF || expansions_.size() > 0xFFFF) return false;
    std::FILE* file = std::fopen(path, "w");
    if (file == nullptr) return false;
    std::fputs(
        "// Written by normalise_table_generator.cc; do not edit.\n"
        "#include \"text/normalise_table.h\"\n\nnamespace lma::text::table {\n\n",
        file);
    std::fputs("const std::uint16_t kBlocks[0x110000 >> kBlockBits] = {", file);
    WriteNumbers(file, blocks_);
    std::fputs("};\n\nconst std::uint32_t kEntries[] = {", file);
    WriteNumbers(file, entries_);
    std::fputs("};\n\nconst char kExpansions[] = {", file);
    // As signed numbers: plain char is signed on some machines and not on others, but the braces
    // would refuse to narrow 0xC3.
    for (std::size_t i = 0; i < expansions_.size(); ++i) {
      std::fprintf(file, "%s'\\x%02x',", i % 16 == 0 ? "\n" : "",
                   static_cast<unsigned>(static_cast<unsigned char>(expansions_[i])));
    }
    std::fputs("};\n\n}  // namespace lma::text::table\n", file);
    return std::fclose(file) == 0;
  }

 private:
  static void WriteNumbers(std::FILE* file, const std::vector<std::uint32_t>& numbers) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      std::fprintf(file, "%s%u,", i % 16 == 0 ? "\n" : "", numbers[i]);
    }
  }

  std::uint32_t EntryFor(char32_t code_point) {
    // Own folds come first: tatweel and the like would otherwise be letters.
    if (OwnFolds().count(code_point) == 0) {
      if (IsSeparator(code_point) && !IsDropped(code_point)) {
        return Entry(SeparatorKind(code_point), 0);
      }
      if (IsDropped(code_point)) return Entry(Kind::kDrop, 0);
    }
    const std::u32string folded = Fold(code_point);
    if (folded.empty()) return Entry(Kind::kDrop, 0);
    if (folded.size() > 1) return ExpansionEntry(ToUtf8(folded));
    const char32_t single = folded[0];
    if (single == U' ') return Entry(Kind::kSpace, 0);
    if (lma::text::IsComposing(single)) return Entry(Kind::kCompose, single);
    return single == code_point ? Entry(Kind::kSame, 0) : Entry(Kind::kChar, single);
  }

  std::uint32_t ExpansionEntry(const std::string& bytes) {
    std::size_t offset = expansions_.find(bytes);
    if (offset == std::string::npos) {
      offset = expansions_.size();
      expansions_ += bytes;
    }
    return Entry(Kind::kExpand, static_cast<std::uint32_t>(bytes.size() << 16 | offset));
  }

  std::map<std::vector<std::uint32_t>, std::uint32_t> numbers_;
  std::vector<std::uint32_t> blocks_;
  std::vector<std::uint32_t> entries_;
  std::string expansions_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: lma_normalise_table_generator OUTPUT\n", stderr);
    return 2;
  }
  TableBuilder builder;
  builder.Build();
  if (!builder.Write(argv[1])) {
    std::fprintf(stderr, "cannot write %s\n", argv[1]);
    return 1;
  }
  return 0;
}
