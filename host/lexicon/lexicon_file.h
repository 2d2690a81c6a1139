// The text of one language's lexicon (docs/adding-a-language.md) -> its phrases.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "lexicon/phrase.h"

namespace lma::lexicon {

struct PhraseLine {
  std::size_t line = 0;  // counted from 1
  EntryClass entry_class = EntryClass::kAsk;
  std::uint8_t target = 0;  // as in Match; model::ControlRole for kControl
  bool weak = false;
  std::string text;  // as written
  std::vector<Expansion> expansions;
};

struct LexiconFile {
  std::string language;
  std::string name;
  std::vector<PhraseLine> phrases;
};

// Something wrong in a lexicon. An error's line is left out; a warning's is used.
struct Problem {
  enum class Severity : std::uint8_t { kError, kWarning };
  Severity severity = Severity::kError;
  std::string file;
  std::size_t line = 0;  // 0: the file as a whole
  std::string reason;
};

// "de.txt:12: error: a stem of fewer than three letters"
std::string FormatProblem(const Problem& problem);

inline constexpr std::size_t kMaxLexiconBytes = std::size_t{1024} * 1024;
inline constexpr std::size_t kMaxLineBytes = 1024;

// Reads a whole lexicon and goes on after errors, which are added to `problems`. `file_name` names
// the place in them; its base name without ".txt" must be the language's code. The result holds
// every line that is sound.
LexiconFile ParseLexicon(std::string_view text, std::string_view file_name,
                         std::vector<Problem>* problems);

}  // namespace lma::lexicon
