#include "judgement/labelled_set.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

namespace lma::judgement {
namespace {

using nlohmann::json;

std::vector<std::uint32_t> Numbers(const json& list) {
  std::vector<std::uint32_t> numbers;
  for (const json& number : list) {
    if (number.is_number_unsigned()) numbers.push_back(number.get<std::uint32_t>());
  }
  return numbers;
}

std::string Text(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool ReadExpectation(const json& expect, Case* row) {
  if (!expect.is_object()) return false;
  if (expect.contains("keep")) {
    row->kind = Text(expect, "keep");
    return !row->kind.empty();
  }
  row->is_ask = true;
  const json kinds = expect.value("kinds", json::array());
  for (const json& name : kinds) {
    const auto kind =
        name.is_string() ? model::ParseAskKind(name.get<std::string>()) : std::nullopt;
    if (!kind) return false;
    if (row->kind.empty()) row->kind = model::AskKindName(*kind);
    row->kinds.Add(*kind);
  }
  row->press = Numbers(expect.value("press", json::array()));
  row->close = Numbers(expect.value("close", json::array()));
  return !row->kind.empty();
}

bool ReadCase(const std::string& line, Case* row) {
  const json object = json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object() || !object.contains("candidate") || !object.contains("expect")) {
    return false;
  }
  row->id = Text(object, "id");
  row->language = Text(object, "language");
  row->widget = Text(object, "widget");
  if (row->id.empty() || row->language.empty()) return false;
  if (!ReadExpectation(object["expect"], row)) return false;
  const json message = {{"id", 1},
                        {"type", "judge"},
                        {"page", object.value("page", json::object())},
                        {"candidates", json::array({object["candidate"]})}};
  row->message = message.dump();
  row->half = HalfOf(row->id);
  return true;
}

}  // namespace

bool Case::MayPress(std::uint32_t control) const {
  const auto has = [&](const std::vector<std::uint32_t>& list) {
    return std::find(list.begin(), list.end(), control) != list.end();
  };
  return has(press) || has(close);
}

Half HalfOf(const std::string& id) {
  std::uint32_t hash = 2166136261;
  for (const char byte : id.substr(0, id.rfind('/'))) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619;
  }
  // The low bits of FNV-1a are its weakest.
  return (hash >> 16 & 1) == 0 ? Half::kTune : Half::kReport;
}

Result<std::vector<Case>> ReadSet(const std::string& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  }
  if (error || files.empty()) return Fail(ErrorCode::kIo, folder + ": no *.jsonl files");
  std::sort(files.begin(), files.end());
  std::vector<Case> cases;
  std::set<std::string> ids;
  for (const std::filesystem::path& file : files) {
    std::ifstream in(file);
    if (!in) return Fail(ErrorCode::kIo, file.string() + ": cannot be read");
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
      Case row;
      if (!ReadCase(line, &row) || !ids.insert(row.id).second) {
        return Fail(ErrorCode::kBadData, file.filename().string() + ":" + std::to_string(number) +
                                             ": no case, or twice");
      }
      cases.push_back(std::move(row));
    }
  }
  return cases;
}

}  // namespace lma::judgement
