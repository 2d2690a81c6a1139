// A pipe that closes its ends.
#pragma once

#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace lma::wire {

class Pipe {
 public:
  Pipe() { open_ = ::pipe(fds_) == 0; }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    if (open_) ::close(fds_[0]);
    CloseWriter();
  }
  int reader() const { return fds_[0]; }
  int writer() const { return fds_[1]; }
  void CloseWriter() {
    if (open_ && fds_[1] >= 0) ::close(fds_[1]);
    fds_[1] = -1;
  }
  bool Put(std::string_view bytes) const {
    return ::write(fds_[1], bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
  }

 private:
  int fds_[2] = {-1, -1};
  bool open_ = false;
};

// `body` with its length in front.
inline std::string Framed(std::string_view body) {
  const std::uint32_t length = static_cast<std::uint32_t>(body.size());
  std::string bytes(sizeof(length), '\0');
  std::memcpy(bytes.data(), &length, sizeof(length));
  bytes += body;
  return bytes;
}

}  // namespace lma::wire
