// Replies -> the JSON of docs/protocol.md.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "protocol/json_writer.h"
#include "protocol/reply.h"
#include "protocol/request.h"

namespace lma::protocol {

// The longest message that is sent, in bytes: the browsers refuse more than 1 MB.
inline constexpr std::size_t kMaxReplyBytes = 1'000'000;

// The messages that answer `to`: one, or the numbered parts of a result over kMaxReplyBytes.
std::vector<std::string> EncodeReply(const Envelope& to, const Result<Reply>& reply);

// The message that tells of a change by another process (docs/protocol.md, "Changes").
std::string EncodeChanged();

// The single values, for those who show them elsewhere (the command line's --json).
void WriteResult(JsonWriter& json, const Reply& reply);
void WriteVerdict(JsonWriter& json, const model::Verdict& verdict);
void WriteOptInVerdict(JsonWriter& json, const model::OptInVerdict& verdict);
void WriteEvidence(JsonWriter& json, const std::vector<model::Evidence>& evidence);
void WriteBrand(JsonWriter& json, const BrandView& brand);
// Without `id` where it is 0, as in a profile that is taken away.
void WriteLearnedAsk(JsonWriter& json, const model::LearnedAsk& learned);
void WriteJournalEntry(JsonWriter& json, const model::JournalEntry& entry);
void WriteKinds(JsonWriter& json, model::AskKindSet kinds);
void WriteSettings(JsonWriter& json, const model::Settings& settings);

}  // namespace lma::protocol
