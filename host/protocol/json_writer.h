// Writes JSON text directly, without a tree in between.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lma::protocol {

// Calls must nest as JSON does; commas and escapes come by themselves.
class JsonWriter {
 public:
  // Appends to `out`, which must outlive the writer.
  explicit JsonWriter(std::string* out) : out_(out) {}

  void BeginObject();
  void EndObject();
  void BeginArray();
  void EndArray();
  void Key(std::string_view key);

  // Invalid UTF-8 becomes U+FFFD.
  void String(std::string_view value);
  void Integer(std::int64_t value);
  void Unsigned(std::uint64_t value);
  // Six significant digits; what JSON has no number for becomes 0.
  void Double(double value);
  void Bool(bool value);
  void Null();
  // Text that is JSON already.
  void Raw(std::string_view json);

  // A member in one call.
  void Member(std::string_view key, std::string_view value);
  void Member(std::string_view key, const char* value) { Member(key, std::string_view(value)); }
  void Member(std::string_view key, bool value);
  void Member(std::string_view key, double value);
  void Member(std::string_view key, std::int64_t value);
  void Member(std::string_view key, std::uint64_t value);
  void Member(std::string_view key, std::uint32_t value) {
    Member(key, static_cast<std::uint64_t>(value));
  }

 private:
  // Puts the comma before a value or key where one is due.
  void Separate();

  std::string* out_;
  bool comma_due_ = false;
};

}  // namespace lma::protocol
