#include "app/dispatcher.h"

#include <variant>

#include "app/handlers/handlers.h"
#include "protocol/decode.h"
#include "protocol/encode.h"
#include "vault/secret.h"

namespace lma::app {

Result<protocol::Reply> Dispatch(const protocol::Request& request, Session& session) {
  // A new request type that lacks a handler does not compile.
  return std::visit([&session](const auto& one) { return Handle(one, session); }, request);
}

std::vector<std::string> Answer(std::span<char> body, Session& session) {
  protocol::Envelope to;
  const Result<protocol::Request> request = protocol::Decode(body, &to);
  if (!request) return protocol::EncodeReply(to, Fail(request.error()));
  std::vector<std::string> messages = protocol::EncodeReply(to, Dispatch(*request, session));
  if (std::holds_alternative<protocol::UnlockRequest>(*request) ||
      std::holds_alternative<protocol::PassphraseRequest>(*request)) {
    vault::Wipe(body);
  }
  return messages;
}

}  // namespace lma::app
