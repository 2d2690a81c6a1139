// Bytes as a browser's pipe might bring them, in pieces of any size: wire/message_reader.h.
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "wire/message_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // What fits into a pipe at once needs no second thread.
  constexpr std::size_t kMostBytes = 60'000;
  if (size < 1 || size > kMostBytes) return 0;
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) std::abort();
  const std::size_t first = data[0] % size;
  std::span<const std::uint8_t> rest(data + 1, size - 1);
  lma::wire::MessageReader reader(ends[0]);
  const auto write = [&](std::size_t count) {
    if (count == 0) return;
    if (::write(ends[1], rest.data(), count) != static_cast<ssize_t>(count)) std::abort();
    rest = rest.subspan(count);
  };
  using State = lma::wire::MessageReader::State;
  const auto drain = [&] {
    std::span<char> message;
    State state = reader.Next(&message);
    while (state == State::kMessage) {
      if (message.empty() || message.size() > lma::wire::kMaxMessageBytes) std::abort();
      message.back() = '\0';  // may be written to
      state = reader.Next(&message);
    }
    return state;
  };
  if (first > 0) {
    write(first);
    reader.Fill();
    drain();
  }
  write(rest.size());
  ::close(ends[1]);
  State state = State::kNeedMore;
  for (int i = 0; i < 100 && state == State::kNeedMore; ++i) {
    reader.Fill();
    state = drain();
  }
  if (state == State::kNeedMore) std::abort();  // the stream ended, and it has to say so
  ::close(ends[0]);
  return 0;
}
