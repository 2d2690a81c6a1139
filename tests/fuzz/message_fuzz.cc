// One message's bytes: protocol/decode.h. What was read is bounded as docs/protocol.md says.
#include <cstdint>
#include <span>
#include <string>

#include "protocol/decode.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  lma::protocol::Envelope envelope;
  const auto request = lma::protocol::Decode(text, &envelope);
  static_cast<void>(request);
  return 0;
}
