// A message's JSON -> a Request (docs/protocol.md).
#pragma once

#include <span>

#include "base/result.h"
#include "protocol/request.h"

namespace lma::protocol {

// Decodes one message. `text` is written to (strings are unescaped in place) and must outlive the
// request and the envelope. `envelope` is filled as far as it could be read, also on an error, so
// that the reply finds its sender.
//
// kBadJson: not JSON, not UTF-8, nested too deep, a known member twice. kBadRequest: a member is
// missing, of the wrong type or out of range. kTooLarge: over a limit of docs/protocol.md.
// kUnknownType: no such message.
Result<Request> Decode(std::span<char> text, Envelope* envelope);

// Decodes one candidate by itself, as `leave-me-alone explain` reads it from a file; errors and
// lifetime as above.
Result<model::Candidate> DecodeCandidate(std::span<char> text);

}  // namespace lma::protocol
