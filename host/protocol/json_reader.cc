#include "protocol/json_reader.h"

#include <charconv>
#include <cstring>
#include <optional>

namespace lma::protocol {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The value of four hexadecimal digits, or nothing.
std::optional<std::uint32_t> Hex4(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const char c = text[i];
    std::uint32_t digit = 0;
    if (IsDigit(c)) {
      digit = static_cast<std::uint32_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      digit = static_cast<std::uint32_t>(c - 'a' + 10);
    } else if (c >= 'A' && c <= 'F') {
      digit = static_cast<std::uint32_t>(c - 'A' + 10);
    } else {
      return std::nullopt;
    }
    value = value * 16 + digit;
  }
  return value;
}

// Writes `code` as UTF-8, at most 4 bytes, and returns how many. An escape is never shorter than
// what it stands for, so this cannot overtake the reading.
std::size_t PutUtf8(std::uint32_t code, char* out) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  if (code < 0x80) {
    out[0] = byte(code);
    return 1;
  }
  if (code < 0x800) {
    out[0] = byte(0xC0 | (code >> 6));
    out[1] = byte(0x80 | (code & 0x3F));
    return 2;
  }
  if (code < 0x10000) {
    out[0] = byte(0xE0 | (code >> 12));
    out[1] = byte(0x80 | ((code >> 6) & 0x3F));
    out[2] = byte(0x80 | (code & 0x3F));
    return 3;
  }
  out[0] = byte(0xF0 | (code >> 18));
  out[1] = byte(0x80 | ((code >> 12) & 0x3F));
  out[2] = byte(0x80 | ((code >> 6) & 0x3F));
  out[3] = byte(0x80 | (code & 0x3F));
  return 4;
}

}  // namespace

bool IsUtf8(std::string_view text) {
  const auto* p = reinterpret_cast<const unsigned char*>(text.data());
  const auto* end = p + text.size();
  while (p < end) {
    if (end - p >= 8) {  // most of a message is ASCII: eight bytes at a time
      std::uint64_t word = 0;
      std::memcpy(&word, p, sizeof(word));
      if ((word & 0x8080808080808080ull) == 0) {
        p += 8;
        continue;
      }
    }
    const unsigned char lead = *p;
    std::ptrdiff_t length = 0;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (lead < 0x80) {
      ++p;
      continue;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
      length = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      length = 3;
      if (lead == 0xE0) low = 0xA0;
      if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      length = 4;
      if (lead == 0xF0) low = 0x90;
      if (lead == 0xF4) high = 0x8F;
    } else {
      return false;
    }
    if (end - p < length || p[1] < low || p[1] > high) return false;
    for (std::ptrdiff_t i = 2; i < length; ++i) {
      if ((p[i] & 0xC0) != 0x80) return false;
    }
    p += length;
  }
  return true;
}

std::string_view CutUtf8(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  std::size_t end = max_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

void JsonReader::Refuse(ErrorCode code, std::string_view detail) {
  if (!ok_) return;
  ok_ = false;
  error_ = Error{code, std::string(detail)};
}

void JsonReader::Blame(std::string_view member) { error_.detail.insert(0, ": ").insert(0, member); }

bool JsonReader::ExpectType(Type type) {
  const Type next = Peek();
  if (next == type) return true;
  // What is no value at all is for the parser to refuse.
  Refuse(next == Type::kNone ? ErrorCode::kBadJson : ErrorCode::kBadRequest,
         next == Type::kNone ? "not JSON" : "wrong type");
  return false;
}

void JsonReader::SkipSpace() {
  while (at_ < text_.size() && IsSpace(text_[at_])) ++at_;
}

bool JsonReader::Expect(char wanted) {
  SkipSpace();
  if (ok_ && at_ < text_.size() && text_[at_] == wanted) {
    ++at_;
    return true;
  }
  Refuse(ErrorCode::kBadJson, "not JSON");
  return false;
}

JsonReader::Type JsonReader::Peek() {
  if (!ok_) return Type::kNone;
  SkipSpace();
  if (at_ >= text_.size()) return Type::kNone;
  const char c = text_[at_];
  switch (c) {
    case '{':
      return Type::kObject;
    case '[':
      return Type::kArray;
    case '"':
      return Type::kString;
    case 't':
    case 'f':
      return Type::kBool;
    case 'n':
      return Type::kNull;
    default:
      return IsDigit(c) || c == '-' ? Type::kNumber : Type::kNone;
  }
}

bool JsonReader::Enter(char open) {
  if (!Expect(open)) return false;
  if (++depth_ > kMaxJsonDepth) {
    Refuse(ErrorCode::kBadJson, "nested too deep");
    return false;
  }
  first_ = true;
  return true;
}

bool JsonReader::Leave(char close) {
  SkipSpace();
  if (!ok_) return true;
  if (at_ < text_.size() && text_[at_] == close) {
    ++at_;
    --depth_;
    first_ = false;
    return true;
  }
  if (!first_ && !Expect(',')) return true;
  first_ = false;
  return false;
}

bool JsonReader::BeginObject() { return Enter('{'); }
bool JsonReader::BeginArray() { return Enter('['); }
bool JsonReader::NextElement() { return !Leave(']') && ok_; }

bool JsonReader::NextKey(std::string_view* key) {
  return !Leave('}') && ok_ && String(key) && Expect(':');
}

bool JsonReader::ScanString(std::size_t* close, bool* escaped) {
  *escaped = false;
  for (std::size_t i = at_; i < text_.size(); ++i) {
    const auto c = static_cast<unsigned char>(text_[i]);
    if (c == '"') {
      *close = i;
      return true;
    }
    if (c == '\\') {
      *escaped = true;
      ++i;
    } else if (c < 0x20) {
      break;
    }
  }
  Refuse(ErrorCode::kBadJson, "string not ended");
  return false;
}

bool JsonReader::Unescape(std::size_t begin, std::size_t end, std::size_t* new_end) {
  std::size_t out = begin;
  for (std::size_t i = begin; i < end;) {
    if (text_[i] != '\\') {
      text_[out++] = text_[i++];
      continue;
    }
    const char kind = text_[i + 1];  // ScanString saw to it that something follows
    i += 2;
    constexpr std::string_view kShort = "\"\\/bfnrt";
    constexpr std::string_view kMeans = "\"\\/\b\f\n\r\t";
    if (const std::size_t which = kShort.find(kind); which != std::string_view::npos) {
      text_[out++] = kMeans[which];
      continue;
    }
    const auto code =
        kind == 'u' ? Hex4(std::string_view(text_.data() + i, end - i)) : std::nullopt;
    if (!code) {
      Refuse(ErrorCode::kBadJson, "unknown escape");
      return false;
    }
    i += 4;
    std::uint32_t value = *code;
    if (value >= 0xD800 && value <= 0xDBFF && end - i >= 6 && text_[i] == '\\' &&
        text_[i + 1] == 'u') {
      const auto low = Hex4(std::string_view(text_.data() + i + 2, 4));
      if (low && *low >= 0xDC00 && *low <= 0xDFFF) {
        value = 0x10000 + ((value - 0xD800) << 10) + (*low - 0xDC00);
        i += 6;
      }
    }
    if (value >= 0xD800 && value <= 0xDFFF) value = 0xFFFD;
    out += PutUtf8(value, text_.data() + out);
  }
  *new_end = out;
  return true;
}

bool JsonReader::String(std::string_view* value) {
  if (!Expect('"')) return false;
  const std::size_t begin = at_;
  std::size_t close = 0;
  bool escaped = false;
  if (!ScanString(&close, &escaped)) return false;
  at_ = close + 1;
  std::size_t end = close;
  if (escaped && escapes_ == Escapes::kUndo && !Unescape(begin, close, &end)) return false;
  *value = std::string_view(text_.data() + begin, end - begin);
  return true;
}

bool JsonReader::NumberText(std::string_view* text) {
  SkipSpace();
  const std::size_t begin = at_;
  const auto digits = [this] {
    const std::size_t from = at_;
    while (at_ < text_.size() && IsDigit(text_[at_])) ++at_;
    return at_ > from;
  };
  const auto is = [this](char c) { return at_ < text_.size() && text_[at_] == c; };
  bool good = ok_;
  if (is('-')) ++at_;
  if (is('0')) {
    ++at_;
  } else {
    good = digits() && good;
  }
  if (is('.')) {
    ++at_;
    good = digits() && good;
  }
  if (is('e') || is('E')) {
    ++at_;
    if (is('+') || is('-')) ++at_;
    good = digits() && good;
  }
  *text = std::string_view(text_.data() + begin, at_ - begin);
  if (!good) Refuse(ErrorCode::kBadJson, "not a number");
  return good;
}

bool JsonReader::Integer(std::int64_t* value) {
  std::string_view text;
  if (!NumberText(&text)) return false;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), *value);
  if (code == std::errc() && end == text.data() + text.size()) return true;
  Refuse(ErrorCode::kBadRequest, "not a whole number of 64 bits");
  return false;
}

bool JsonReader::Double(double* value) {
  std::string_view text;
  if (!NumberText(&text)) return false;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), *value);
  if (code == std::errc()) return true;
  Refuse(ErrorCode::kBadRequest, "number out of range");
  return false;
}

bool JsonReader::Literal(std::string_view word) {
  SkipSpace();
  if (ok_ && text_.size() - at_ >= word.size() &&
      std::string_view(text_.data() + at_, word.size()) == word) {
    at_ += word.size();
    return true;
  }
  return false;
}

bool JsonReader::Bool(bool* value) {
  if (Literal("true")) {
    *value = true;
    return true;
  }
  if (Literal("false")) {
    *value = false;
    return true;
  }
  Refuse(ErrorCode::kBadJson, "not true or false");
  return false;
}

bool JsonReader::Null() {
  if (Literal("null")) return true;
  Refuse(ErrorCode::kBadJson, "not null");
  return false;
}

bool JsonReader::Skip(std::span<char>* raw) {
  SkipSpace();
  const std::size_t begin = at_;
  // Closing brackets still owed, innermost last; the depth limit bounds it.
  char owed[kMaxJsonDepth];
  int open = 0;
  const auto key = [this] {
    std::size_t close = 0;
    bool escaped = false;
    if (!Expect('"') || !ScanString(&close, &escaped)) return false;
    at_ = close + 1;
    return Expect(':');
  };
  bool value_due = true;
  while (ok_ && (value_due || open > 0)) {
    if (!value_due) {  // after a value: a comma or the end of what is open
      if (Leave(owed[open - 1])) {
        --open;
        continue;
      }
      if (owed[open - 1] == '}' && !key()) break;
      value_due = true;
    }
    switch (Peek()) {
      case Type::kObject:
      case Type::kArray: {
        const char bracket = text_[at_];
        if (!Enter(bracket)) break;
        owed[open++] = bracket == '{' ? '}' : ']';
        value_due = false;
        continue;
      }
      case Type::kString: {
        std::size_t close = 0;
        bool escaped = false;
        if (Expect('"') && ScanString(&close, &escaped)) at_ = close + 1;
        break;
      }
      case Type::kNumber: {
        std::string_view text;
        NumberText(&text);
        break;
      }
      case Type::kBool: {
        bool value = false;
        Bool(&value);
        break;
      }
      case Type::kNull:
        Null();
        break;
      case Type::kNone:
        Refuse(ErrorCode::kBadJson, "not JSON");
        break;
    }
    value_due = false;
  }
  if (raw != nullptr && ok_) *raw = text_.subspan(begin, at_ - begin);
  return ok_;
}

bool JsonReader::AtEnd() {
  SkipSpace();
  if (ok_ && at_ != text_.size()) Refuse(ErrorCode::kBadJson, "more after the message");
  return ok_;
}

}  // namespace lma::protocol
