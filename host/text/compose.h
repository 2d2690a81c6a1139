// The two compositions that a table of single code points cannot make: voiced kana written as two
// code points (half-width katakana too) and Hangul written as letters.
#pragma once

namespace lma::text {

// The one code point that `first` and `second` are together, or 0 when they are not
// (Unicode Standard, 3.12 "Conjoining Jamo Behavior"; UAX #15 for kana).
char32_t Compose(char32_t first, char32_t second);

// Whether a code point can be the second of a composition.
bool IsComposing(char32_t code_point);

}  // namespace lma::text
