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
char32_t DecodeAt(std::string_view text, std::size_t* position);

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
