// Page and Candidate of docs/protocol.md, read from JSON.
#pragma once

#include <vector>

#include "model/candidate.h"
#include "protocol/json_reader.h"

namespace lma::protocol {

void ReadPage(JsonReader& json, model::Page& page);
void ReadCandidate(JsonReader& json, model::Candidate& candidate);
void ReadCandidates(JsonReader& json, std::vector<model::Candidate>* candidates);

}  // namespace lma::protocol
