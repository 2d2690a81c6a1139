// Starts the host as a browser would, and says hello to it.
#pragma once

#include <string>

#include "base/result.h"

namespace lma::cli {

// Starts `program` in host mode, sends `hello` and returns the body of its reply. Waits at most
// `timeout_ms`. kIo: it cannot be started, or ended without an answer; kTimeout.
Result<std::string> HelloOf(const std::string& program, int timeout_ms);

}  // namespace lma::cli
