// A pull parser for the messages of docs/protocol.md: it walks the text once, builds nothing, and
// unescapes strings in place. A DOM costs more than the whole judgement of a candidate.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/error.h"
#include "base/result.h"

namespace lma::protocol {

// Arrays and objects may nest this deep (docs/protocol.md).
inline constexpr int kMaxJsonDepth = 16;

// Usage: BeginObject(), then NextKey() until it is false, reading or skipping one value after each
// key; arrays likewise. After the first error every function is false; look at ok() at the end.
class JsonReader {
 public:
  enum class Type : std::uint8_t { kObject, kArray, kString, kNumber, kBool, kNull, kNone };

  // What String() and NextKey() do with escapes: undo them in place, or hand out the text as it
  // stands and leave it alone.
  enum class Escapes : std::uint8_t { kUndo, kKeep };

  // `text` must outlive all views handed out.
  explicit JsonReader(std::span<char> text, Escapes escapes = Escapes::kUndo)
      : text_(text), escapes_(escapes) {}

  // The type of the value that comes next; kNone at the end, on an error or where none may stand.
  Type Peek();

  // Refuses with kBadRequest when the next value is of another type.
  bool ExpectType(Type type);

  bool BeginObject();
  // Moves to the next member; false at the closing brace (which is consumed) and on an error.
  bool NextKey(std::string_view* key);
  bool BeginArray();
  // Moves to the next element; false at the closing bracket (consumed) and on an error.
  bool NextElement();

  // Strings are UTF-8; a lone surrogate (which scripts can send) becomes U+FFFD.
  bool String(std::string_view* value);
  // A number without fraction or exponent, within the range of the type.
  bool Integer(std::int64_t* value);
  bool Double(double* value);
  bool Bool(bool* value);
  bool Null();

  // Passes over one value of any type, without writing to the text. `raw` (or null) becomes its
  // text.
  bool Skip(std::span<char>* raw = nullptr);

  // True when nothing but white space follows.
  bool AtEnd();

  bool ok() const { return ok_; }
  // kBadJson, or what Refuse() was given.
  const Error& error() const { return error_; }
  // Ends the reading with an error, for the caller's own checks. Keeps the first one.
  void Refuse(ErrorCode code, std::string_view detail);
  // Says of which member the error is: puts "member: " in front of its detail.
  void Blame(std::string_view member);

 private:
  void SkipSpace();
  bool Expect(char wanted);
  bool Literal(std::string_view word);
  bool NumberText(std::string_view* text);
  // Finds the closing quote of the string that starts at the cursor's quote; `escaped` tells
  // whether it has escapes.
  bool ScanString(std::size_t* close, bool* escaped);
  bool Unescape(std::size_t begin, std::size_t end, std::size_t* new_end);
  bool Enter(char open);
  // True and consumes when the closing `close` comes; handles the comma between two.
  bool Leave(char close);

  std::span<char> text_;
  Escapes escapes_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool first_ = false;  // no member or element was read since the last opening
  bool ok_ = true;
  Error error_;
};

// Whether `text` is well-formed UTF-8: no overlong forms, surrogates or values over U+10FFFF.
bool IsUtf8(std::string_view text);

// The longest beginning of `text` (UTF-8) of at most `max_bytes` that ends between two code points.
std::string_view CutUtf8(std::string_view text, std::size_t max_bytes);

}  // namespace lma::protocol
