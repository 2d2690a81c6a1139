// Candidate -> kind, confidence, vetoes and the role of every control, each with its evidence
// (docs/judgement.md). Knows nothing of the user's preferences: what to do about it is decide's.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "classify/provider_table.h"
#include "lexicon/lexicon.h"
#include "model/candidate.h"
#include "model/verdict.h"

namespace lma::classify {

// What pressing a control with a label means.
struct LabelJudgement {
  model::ControlRole role = model::ControlRole::kNone;
  double confidence = 0;  // 0 to 1
  std::string language;   // of the phrase
  std::string phrase;     // as written in its lexicon; empty when the role is none
};

// Keeps buffers between calls, so that judging does not allocate: one for each thread. The lexicon
// and the table must outlive it.
class Classifier {
 public:
  Classifier(const lexicon::Lexicon& lexicon, const ProviderTable& providers);
  ~Classifier();
  Classifier(const Classifier&) = delete;
  Classifier& operator=(const Classifier&) = delete;

  // Never fails: what cannot be read speaks for nothing. The result holds copies, no views.
  model::Classification Classify(const model::Candidate& candidate, const model::Page& page);

  // A text alone, as `explain --texts` and an ask's words in a report have it: no layer, no
  // controls. `kind` is set when the text says what the brand wants.
  model::Classification JudgeText(std::string_view text);

  // A control's label alone. `language` (BCP 47, or empty) settles what means different things in
  // two languages; without it such a label is ambiguous.
  LabelJudgement JudgeLabel(std::string_view label, std::string_view language);

  // The kind whose words a short text of a page (at most 400 bytes) holds, for finding the blocks
  // around it; nothing when it holds none. Deliberately generous: the block is judged afterwards.
  std::optional<model::AskKind> ScanText(std::string_view text);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lma::classify
