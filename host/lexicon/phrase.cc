#include "lexicon/phrase.h"

#include <algorithm>
#include <utility>

#include "lexicon/blob.h"
#include "text/normalise.h"
#include "text/tokens.h"
#include "text/utf8.h"

namespace lma::lexicon {
namespace {

using Strings = std::vector<std::string>;

constexpr std::string_view kEllipsis = "…";
constexpr std::string_view kThreeDots = "...";

std::string_view Trim(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string TrimSeparators(std::string normalised) {
  constexpr std::string_view kSeparators = " .\n";
  normalised.erase(normalised.find_last_not_of(kSeparators) + 1);
  normalised.erase(0, normalised.find_first_not_of(kSeparators));
  return normalised;
}

// Recursive descent over: choice = sequence ("|" sequence)*, sequence = (text | "(" choice ")")*.
class ChoiceParser {
 public:
  explicit ChoiceParser(std::string_view line) : line_(line) {}

  Result<Strings> Parse() {
    Result<Strings> strings = ParseSequence(0);
    if (!strings) return strings;
    if (at_ < line_.size()) {
      return line_[at_] == '|' ? Fail(ErrorCode::kBadData, "a | outside of parentheses")
                               : Fail(ErrorCode::kBadData, "a ) without its (");
    }
    return strings;
  }

 private:
  Result<Strings> ParseChoice(std::size_t depth) {
    if (depth > kMaxChoiceDepth) return Fail(ErrorCode::kBadData, "choices nested too deeply");
    Strings all;
    while (true) {
      Result<Strings> some = ParseSequence(depth);
      if (!some) return some;
      all.insert(all.end(), some->begin(), some->end());
      if (all.size() > kMaxExpansions) return TooMany();
      if (at_ == line_.size()) return Fail(ErrorCode::kBadData, "a ( without its )");
      if (line_[at_++] == ')') return all;
    }
  }

  // Ends before a | or ) or at the end of the line.
  Result<Strings> ParseSequence(std::size_t depth) {
    Strings prefixes = {""};
    while (at_ < line_.size() && line_[at_] != '|' && line_[at_] != ')') {
      if (line_[at_] != '(') {
        const std::size_t end = std::min(line_.find_first_of("(|)", at_), line_.size());
        for (std::string& prefix : prefixes) prefix += line_.substr(at_, end - at_);
        at_ = end;
        continue;
      }
      ++at_;
      Result<Strings> choices = ParseChoice(depth + 1);
      if (!choices) return choices;
      if (prefixes.size() * choices->size() > kMaxExpansions) return TooMany();
      Strings longer;
      for (const std::string& prefix : prefixes) {
        for (const std::string& choice : *choices) longer.push_back(prefix + choice);
      }
      prefixes = std::move(longer);
    }
    return prefixes;
  }

  static Failure TooMany() {
    return Fail(ErrorCode::kBadData, "more than " + std::to_string(kMaxExpansions) + " expansions");
  }

  std::string_view line_;
  std::size_t at_ = 0;
};

// Takes `…` or `...` off the ends of a label's phrase and notes them.
std::string_view TakeEllipses(std::string_view phrase, Expansion* expansion) {
  for (const std::string_view dots : {kEllipsis, kThreeDots}) {
    if (phrase.starts_with(dots)) {
      expansion->open_begin = true;
      phrase = Trim(phrase.substr(dots.size()));
    }
    if (phrase.ends_with(dots)) {
      expansion->open_end = true;
      phrase = Trim(phrase.substr(0, phrase.size() - dots.size()));
    }
  }
  return phrase;
}

bool IsWord(std::string_view normalised, const text::Token& token) {
  return static_cast<unsigned char>(normalised[token.begin]) < 0xE0 &&
         token.hash != text::kNumberHash;
}

// Short stems that mix ASCII with other letters are refused: the matcher sorts words out by their
// first bytes (blob::StemStartBytes).
bool IsLongEnough(std::string_view stem, std::size_t letters) {
  const bool ascii = static_cast<unsigned char>(stem[0]) < 0x80 && stem.size() == letters;
  return text::CountCodePoints(stem) >= letters &&
         (ascii || stem.size() >= blob::StemStartBytes(static_cast<unsigned char>(stem[0])));
}

// Adds the tokens of a piece of the phrase; the last is a stem when a star follows the piece.
Status AddPiece(std::string_view piece, bool star_follows, Expansion* expansion) {
  const std::string normalised = text::Normalised(piece);
  std::vector<text::Token> tokens;
  text::Tokenise(normalised, &tokens);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const text::Token& token = tokens[i];
    const bool last = i + 1 == tokens.size();
    if (!star_follows || !last) {
      expansion->tokens.push_back(token.hash);
      continue;
    }
    if (token.end != normalised.size()) {
      return Fail(ErrorCode::kBadData, "a * must end a word");
    }
    if (!IsWord(normalised, token)) {
      return Fail(ErrorCode::kBadData, "a * is of use only behind a word of letters");
    }
    const std::string stem = normalised.substr(token.begin, token.end - token.begin);
    if (!IsLongEnough(stem, blob::kMinInnerStemLetters)) {
      return Fail(ErrorCode::kBadData, "a stem of fewer than two letters");
    }
    if (stem.size() > blob::kMaxStemBytes) {
      return Fail(ErrorCode::kBadData,
                  "a stem of more than " + std::to_string(blob::kMaxStemBytes) + " bytes");
    }
    expansion->tokens.push_back(blob::StemToken(text::HashWord(stem)));
    expansion->stems.push_back(stem);
  }
  if (star_follows && tokens.empty()) return Fail(ErrorCode::kBadData, "a * must end a word");
  return {};
}

Result<Expansion> MakeExpansion(std::string_view written, PhraseUse use) {
  Expansion expansion;
  std::string_view phrase = Trim(written);
  phrase = TakeEllipses(phrase, &expansion);

  if (use == PhraseUse::kLabel &&
      (IsEntity(phrase) || TrimSeparators(text::Normalised(phrase)).empty())) {
    SymbolTokens(phrase, &expansion.tokens);
    expansion.symbols = true;
  } else {
    std::string_view rest = phrase;
    while (!rest.empty()) {
      const std::size_t star = rest.find('*');
      const bool star_follows = star != std::string_view::npos;
      const Status added = AddPiece(rest.substr(0, star), star_follows, &expansion);
      if (!added) return Fail(added.error());
      if (!star_follows) break;
      rest.remove_prefix(star + 1);
      const std::string after = text::Normalised(rest.substr(0, 4));
      if (!after.empty() && static_cast<unsigned char>(after[0]) >= '0' &&
          static_cast<unsigned char>(after[0]) < 0xE0) {
        return Fail(ErrorCode::kBadData, "a * must end a word");
      }
    }
    expansion.normalised = TrimSeparators(text::Normalised(phrase));
  }
  if (expansion.tokens.empty()) return Fail(ErrorCode::kBadData, "a phrase without words");
  if (expansion.tokens.size() == 1 && !expansion.stems.empty() &&
      !IsLongEnough(expansion.stems[0], blob::kMinStemLetters)) {
    return Fail(ErrorCode::kBadData, "a lone stem of fewer than three letters");
  }
  if (expansion.tokens.size() > blob::kMaxPhraseTokens) {
    return Fail(ErrorCode::kBadData,
                "more than " + std::to_string(blob::kMaxPhraseTokens) + " words or characters");
  }
  return expansion;
}

bool IsSymbolNoise(char32_t code_point) {
  return code_point <= 0x20 || code_point == 0xA0 || code_point == text::kInvalid ||
         (code_point >= 0x2000 && code_point <= 0x200F) ||
         (code_point >= 0x2028 && code_point <= 0x202F) || code_point == 0x2060 ||
         code_point == 0x3000 || code_point == 0xFEFF ||
         (code_point >= 0xFE00 && code_point <= 0xFE0F) ||
         (code_point >= 0x1F3FB && code_point <= 0x1F3FF);
}

}  // namespace

Result<std::vector<std::string>> ExpandChoices(std::string_view line) {
  return ChoiceParser(line).Parse();
}

Result<std::vector<Expansion>> ExpandPhrase(std::string_view line, PhraseUse use) {
  const Result<Strings> strings = ExpandChoices(line);
  if (!strings) return Fail(strings.error());
  std::vector<Expansion> expansions;
  for (const std::string& string : *strings) {
    Result<Expansion> expansion = MakeExpansion(string, use);
    if (!expansion) return Fail(expansion.error());
    if (std::find(expansions.begin(), expansions.end(), *expansion) == expansions.end()) {
      expansions.push_back(*std::move(expansion));
    }
  }
  return expansions;
}

void SymbolTokens(std::string_view label, std::vector<std::uint64_t>* out) {
  out->clear();
  for (std::size_t at = 0; at < label.size();) {
    const char32_t code_point = text::DecodeAt(label, &at);
    if (!IsSymbolNoise(code_point)) {
      out->push_back(blob::SymbolToken(text::HashCodePoint(code_point)));
    }
  }
}

bool IsEntity(std::string_view label) {
  constexpr std::size_t kMaxEntityBytes = 12;
  label = Trim(label);
  return label.size() >= 3 && label.size() <= kMaxEntityBytes && label.front() == '&' &&
         label.back() == ';' && label.find(' ') == std::string_view::npos;
}

}  // namespace lma::lexicon
