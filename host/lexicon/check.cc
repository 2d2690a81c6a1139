#include "lexicon/check.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "text/utf8.h"

namespace lma::lexicon {
namespace {

// Shorter words mean too much to be an ask or a veto by themselves.
constexpr std::size_t kMinLoneWordLetters = 5;

// A token sequence as a key, with what makes it another phrase.
using SequenceKey = std::tuple<std::vector<std::uint64_t>, bool, bool>;

SequenceKey KeyOf(const Expansion& expansion) {
  return {expansion.tokens, expansion.open_begin, expansion.open_end};
}

class Checker {
 public:
  Checker(const LexiconFile& file, std::string_view file_name, std::vector<Problem>* problems)
      : file_(file), file_name_(file_name), problems_(problems) {}

  void Run() {
    for (const PhraseLine& phrase : file_.phrases) {
      if (phrase.entry_class == EntryClass::kControl) NoteRole(phrase);
    }
    for (const PhraseLine& phrase : file_.phrases) {
      CheckDuplicate(phrase);
      if (phrase.entry_class == EntryClass::kControl) {
        CheckRoles(phrase);
      } else {
        CheckLoneWord(phrase);
      }
    }
  }

 private:
  void NoteRole(const PhraseLine& phrase) {
    for (const Expansion& expansion : phrase.expansions) {
      roles_[KeyOf(expansion)].emplace(phrase.target, phrase.line);
      labels_.insert(expansion.tokens);
    }
  }

  void CheckDuplicate(const PhraseLine& phrase) {
    std::size_t earlier_line = 0;
    bool all_known = true;
    for (const Expansion& expansion : phrase.expansions) {
      const auto [entry, is_new] = seen_.emplace(
          std::tuple(KeyOf(expansion), phrase.entry_class, phrase.target), phrase.line);
      if (is_new) {
        all_known = false;
      } else {
        earlier_line = entry->second;
      }
    }
    if (all_known && earlier_line != phrase.line) {
      Warn(phrase, "adds nothing to line " + std::to_string(earlier_line));
    }
  }

  void CheckRoles(const PhraseLine& phrase) {
    if (static_cast<model::ControlRole>(phrase.target) != model::ControlRole::kAffirm) return;
    for (const Expansion& expansion : phrase.expansions) {
      for (const auto& [role, line] : roles_[KeyOf(expansion)]) {
        if (static_cast<model::ControlRole>(role) == model::ControlRole::kDecline) {
          Warn(phrase, "affirms, but declines in line " + std::to_string(line));
          return;
        }
      }
    }
  }

  void CheckLoneWord(const PhraseLine& phrase) {
    const bool is_ask = phrase.entry_class == EntryClass::kAsk;
    if (!is_ask && phrase.entry_class != EntryClass::kVeto) return;
    for (const Expansion& expansion : phrase.expansions) {
      if (expansion.tokens.size() != 1) continue;
      if (static_cast<unsigned char>(expansion.normalised[0]) >= 0xE0) {
        Warn(phrase, "one character occurs inside other words");
        return;
      }
      if (!is_ask || phrase.weak || expansion.open_begin || expansion.open_end) continue;
      if (expansion.stems.empty() &&
          text::CountCodePoints(expansion.normalised) < kMinLoneWordLetters) {
        Warn(phrase, "one short word says too little by itself: make it weak, or add words");
        return;
      }
      if (labels_.count(expansion.tokens) != 0) {
        Warn(phrase, "one word that is also a label: make it an act, or add words");
        return;
      }
    }
  }

  void Warn(const PhraseLine& phrase, std::string reason) {
    problems_->push_back({Problem::Severity::kWarning, std::string(file_name_), phrase.line,
                          std::move(reason) + ": " + phrase.text});
  }

  const LexiconFile& file_;
  std::string_view file_name_;
  std::vector<Problem>* problems_;
  std::map<std::tuple<SequenceKey, EntryClass, std::uint8_t>, std::size_t> seen_;
  std::map<SequenceKey, std::map<std::uint8_t, std::size_t>> roles_;
  std::set<std::vector<std::uint64_t>> labels_;
};

}  // namespace

std::vector<Problem> Check(std::string_view text, std::string_view file_name) {
  std::vector<Problem> problems;
  const LexiconFile file = ParseLexicon(text, file_name, &problems);
  Checker(file, file_name, &problems).Run();
  std::stable_sort(problems.begin(), problems.end(),
                   [](const Problem& a, const Problem& b) { return a.line < b.line; });
  return problems;
}

}  // namespace lma::lexicon
