// Facts -> log-odds per kind. All weights stand in score.cc and are explained in docs/judgement.md.
// Internal to classify.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "classify/facts.h"

namespace lma::classify {

// One piece of evidence before its words are copied.
struct Note {
  model::EvidenceSource source = model::EvidenceSource::kPhrase;
  double weight = 0;
  PhraseRef phrase;
  std::string_view detail;
};

// The log-odds that the candidate is an ask of `kind`. With `notes`, also what they consist of; the
// sum of the notes' weights is the score less kPrior.
double Score(const model::Candidate& candidate, const Facts& facts, const ProviderTable& table,
             model::AskKind kind, std::vector<Note>* notes);

// Log-odds before any evidence.
inline constexpr double kPrior = -3.5;

// 1 / (1 + e^-score): monotone in every weight.
double Confidence(double score);

}  // namespace lma::classify
