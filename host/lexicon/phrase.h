// One line of a lexicon -> the token sequences that it stands for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lma::lexicon {

// A sequence of tokens, as blob.h hashes them.
struct Expansion {
  std::vector<std::uint64_t> tokens;
  std::vector<std::string> stems;  // of `word*`, normalised
  std::string normalised;          // all of it, without outer separators
  // A leading or trailing … : a label may say more there; in a text a name stands there, and
  // nothing else in that sentence.
  bool open_begin = false;
  bool open_end = false;
  bool symbols = false;  // has no letters or digits: compared as symbols

  friend bool operator==(const Expansion& a, const Expansion& b) {
    return a.tokens == b.tokens && a.open_begin == b.open_begin && a.open_end == b.open_end;
  }
};

enum class PhraseUse : std::uint8_t { kText, kLabel };

inline constexpr std::size_t kMaxExpansions = 64;
inline constexpr std::size_t kMaxChoiceDepth = 4;

// All strings that a line with choices stands for: "(our|the) newsletter". In order, with repeats.
// kBadData when parentheses do not match, a | stands outside of them, choices are nested deeper
// than kMaxChoiceDepth, or there are more than kMaxExpansions.
Result<std::vector<std::string>> ExpandChoices(std::string_view line);

// The token sequences of a line, each once. In a label a phrase of symbols is allowed. kBadData as
// above, and for an expansion without words, a stem of fewer than two letters or a lone one of
// fewer than three, a `*` that does not end a word, and more than 64 tokens.
Result<std::vector<Expansion>> ExpandPhrase(std::string_view line, PhraseUse use);

// The symbols that a label consists of, as tokens: its code points without spaces, variation
// selectors and skin tones. Shared with the matcher.
void SymbolTokens(std::string_view label, std::vector<std::uint64_t>* out);

// Whether a label is an HTML entity that was never decoded, such as "&times;".
bool IsEntity(std::string_view label);

}  // namespace lma::lexicon
