// Keeps stray prints out of the browser's pipe.
#pragma once

#include "base/result.h"

namespace lma::wire {

// Moves standard output to a descriptor of its own, which is returned and closes on exec, and lets
// descriptor 1 point to standard error from now on: a print by a library cannot break the stream.
// Also ignores SIGPIPE, so that a browser that went away is an error and not a signal. kIo when
// the system refuses.
Result<int> MoveStandardOutputAside();

}  // namespace lma::wire
