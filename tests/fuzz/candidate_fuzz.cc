// A candidate through the whole judgement. Whatever it says: a veto is never outvoted, and no step
// presses what is affirmative or ambiguous, or leaves the page.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "classify/classifier.h"
#include "decide/decide.h"
#include "lexicon/lexicon.h"
#include "protocol/decode.h"

namespace {

using lma::model::ControlRole;
using lma::model::StepType;

lma::classify::Classifier& Judge() {
  static const auto words = lma::lexicon::Lexicon::FromBlob(lma::lexicon::BuiltInBlob());
  static const auto marks =
      lma::classify::ProviderTable::FromBlob(lma::classify::BuiltInProviders());
  static lma::classify::Classifier judge(*words, *marks);
  return judge;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  const auto candidate = lma::protocol::DecodeCandidate(text);
  if (!candidate) return 0;
  const lma::model::Page page;
  const auto found = Judge().Classify(*candidate, page);
  const auto verdict = lma::decide::Decide(*candidate, found, {});
  if (!found.vetoes.empty() && !verdict.steps.empty()) std::abort();
  for (const auto& step : verdict.steps) {
    if (step.type != StepType::kDecline && step.type != StepType::kDismiss) continue;
    // Named by the number that the extension gave it, which is unique in what the extension sends.
    bool any = false;
    for (std::size_t i = 0; i < candidate->controls.size(); ++i) {
      if (candidate->controls[i].index != step.control) continue;
      const ControlRole role = found.controls[i].role;
      any = any || ((role == ControlRole::kDecline || role == ControlRole::kDismiss) &&
                    lma::decide::Pressable(*candidate, candidate->controls[i]));
    }
    if (!any) std::abort();
  }
  return 0;
}
