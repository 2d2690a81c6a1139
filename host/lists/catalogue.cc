#include "lists/catalogue.h"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace lma::lists {
namespace {

// What a line says of a list besides its name and state.
struct Field {
  std::string_view name;
  std::uint64_t ListCounts::*value;
};
constexpr std::array<Field, 6> kFields = {{
    {"lines", &ListCounts::lines},
    {"comments", &ListCounts::comments},
    {"network", &ListCounts::network},
    {"everywhere", &ListCounts::hides_everywhere},
    {"sites", &ListCounts::hides_on_sites},
    {"exceptions", &ListCounts::exceptions},
}};
constexpr std::string_view kBytes = "bytes";
constexpr std::string_view kTime = "time";

void Add(std::string* out, std::string_view name, const std::string& value) {
  out->append("\t").append(name).append("=").append(value);
}

// Cuts the text before `separator`, or all of it, from the front of `text`.
std::string_view Take(std::string_view* text, char separator) {
  const std::size_t end = text->find(separator);
  const std::string_view part = text->substr(0, end);
  text->remove_prefix(end == std::string_view::npos ? text->size() : end + 1);
  return part;
}

template <typename T>
bool ReadNumber(std::string_view text, T* number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *number);
  return error == std::errc() && end == text.data() + text.size();
}

bool ReadField(std::string_view name, std::string_view value, ListEntry* list) {
  if (name == kBytes) return ReadNumber(value, &list->source_bytes);
  if (name == kTime) return ReadNumber(value, &list->source_time_ns);
  for (const Field& field : kFields) {
    if (field.name == name) return ReadNumber(value, &(list->counts.*field.value));
  }
  const auto refusal = ParseRefusal(name);
  return refusal && ReadNumber(value, &list->counts.refused[static_cast<std::size_t>(*refusal)]);
}

}  // namespace

std::uint64_t ListCounts::all_refused() const {
  return std::accumulate(refused.begin(), refused.end(), std::uint64_t{0});
}

std::string WriteCatalogue(const std::vector<ListEntry>& lists) {
  std::string out;
  for (const ListEntry& list : lists) {
    out += list.name;
    out += list.on ? "\ton" : "\toff";
    Add(&out, kBytes, std::to_string(list.source_bytes));
    Add(&out, kTime, std::to_string(list.source_time_ns));
    for (const Field& field : kFields) {
      Add(&out, field.name, std::to_string(list.counts.*field.value));
    }
    for (std::size_t i = 0; i < kRefusalCount; ++i) {
      if (list.counts.refused[i] == 0) continue;
      Add(&out, RefusalName(static_cast<Refusal>(i)), std::to_string(list.counts.refused[i]));
    }
    out += '\n';
  }
  return out;
}

Result<std::vector<ListEntry>> ReadCatalogue(std::string_view text) {
  std::vector<ListEntry> lists;
  while (!text.empty()) {
    std::string_view line = Take(&text, '\n');
    ListEntry& list = lists.emplace_back();
    list.name = Take(&line, '\t');
    const std::string_view state = Take(&line, '\t');
    list.on = state == "on";
    if (!IsListName(list.name) || (!list.on && state != "off")) {
      return Fail(ErrorCode::kBadData, "lists: catalogue");
    }
    while (!line.empty()) {
      std::string_view value = Take(&line, '\t');
      const std::string_view name = Take(&value, '=');
      if (!ReadField(name, value, &list)) return Fail(ErrorCode::kBadData, "lists: catalogue");
    }
  }
  return lists;
}

bool IsListName(std::string_view name) {
  constexpr std::size_t kMaxNameBytes = 64;
  return !name.empty() && name.size() <= kMaxNameBytes && name.front() != '.' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_' || c == '.';
         });
}

}  // namespace lma::lists
