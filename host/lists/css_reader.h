// Reads the small parts of a selector - names, escapes, quoted values - and writes them anew
// (CSS Syntax Level 3). The grammar around them is in selector.cc.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "lists/refusal.h"

namespace lma::lists {

inline bool IsSpace(char c) { return c == ' ' || c == '\t'; }
inline bool IsDigit(char c) { return c >= '0' && c <= '9'; }
inline bool IsHex(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
inline bool IsNameStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
inline bool IsNameCharacter(char c) { return IsNameStart(c) || IsDigit(c) || c == '-'; }
inline char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string Lowered(std::string_view text);

class CssReader {
 protected:
  // `in` and `out` outlive the reader.
  CssReader(std::string_view in, std::string* out) : in_(in), out_(*out) {}

  char Peek(std::size_t ahead = 0) const {
    return at_ + ahead < in_.size() ? in_[at_ + ahead] : '\0';
  }
  void SkipSpace() {
    while (IsSpace(Peek())) ++at_;
  }
  // False, for `return Refuse(…)`.
  bool Refuse(Refusal refusal) {
    refusal_ = refusal;
    return false;
  }

  bool StartsName() const;
  // A name; `value` without its escapes, which are kept in what is written.
  bool Name(std::string* value);
  // An attribute's value, quoted or a name; written in double quotes where it can be. `value` is
  // what stands between the quotes, escapes and all.
  bool Value(std::string* value);

  std::string_view in_;
  std::string& out_;
  std::size_t at_ = 0;
  Refusal refusal_ = Refusal::kNotCss;

 private:
  // Passes over one character that may stand in quotes or behind an escape.
  bool Character();
  bool Escape(std::string* value);
};

}  // namespace lma::lists
