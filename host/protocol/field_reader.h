// Reads JSON objects into structs by tables of fields: one line a field, spelled as on the wire.
// Types, ranges and lengths are checked here, once; nothing later sees an unchecked field.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/ask_kind.h"
#include "protocol/json_reader.h"

namespace lma::protocol {

enum class Presence : std::uint8_t { kOptional, kRequired };

// One member of an object that is read into a T.
template <typename T>
struct Field {
  std::string_view name;
  void (*read)(JsonReader& json, T& into);
  Presence presence = Presence::kOptional;
};

// Scalars. Each refuses a value of another type, or out of range, with kBadRequest.
void ReadBool(JsonReader& json, bool* value);
// A string of any length; longer ones than `max_bytes` are refused.
void ReadString(JsonReader& json, std::size_t max_bytes, std::string_view* value);
// A string that is cut between two code points where it is longer than `max_bytes`.
void ReadCutString(JsonReader& json, std::size_t max_bytes, std::string_view* value);
void ReadInteger(JsonReader& json, std::int64_t min, std::int64_t max, std::int64_t* value);
void ReadDouble(JsonReader& json, double* value);
// A measure in CSS pixels, milliseconds or characters: fractions are dropped and what is out of
// range becomes the nearest value in range, since a page may have any geometry.
void ReadMeasure(JsonReader& json, std::int32_t* value);
void ReadMeasure(JsonReader& json, std::uint32_t* value);
// The position of the string in `names`.
std::optional<std::size_t> ReadName(JsonReader& json, std::span<const std::string_view> names);
void ReadKinds(JsonReader& json, model::AskKindSet* kinds);
void ReadKind(JsonReader& json, std::optional<model::AskKind>* kind);
// Strings, each cut at `max_bytes`; more than `max_count` are kTooLarge.
void ReadStrings(JsonReader& json, std::size_t max_count, std::size_t max_bytes,
                 std::vector<std::string_view>* values);

template <typename Unsigned>
void ReadUnsigned(JsonReader& json, std::uint64_t max, Unsigned* value) {
  std::int64_t number = 0;
  ReadInteger(json, 0, static_cast<std::int64_t>(max), &number);
  if (json.ok()) *value = static_cast<Unsigned>(number);
}

template <typename Enum>
void ReadEnum(JsonReader& json, std::span<const std::string_view> names, Enum* value) {
  if (const auto at = ReadName(json, names)) *value = static_cast<Enum>(*at);
}

// Implementation of ReadObject: which members were seen, known ones twice being refused.
class SeenFields {
 public:
  // False, having refused, when `index` was seen before.
  bool Add(JsonReader& json, std::size_t index, std::string_view name);
  bool Has(std::size_t index) const { return (bits_ >> index) & 1u; }

 private:
  std::uint64_t bits_ = 0;
};

// Reads one object. Unknown members are passed over; `null` leaves the default; a known member that
// comes twice is kBadJson, a required one that is missing kBadRequest. An error names the member.
template <typename T, std::size_t N>
void ReadObject(JsonReader& json, const Field<T> (&fields)[N], T& into) {
  static_assert(N <= 64);
  if (!json.ExpectType(JsonReader::Type::kObject) || !json.BeginObject()) return;
  SeenFields seen;
  std::size_t next = 0;  // senders keep the order, so the next field is usually the one
  std::string_view key;
  while (json.NextKey(&key)) {
    std::size_t tried = 0;
    while (tried < N && fields[next].name != key) {
      next = next + 1 == N ? 0 : next + 1;
      ++tried;
    }
    if (tried == N) {
      json.Skip();
      continue;
    }
    if (json.Peek() == JsonReader::Type::kNull) {
      json.Null();
      continue;
    }
    if (!seen.Add(json, next, key)) return;
    fields[next].read(json, into);
    if (!json.ok()) json.Blame(fields[next].name);
    next = next + 1 == N ? 0 : next + 1;
  }
  for (std::size_t i = 0; i < N && json.ok(); ++i) {
    if (fields[i].presence == Presence::kRequired && !seen.Has(i)) {
      json.Refuse(ErrorCode::kBadRequest, "missing");
      json.Blame(fields[i].name);
    }
  }
}

// Reads an array of objects; more than `max_count` are kTooLarge.
template <typename T, std::size_t N>
void ReadObjects(JsonReader& json, std::size_t max_count, const Field<T> (&fields)[N],
                 std::vector<T>* values) {
  if (!json.ExpectType(JsonReader::Type::kArray) || !json.BeginArray()) return;
  while (json.NextElement()) {
    if (values->size() == max_count) {
      json.Refuse(ErrorCode::kTooLarge, "too many");
      return;
    }
    ReadObject(json, fields, values->emplace_back());
  }
}

}  // namespace lma::protocol
