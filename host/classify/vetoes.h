// What forbids touching a candidate, whatever speaks for an ask. Internal to classify.
#pragma once

#include <string_view>
#include <vector>

#include "classify/facts.h"

namespace lma::classify {

struct VetoFinding {
  model::Veto veto = model::Veto::kConsent;
  model::EvidenceSource source = model::EvidenceSource::kPhrase;
  PhraseRef phrase;
  std::string_view detail;
};

// All vetoes, in the order of the enum, each once. `kind` is what the candidate would ask for;
// `asked_for` are the kinds that the user's gesture asked for.
std::vector<VetoFinding> FindVetoes(const model::Candidate& candidate, const model::Page& page,
                                    const Facts& facts, std::optional<model::AskKind> kind,
                                    model::AskKindSet asked_for);

}  // namespace lma::classify
