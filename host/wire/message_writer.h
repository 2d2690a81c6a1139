// Whole messages -> bytes on a file descriptor: the only writer of the browser's pipe.
#pragma once

#include <string_view>

#include "base/result.h"

namespace lma::wire {

class MessageWriter {
 public:
  // `fd` stays the caller's and must outlive the writer.
  explicit MessageWriter(int fd) : fd_(fd) {}

  // Writes the length and the bytes of `message`; blocks until the other side took them.
  // kTooLarge over 4 GiB, kIo when the other side is gone (SIGPIPE must be ignored).
  Status Write(std::string_view message);

 private:
  int fd_;
};

}  // namespace lma::wire
