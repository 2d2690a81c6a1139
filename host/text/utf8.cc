#include "text/utf8.h"

namespace lma::text {

char32_t DecodeAt(std::string_view text, std::size_t* position) {
  const std::size_t at = *position;
  const std::size_t left = text.size() - at;
  const auto byte = [&](std::size_t offset) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[at + offset]));
  };
  const auto continues = [&](std::size_t offset) { return (byte(offset) & 0xC0) == 0x80; };

  const char32_t lead = byte(0);
  if (lead < 0x80) {
    *position = at + 1;
    return lead;
  }
  if (lead < 0xE0) {
    if (lead >= 0xC2 && left >= 2 && continues(1)) {
      *position = at + 2;
      return (lead & 0x1F) << 6 | (byte(1) & 0x3F);
    }
  } else if (lead < 0xF0) {
    if (left >= 3 && continues(1) && continues(2)) {
      const char32_t value = (lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
      if (value >= 0x800 && (value < 0xD800 || value > 0xDFFF)) {
        *position = at + 3;
        return value;
      }
    }
  } else if (lead < 0xF5 && left >= 4 && continues(1) && continues(2) && continues(3)) {
    const char32_t value =
        (lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    if (value >= 0x10000 && value <= 0x10FFFF) {
      *position = at + 4;
      return value;
    }
  }
  *position = at + 1;
  return kInvalid;
}

std::size_t CountCodePoints(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) {
    count += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1 : 0;
  }
  return count;
}

}  // namespace lma::text
