// UTF-8, one code point at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lma::text {

// What DecodeAt() gives for bytes that are not UTF-8.
inline constexpr char32_t kInvalid = 0xFFFFFFFF;

// The code point that starts at byte `*position` of `text`, which must lie inside; moves
// `*position` behind it. Overlong forms, surrogates and values over U+10FFFF are refused: kInvalid,
// and one byte is passed over (RFC 3629).
inline char32_t DecodeAt(std::string_view text, std::size_t* position) {
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

// The number of code points in valid UTF-8.
std::size_t CountCodePoints(std::string_view text);

// Writes `code_point` (a Unicode scalar value) as one to four bytes; returns the end.
inline char* EncodeTo(char32_t code_point, char* out) {
  if (code_point < 0x80) {
    *out++ = static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    *out++ = static_cast<char>(0xC0 | (code_point >> 6));
    *out++ = static_cast<char>(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    *out++ = static_cast<char>(0xE0 | (code_point >> 12));
    *out++ = static_cast<char>(0x80 | ((code_point >> 6) & 0x3F));
    *out++ = static_cast<char>(0x80 | (code_point & 0x3F));
  } else {
    *out++ = static_cast<char>(0xF0 | (code_point >> 18));
    *out++ = static_cast<char>(0x80 | ((code_point >> 12) & 0x3F));
    *out++ = static_cast<char>(0x80 | ((code_point >> 6) & 0x3F));
    *out++ = static_cast<char>(0x80 | (code_point & 0x3F));
  }
  return out;
}

}  // namespace lma::text
