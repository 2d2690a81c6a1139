// Tick boxes go by the rules of asks: the same brand, the same welcome.
#include "decide/decide.h"

namespace lma::decide {

model::Reason DecideOptIn(const Situation& situation) {
  model::Classification found;
  found.kind = model::AskKind::kNewsletter;
  found.confidence = 1;
  found.text_key = true;
  found.structure_key = true;
  // A box stands in a form of its own right; the quiet level is about what the page shows.
  model::Candidate candidate;
  candidate.surface = model::Surface::kOverlay;
  return Decide(candidate, found, situation).reason;
}

}  // namespace lma::decide
