// All languages' phrases in one immutable table, matched in one pass over a text
// (docs/adding-a-language.md). The table is one block of bytes made at build time by
// lexicon_compiler; using it costs neither parsing nor copying.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/ask_kind.h"
#include "model/verdict.h"
#include "text/tokens.h"

namespace lma::lexicon {

namespace blob {
struct Header;
}  // namespace blob

enum class EntryClass : std::uint8_t { kAsk, kAct, kObject, kVeto, kControl, kOptin };

enum class OptinClass : std::uint8_t { kMarketing, kReversed, kRequired, kUntick };

// One bit for each language, by its number; the compiler takes no more.
using LanguageSet = std::uint64_t;
inline constexpr std::size_t kMostLanguages = 64;

// A phrase found in a text. The same place can have several: matches overlap, and the caller weighs
// them.
struct Match {
  EntryClass entry_class = EntryClass::kAsk;
  // By class: model::AskKind (ask, act, object), model::Veto, or OptinClass.
  std::uint8_t target = 0;
  bool weak = false;
  LanguageSet languages = 0;  // that have this phrase
  std::uint32_t phrase = 0;   // for PhraseText() and PhraseLanguage(): of the first of them
  std::uint32_t begin = 0;    // token positions, half open
  std::uint32_t end = 0;
  std::uint32_t sentence = 0;  // of the first token, counted from 0

  model::AskKind kind() const { return static_cast<model::AskKind>(target); }
  model::Veto veto() const { return static_cast<model::Veto>(target); }
  OptinClass optin() const { return static_cast<OptinClass>(target); }
};

// A control phrase that a label consists of.
struct LabelMatch {
  model::ControlRole role = model::ControlRole::kNone;
  bool open = false;  // the label says more than the phrase ("no thanks …")
  bool weak = false;  // also an answer to a question ("no")
  std::uint16_t language = 0;
  std::uint32_t phrase = 0;
  std::uint32_t begin = 0;  // token positions within the label, half open; 0, 0 for symbols
  std::uint32_t end = 0;
};

// Buffers kept between calls, so that matching does not allocate. One for each thread. Filled by
// MatchText and MatchLabel with the normalised text and its tokens, which callers may read until
// the next call.
struct Scratch {
  std::string normalised;
  std::vector<text::Token> tokens;
  std::vector<std::uint64_t> stems;         // of words that begin as a phrase's `word*` does
  std::vector<std::uint32_t> stem_offsets;  // of each token, in `stems`; one more at the end
};

// More matches than this in one text are not reported.
inline constexpr std::size_t kMaxMatches = 512;

// Whether a page's code `wanted` means a lexicon's language `code`: "pt-BR" and "pt" are one here.
bool SameLanguage(std::string_view code, std::string_view wanted);

// A view of a block of bytes, which must outlive it. Cheap to copy.
class Lexicon {
 public:
  // Checks the header and the bounds of the tables, not their contents: a damaged table may match
  // wrongly but never reads outside the block. kBadData when it is no lexicon, is cut short, is not
  // aligned to 8 bytes, or was made by another version.
  static Result<Lexicon> FromBlob(std::span<const std::byte> blob);

  // Every phrase of `text` but those of control classes, in the order of their first token. `out`
  // is emptied first. Any bytes are taken as text.
  void MatchText(std::string_view text, Scratch& scratch, std::vector<Match>* out) const;

  // The control phrases that `label` as a whole is, or begins or ends with where the phrase allows
  // more (`…`). Numbers, a lone "x", emoji and punctuation at its ends do not count; a label
  // without any letters is compared as symbols. `out` is emptied first.
  void MatchLabel(std::string_view label, Scratch& scratch, std::vector<LabelMatch>* out) const;

  // The line as written in its lexicon, or "" for a number that is no phrase's.
  std::string_view PhraseText(std::uint32_t phrase) const;
  // The code of the language in whose lexicon the line stands, or "".
  std::string_view PhraseLanguage(std::uint32_t phrase) const;
  // "de", or "" for a number that is no language's.
  std::string_view LanguageCode(std::uint16_t language) const;
  // The languages that a page means by `code`: "pt-BR" and "pt" are one, and "zh" is both of its
  // scripts. Empty where no lexicon is of it.
  LanguageSet LanguagesOf(std::string_view code) const;
  // What the language calls itself: "Deutsch".
  std::string_view LanguageName(std::uint16_t language) const;
  std::size_t language_count() const;
  // Lines, before choices are expanded.
  std::size_t phrase_count() const;

 private:
  Lexicon() = default;

  std::string_view TextAt(std::uint32_t offset, std::size_t bytes) const;

  std::span<const std::byte> blob_;
  const blob::Header* header_ = nullptr;
};

// The lexicons of host/data/lexicons, compiled into the program.
std::span<const std::byte> BuiltInBlob();

}  // namespace lma::lexicon
