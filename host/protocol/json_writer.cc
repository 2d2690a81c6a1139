#include "protocol/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>

#include "protocol/json_reader.h"

namespace lma::protocol {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

// Appends `text` (UTF-8) with quotes, backslashes and control characters escaped.
void AppendEscaped(std::string_view text, std::string* out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out->append(text, copied, i - copied);
    copied = i + 1;
    out->push_back('\\');
    if (c == '"' || c == '\\') {
      out->push_back(static_cast<char>(c));
    } else if (c == '\n') {
      out->push_back('n');
    } else {
      out->append("u00");
      out->push_back(kHex[c >> 4]);
      out->push_back(kHex[c & 15]);
    }
  }
  out->append(text, copied);
}

// How many bytes of `text` from the start are one code point, or 0 when they are none.
std::size_t CodePointBytes(std::string_view text) {
  for (std::size_t length = 1; length <= 4 && length <= text.size(); ++length) {
    if (IsUtf8(text.substr(0, length))) return length;
  }
  return 0;
}

}  // namespace

void JsonWriter::Separate() {
  if (comma_due_) out_->push_back(',');
  comma_due_ = true;
}

void JsonWriter::BeginObject() {
  Separate();
  out_->push_back('{');
  comma_due_ = false;
}
void JsonWriter::EndObject() {
  out_->push_back('}');
  comma_due_ = true;
}
void JsonWriter::BeginArray() {
  Separate();
  out_->push_back('[');
  comma_due_ = false;
}
void JsonWriter::EndArray() {
  out_->push_back(']');
  comma_due_ = true;
}

void JsonWriter::Key(std::string_view key) {
  String(key);
  out_->push_back(':');
  comma_due_ = false;
}

void JsonWriter::String(std::string_view value) {
  Separate();
  out_->push_back('"');
  if (IsUtf8(value)) {
    AppendEscaped(value, out_);
  } else {
    while (!value.empty()) {
      const std::size_t length = CodePointBytes(value);
      AppendEscaped(length == 0 ? kReplacement : value.substr(0, length), out_);
      value.remove_prefix(length == 0 ? 1 : length);
    }
  }
  out_->push_back('"');
}

void JsonWriter::Integer(std::int64_t value) {
  Separate();
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out_->append(digits.data(), end);
}

void JsonWriter::Unsigned(std::uint64_t value) {
  Separate();
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out_->append(digits.data(), end);
}

void JsonWriter::Double(double value) {
  Separate();
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(),
                                 std::isfinite(value) ? value : 0.0, std::chars_format::general, 6)
                       .ptr;
  out_->append(digits.data(), end);
}

void JsonWriter::Bool(bool value) { Raw(value ? "true" : "false"); }
void JsonWriter::Null() { Raw("null"); }

void JsonWriter::Raw(std::string_view json) {
  Separate();
  out_->append(json);
}

void JsonWriter::Member(std::string_view key, std::string_view value) {
  Key(key);
  String(value);
}
void JsonWriter::Member(std::string_view key, bool value) {
  Key(key);
  Bool(value);
}
void JsonWriter::Member(std::string_view key, double value) {
  Key(key);
  Double(value);
}
void JsonWriter::Member(std::string_view key, std::int64_t value) {
  Key(key);
  Integer(value);
}
void JsonWriter::Member(std::string_view key, std::uint64_t value) {
  Key(key);
  Unsigned(value);
}

}  // namespace lma::protocol
