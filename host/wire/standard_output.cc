#include "wire/standard_output.h"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>

namespace lma::wire {

Result<int> MoveStandardOutputAside() {
  // The first free number above the standard three, also when one of those was closed.
  const int fd = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (fd < 0) return Fail(ErrorCode::kIo, "standard output is closed");
  if (::dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
    ::close(STDOUT_FILENO);  // no standard error either: prints go nowhere
  }
  if (std::signal(SIGPIPE, SIG_IGN) == SIG_ERR) {
    return Fail(ErrorCode::kIo, "cannot ignore SIGPIPE");
  }
  return fd;
}

}  // namespace lma::wire
