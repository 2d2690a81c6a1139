// Reads messages, answers them, and does what falls due in between.
#pragma once

#include "app/session.h"

namespace lma::app {

// Answers the messages that come on `input` with messages on `output` until the input ends, then
// writes the journal. Returns the program's exit status: 0 also when the stream broke off, since
// browsers end hosts that way; the cause is on standard error.
int RunLoop(int input, int output, Session& session);

}  // namespace lma::app
