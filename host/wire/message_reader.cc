#include "wire/message_reader.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace lma::wire {
namespace {

constexpr std::size_t kLengthBytes = sizeof(std::uint32_t);
// Holds a page's usual messages; grows to the longest one that came.
constexpr std::size_t kFirstBufferBytes = std::size_t{16} * 1024;

}  // namespace

void MessageReader::Fill() {
  if (ended_) return;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  std::size_t needed = kFirstBufferBytes;
  if (end_ >= kLengthBytes) {
    std::uint32_t length = 0;
    std::memcpy(&length, buffer_.data(), kLengthBytes);
    // Next() has refused longer ones; the limit is repeated so that no length decides alone.
    needed = std::max(needed, kLengthBytes + std::min(length, kMaxMessageBytes));
  }
  if (buffer_.size() < needed) buffer_.resize(needed);
  if (end_ == buffer_.size()) return;  // a whole message waits: Next() first

  ssize_t count = 0;
  do {
    count = ::read(fd_, buffer_.data() + end_, buffer_.size() - end_);
  } while (count < 0 && errno == EINTR);
  if (count > 0) {
    end_ += static_cast<std::size_t>(count);
  } else if (count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK)) {
    ended_ = true;
  }
}

MessageReader::State MessageReader::Next(std::span<char>* message) {
  const std::size_t available = end_ - begin_;
  if (available >= kLengthBytes) {
    std::uint32_t length = 0;
    std::memcpy(&length, buffer_.data() + begin_, kLengthBytes);
    if (length == 0 || length > kMaxMessageBytes) return State::kBadLength;
    if (available - kLengthBytes >= length) {
      *message = std::span<char>(buffer_.data() + begin_ + kLengthBytes, length);
      begin_ += kLengthBytes + length;
      return State::kMessage;
    }
  }
  if (!ended_) return State::kNeedMore;
  return available == 0 ? State::kEnd : State::kTorn;
}

}  // namespace lma::wire
