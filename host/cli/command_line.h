// The program as a person starts it.
#pragma once

namespace lma::cli {

// Runs the verb that the arguments name. Returns the exit status: 0 done, 1 failed, 2 not
// understood.
int Run(int argc, char** argv);

}  // namespace lma::cli
