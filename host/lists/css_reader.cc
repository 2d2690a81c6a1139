#include "lists/css_reader.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace lma::lists {

std::string Lowered(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), Lower);
  return lower;
}

bool CssReader::StartsName() const {
  const char c = Peek();
  if (IsNameStart(c) || c == '\\') return true;
  return c == '-' && (IsNameStart(Peek(1)) || Peek(1) == '-' || Peek(1) == '\\');
}

bool CssReader::Name(std::string* value) {
  value->clear();
  const std::size_t begin = at_;
  std::size_t copied = at_;
  while (at_ < in_.size()) {
    const char c = in_[at_];
    if (static_cast<unsigned char>(c) >= 0x80) {
      const std::size_t from = at_;
      if (text::DecodeAt(in_, &at_) == text::kInvalid) return Refuse(Refusal::kNotCss);
      value->append(in_.substr(from, at_ - from));
    } else if (IsNameCharacter(c)) {
      *value += c;
      ++at_;
    } else if (c == '\\') {
      out_.append(in_.substr(copied, at_ - copied));
      if (!Escape(value)) return false;
      copied = at_;
    } else {
      break;
    }
  }
  out_.append(in_.substr(copied, at_ - copied));
  return at_ > begin;
}

bool CssReader::Value(std::string* value) {
  const char quote = Peek();
  if (quote != '"' && quote != '\'') {
    if (!StartsName()) return Refuse(Refusal::kNotCss);
    out_ += '"';
    if (!Name(value)) return false;
    out_ += '"';
    return true;
  }
  const std::size_t begin = ++at_;
  bool holds_double = false;
  while (at_ < in_.size() && in_[at_] != quote) {
    holds_double = holds_double || in_[at_] == '"';
    if (in_[at_] == '\\') ++at_;
    if (!Character()) return false;
  }
  if (at_ >= in_.size()) return Refuse(Refusal::kNotCss);
  *value = in_.substr(begin, at_ - begin);
  ++at_;
  const char written = holds_double ? quote : '"';
  out_ += written;
  out_ += *value;
  out_ += written;
  return true;
}

bool CssReader::Character() {
  if (at_ >= in_.size()) return Refuse(Refusal::kNotCss);
  const auto c = static_cast<unsigned char>(in_[at_]);
  if (c < 0x20 || c == 0x7F) return Refuse(Refusal::kNotCss);
  if (c < 0x80) {
    ++at_;
  } else if (text::DecodeAt(in_, &at_) == text::kInvalid) {
    return Refuse(Refusal::kNotCss);
  }
  return true;
}

// CSS Syntax Level 3, "Consume an escaped code point".
bool CssReader::Escape(std::string* value) {
  const std::size_t begin = at_++;
  if (!IsHex(Peek())) {
    const std::size_t from = at_;
    if (!Character()) return false;
    value->append(in_.substr(from, at_ - from));
    out_.append(in_.substr(begin, at_ - begin));
    return true;
  }
  char32_t code_point = 0;
  for (int i = 0; i < 6 && IsHex(Peek()); ++i, ++at_) {
    const char c = Lower(in_[at_]);
    code_point = code_point * 16 + static_cast<char32_t>(IsDigit(c) ? c - '0' : c - 'a' + 10);
  }
  if (code_point < 0x20 || code_point > 0x10FFFF ||
      (code_point >= 0xD800 && code_point <= 0xDFFF)) {
    return Refuse(Refusal::kNotCss);
  }
  out_.append(in_.substr(begin, at_ - begin));
  if (IsSpace(Peek())) ++at_;
  out_ += ' ';  // ends the number, whatever follows
  std::array<char, 4> bytes;
  value->append(bytes.data(), text::EncodeTo(code_point, bytes.data()));
  return true;
}

}  // namespace lma::lists
