// Page, Candidate and Box of docs/protocol.md, read from JSON.
#pragma once

#include <vector>

#include "model/candidate.h"
#include "model/opt_in.h"
#include "protocol/json_reader.h"

namespace lma::protocol {

void ReadPage(JsonReader& json, model::Page& page);
void ReadCandidate(JsonReader& json, model::Candidate& candidate);
void ReadCandidates(JsonReader& json, std::vector<model::Candidate>* candidates);
void ReadBoxes(JsonReader& json, std::vector<model::OptInBox>* boxes);

}  // namespace lma::protocol
