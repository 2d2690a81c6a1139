#include "wire/message_writer.h"

#include <sys/uio.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <limits>

namespace lma::wire {

Status MessageWriter::Write(std::string_view message) {
  if (message.size() > std::numeric_limits<std::uint32_t>::max()) {
    return Fail(ErrorCode::kTooLarge, "message over 4 GiB");
  }
  std::uint32_t length = static_cast<std::uint32_t>(message.size());
  // One writev for both, so that a reader that wakes finds the whole of a short message.
  std::array<iovec, 2> pieces = {
      iovec{&length, sizeof(length)},
      iovec{const_cast<char*>(message.data()), message.size()},  // NOLINT: writev takes no const
  };
  std::size_t first = 0;
  while (first < pieces.size()) {
    const ssize_t count =
        ::writev(fd_, pieces.data() + first, static_cast<int>(pieces.size() - first));
    if (count < 0) {
      if (errno == EINTR) continue;
      return Fail(ErrorCode::kIo, "the browser's pipe is closed");
    }
    std::size_t left = static_cast<std::size_t>(count);
    while (first < pieces.size() && left >= pieces[first].iov_len) {
      left -= pieces[first].iov_len;
      ++first;
    }
    if (first < pieces.size()) {
      pieces[first].iov_base = static_cast<char*>(pieces[first].iov_base) + left;
      pieces[first].iov_len -= left;
    }
  }
  return {};
}

}  // namespace lma::wire
