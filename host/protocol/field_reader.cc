#include "protocol/field_reader.h"

#include <algorithm>
#include <cmath>

namespace lma::protocol {

using Type = JsonReader::Type;

bool SeenFields::Add(JsonReader& json, std::size_t index, std::string_view name) {
  const std::uint64_t bit = std::uint64_t{1} << index;
  if ((bits_ & bit) != 0) {
    json.Refuse(ErrorCode::kBadJson, "there twice");
    json.Blame(name);
    return false;
  }
  bits_ |= bit;
  return true;
}

void ReadBool(JsonReader& json, bool* value) {
  if (json.ExpectType(Type::kBool)) json.Bool(value);
}

void ReadString(JsonReader& json, std::size_t max_bytes, std::string_view* value) {
  if (!json.ExpectType(Type::kString) || !json.String(value)) return;
  if (value->size() > max_bytes) json.Refuse(ErrorCode::kTooLarge, "too long");
}

void ReadCutString(JsonReader& json, std::size_t max_bytes, std::string_view* value) {
  if (json.ExpectType(Type::kString) && json.String(value)) *value = CutUtf8(*value, max_bytes);
}

void ReadInteger(JsonReader& json, std::int64_t min, std::int64_t max, std::int64_t* value) {
  if (!json.ExpectType(Type::kNumber) || !json.Integer(value)) return;
  if (*value < min || *value > max) json.Refuse(ErrorCode::kBadRequest, "out of range");
}

void ReadDouble(JsonReader& json, double* value) {
  if (json.ExpectType(Type::kNumber)) json.Double(value);
}

namespace {

template <typename Whole>
void ReadClamped(JsonReader& json, Whole* value) {
  double number = 0;
  ReadDouble(json, &number);
  if (!json.ok()) return;
  constexpr auto kMin = static_cast<double>(std::numeric_limits<Whole>::min());
  constexpr auto kMax = static_cast<double>(std::numeric_limits<Whole>::max());
  *value = static_cast<Whole>(std::clamp(std::trunc(number), kMin, kMax));
}

}  // namespace

void ReadMeasure(JsonReader& json, std::int32_t* value) { ReadClamped(json, value); }
void ReadMeasure(JsonReader& json, std::uint32_t* value) { ReadClamped(json, value); }

std::optional<std::size_t> ReadName(JsonReader& json, std::span<const std::string_view> names) {
  std::string_view name;
  if (!json.ExpectType(Type::kString) || !json.String(&name)) return std::nullopt;
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  json.Refuse(ErrorCode::kBadRequest, "unknown value");
  return std::nullopt;
}

void ReadKind(JsonReader& json, std::optional<model::AskKind>* kind) {
  std::string_view name;
  if (!json.ExpectType(Type::kString) || !json.String(&name)) return;
  *kind = model::ParseAskKind(name);
  if (!*kind) json.Refuse(ErrorCode::kBadRequest, "unknown kind");
}

void ReadKinds(JsonReader& json, model::AskKindSet* kinds) {
  *kinds = {};
  if (!json.ExpectType(Type::kArray) || !json.BeginArray()) return;
  while (json.NextElement()) {
    std::optional<model::AskKind> kind;
    ReadKind(json, &kind);
    if (kind) kinds->Add(*kind);
  }
}

void ReadStrings(JsonReader& json, std::size_t max_count, std::size_t max_bytes,
                 std::vector<std::string_view>* values) {
  if (!json.ExpectType(Type::kArray) || !json.BeginArray()) return;
  while (json.NextElement()) {
    if (values->size() == max_count) {
      json.Refuse(ErrorCode::kTooLarge, "too many");
      return;
    }
    ReadCutString(json, max_bytes, &values->emplace_back());
  }
}

}  // namespace lma::protocol
