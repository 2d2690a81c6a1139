// Bytes from a file descriptor -> whole messages. A message is a 32-bit length in native byte
// order and that many bytes (docs/protocol.md). Knows no JSON.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace lma::wire {

// The longest message accepted, in bytes (docs/protocol.md).
inline constexpr std::uint32_t kMaxMessageBytes = 1024 * 1024;

class MessageReader {
 public:
  enum class State : std::uint8_t {
    kMessage,    // a message was handed out
    kNeedMore,   // no whole message in the buffer: call Fill() when the descriptor is readable
    kEnd,        // the stream ended between two messages
    kTorn,       // the stream ended inside a message, or reading failed
    kBadLength,  // a length of 0 or over kMaxMessageBytes: there is no next boundary to go on from
  };

  // `fd` stays the caller's and must outlive the reader.
  explicit MessageReader(int fd) : fd_(fd) {}

  // Reads what is there, with one read(2): blocks only when nothing is. Invalidates messages handed
  // out before.
  void Fill();

  // Hands out the next message of the buffer. `message` may be written to (strings are unescaped in
  // place) and is valid until the next Fill().
  State Next(std::span<char>* message);

 private:
  int fd_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  // first byte not yet handed out
  std::size_t end_ = 0;    // one past the last byte read
  bool ended_ = false;
};

}  // namespace lma::wire
