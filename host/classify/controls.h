// What pressing each control of a candidate means: decline, dismiss, affirm or ambiguous.
// Internal to classify.
#pragma once

#include <vector>

#include "classify/classifier.h"
#include "classify/facts.h"

namespace lma::classify {

// A role with what it was judged by.
struct ControlFinding {
  model::ControlRole role = model::ControlRole::kNone;
  double confidence = 0;
  PhraseRef phrase;       // of the label, when it was that
  std::string_view mark;  // of a class or provider, when it was that
  bool answers = false;   // a "no" that a question takes for its answer
};

// A label's role by its words alone. `language` and `page_language` settle what means different
// things in two languages.
ControlFinding JudgeLabelWords(const lexicon::Lexicon& lexicon, std::string_view label,
                               std::string_view language, std::string_view page_language,
                               Buffers& buffers);

// One finding per control, in their order. `provider` is whose the candidate is, or kNoEntity. Each
// depends on the control and on the set of the others, not on their order.
std::vector<ControlFinding> JudgeControls(const lexicon::Lexicon& lexicon,
                                          const ProviderTable& table,
                                          const model::Candidate& candidate,
                                          const model::Page& page, std::uint16_t provider,
                                          Buffers& buffers);

}  // namespace lma::classify
