// From a message to its answer.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/session.h"
#include "base/result.h"
#include "protocol/reply.h"
#include "protocol/request.h"

namespace lma::app {

// Hands a request to its handler.
Result<protocol::Reply> Dispatch(const protocol::Request& request, Session& session);

// The messages that answer one message's body, whatever it holds. `body` is written to.
std::vector<std::string> Answer(std::span<char> body, Session& session);

}  // namespace lma::app
