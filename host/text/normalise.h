// Text -> the form in which phrases and texts are compared.
#pragma once

#include <string>
#include <string_view>

namespace lma::text {

// Writes the normalised form of `utf8` to `out`, replacing what is there. It holds letters and
// digits and three separators:
//   ' '   any other character: punctuation, symbols, emoji, bytes that are not UTF-8
//   '.'   . ! ? and their full-width and ideographic forms
//   '\n'  the end of a line, and sentence ends that need no space behind them (。 । ۔)
// Letters are case folded and in compatibility form (full width, ligatures, mathematical and
// circled letters). Marks are dropped from Latin, Greek, Cyrillic, Arabic and Hebrew and kept in
// all other scripts, where they are vowels and tones. ß æ œ ø đ ð þ ł ħ and dotless ı become ss ae
// oe o d d th l h i; Arabic and Persian forms of alef, yeh, kaf and heh become one, tatweel is
// dropped. Digits of all scripts become 0-9. Kana and Hangul are composed. What cannot be seen
// (zero-width characters, soft hyphens, direction marks) is dropped.
//
// Bytes of words are 0x30 to 0xDF, a byte from 0xE0 up begins a code point from U+0800 up, and
// separators are below 0x30: Tokenise() relies on it.
void Normalise(std::string_view utf8, std::string* out);

std::string Normalised(std::string_view utf8);

}  // namespace lma::text
