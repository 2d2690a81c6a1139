// Reads a provider's or keeper's JSON file (docs/adding-a-provider.md).
#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "classify/compiler/table_source.h"

namespace lma::classify {
namespace {

using nlohmann::json;

// The line that holds this byte, counted from 1.
std::size_t LineAt(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, std::min(at, text.size()));
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

// Where a string stands in the file, or 0: a value that is written with escapes is not found.
std::size_t LineOf(std::string_view text, const std::string& string) {
  const std::size_t at = text.find('"' + string + '"');
  return at == std::string_view::npos ? 0 : LineAt(text, at);
}

// Finds out where a file ceases to be JSON.
class ErrorPlace : public nlohmann::json_sax<json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t at, const std::string&, const json::exception&) override {
    place = at;
    return false;
  }
  std::size_t place = 0;
};

// The file as an object, or nothing when it is not JSON or names a field twice; then `line` is
// where.
std::optional<json> ParseObject(std::string_view text, std::string* wrong, std::size_t* line) {
  std::set<std::string> fields;
  const auto watch = [&](int depth, json::parse_event_t event, json& value) {
    if (event == json::parse_event_t::key && depth == 1 &&
        !fields.insert(value.get<std::string>()).second) {
      const auto field = value.get<std::string>();
      *wrong = "field \"" + field + "\" stands twice";
      *line = LineAt(text, text.rfind('"' + field + '"'));
    }
    return true;
  };
  json object = json::parse(text.begin(), text.end(), watch, false);
  if (!wrong->empty()) return std::nullopt;
  if (object.is_discarded()) {
    ErrorPlace error;
    json::sax_parse(text.begin(), text.end(), &error);
    *wrong = "not JSON";
    // The byte that was not expected is the last one read.
    *line = LineAt(text, error.place == 0 ? 0 : error.place - 1);
    return std::nullopt;
  }
  if (!object.is_object()) {
    *wrong = "not a JSON object";
    *line = 1;
    return std::nullopt;
  }
  return object;
}

bool IsId(std::string_view id) {
  if (id.empty()) return false;
  for (const char byte : id) {
    if (!((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-')) {
      return false;
    }
  }
  return true;
}

// What is wrong with a mark's spelling, or "".
std::string CheckSpelling(const std::string& mark) {
  if (mark.empty()) return "empty mark";
  if (mark.front() == '.' || mark.front() == '#') return "a mark is a word, not a selector";
  for (const char byte : mark) {
    if (byte == ' ' || byte == '\t' || (byte >= 'A' && byte <= 'Z')) {
      return "upper case or white space";
    }
  }
  return {};
}

class Reader {
 public:
  explicit Reader(const json& object) : object_(object) {}

  std::string Text(const char* field) {
    const auto found = object_.find(field);
    if (found == object_.end()) return {};
    if (!found->is_string()) return Wrong(field, "not a string"), std::string();
    return found->get<std::string>();
  }

  bool Flag(const char* field) {
    const auto found = object_.find(field);
    if (found == object_.end()) return false;
    if (!found->is_boolean()) return Wrong(field, "not true or false"), false;
    return found->get<bool>();
  }

  std::vector<std::string> List(const char* field) {
    std::vector<std::string> list;
    const auto found = object_.find(field);
    if (found == object_.end()) return list;
    if (!found->is_array()) return Wrong(field, "not a list"), list;
    for (const json& item : *found) {
      if (!item.is_string()) return Wrong(field, "holds what is not a string"), list;
      list.push_back(item.get<std::string>());
    }
    return list;
  }

  // `value` is what is wrong, when it is one of a list.
  void Wrong(const std::string& field, const std::string& reason, const std::string& value = {}) {
    if (!wrong_.empty()) return;
    wrong_ = field + ": " + reason;
    if (!value.empty()) wrong_ += ": " + value;
    place_ = value.empty() ? field : value;
  }
  const std::string& wrong() const { return wrong_; }
  // The string by which the line is found.
  const std::string& place() const { return place_; }

 private:
  const json& object_;
  std::string wrong_;
  std::string place_;
};

void ReadEntity(Reader& reader, bool keeper, SourceEntity* entity) {
  entity->id = reader.Text("id");
  entity->name = reader.Text("name");
  entity->keeper = keeper;
  entity->certain = reader.Flag("certain");
  entity->escape = reader.Flag("escape");
  entity->backdrop = reader.Flag("backdrop");
  entity->inside_asks = reader.Flag("inside_asks");
  for (const std::string& name : reader.List("kinds")) {
    if (const auto kind = model::ParseAskKind(name)) {
      entity->kinds.push_back(*kind);
    } else {
      reader.Wrong("kinds", "unknown kind", name);
    }
  }
  if (entity->name.empty()) reader.Wrong("name", "missing");
  const std::string seen = reader.Text("seen");
  if (seen.empty()) reader.Wrong("seen", "missing");
  if (entity->certain && seen == "known, not verified") {
    reader.Wrong("certain", "not for what was never verified");
  }
  if (!keeper && entity->kinds.empty()) reader.Wrong("kinds", "missing");
  if (!keeper) return;
  const std::string name = reader.Text("veto");
  if (const auto veto = model::ParseVeto(name)) {
    entity->veto = *veto;
  } else {
    reader.Wrong("veto", "missing or unknown");
  }
}

void ReadMarks(Reader& reader, bool keeper, std::vector<SourceMark>* marks) {
  const auto add = [&](const char* field, MarkClass mark_class, bool host) {
    for (const std::string& text : reader.List(field)) {
      if (const std::string wrong = CheckSpelling(text); !wrong.empty()) {
        reader.Wrong(field, wrong, text);
        continue;
      }
      SourceMark mark;
      mark.key = text;
      mark.text = text;
      mark.mark_class = mark_class;
      mark.space = host ? NameSpace::kHost : NameSpace::kToken;
      if (host && (text.find('.') == std::string::npos || text.find('/') != std::string::npos)) {
        reader.Wrong(field, "not a host", text);
      }
      if (text.back() == '*') {
        mark.key.pop_back();
        mark.space = NameSpace::kTokenPrefix;
        if (host || mark.key.size() < 4) reader.Wrong(field, "too little before the star", text);
      } else if (text.find('*') != std::string::npos) {
        reader.Wrong(field, "a star stands at the end only", text);
      }
      marks->push_back(std::move(mark));
    }
  };
  add("hosts", keeper ? MarkClass::kKeeperHost : MarkClass::kProviderHost, true);
  add("elements", keeper ? MarkClass::kKeeper : MarkClass::kProvider, false);
  add("tokens", keeper ? MarkClass::kKeeper : MarkClass::kProvider, false);
  if (marks->empty()) reader.Wrong("tokens", "no host, element or token");
  if (keeper) return;
  add("decline", MarkClass::kProviderDecline, false);
  add("dismiss", MarkClass::kProviderDismiss, false);
}

}  // namespace

Status TableSource::AddEntityFile(std::string_view text, std::string_view stem, bool keeper) {
  const auto fail = [&](const std::string& reason, std::size_t line) {
    const std::string place = line == 0 ? "" : ':' + std::to_string(line);
    return Fail(ErrorCode::kBadData, (keeper ? "keepers/" : "providers/") + std::string(stem) +
                                         ".json" + place + ": " + reason);
  };
  std::string wrong;
  std::size_t line = 0;
  const std::optional<json> object = ParseObject(text, &wrong, &line);
  if (!object) return fail(wrong, line);
  static const std::set<std::string> kShared = {"id",       "name",   "hosts",
                                                "elements", "tokens", "seen"};
  static const std::set<std::string> kProviderOnly = {"kinds",  "decline",  "dismiss",
                                                      "escape", "backdrop", "certain"};
  static const std::set<std::string> kKeeperOnly = {"veto", "inside_asks"};
  for (const auto& [field, value] : object->items()) {
    if (kShared.count(field) + (keeper ? kKeeperOnly : kProviderOnly).count(field) == 0) {
      return fail("unknown field \"" + field + "\"", LineOf(text, field));
    }
  }
  Reader reader(*object);
  SourceEntity entity;
  ReadEntity(reader, keeper, &entity);
  std::vector<SourceMark> marks;
  ReadMarks(reader, keeper, &marks);
  if (!IsId(entity.id) || entity.id != stem) reader.Wrong("id", "not the name of the file");
  for (const SourceEntity& other : entities_) {
    if (other.id == entity.id) reader.Wrong("id", "already used");
  }
  if (!reader.wrong().empty()) return fail(reader.wrong(), LineOf(text, reader.place()));
  const auto index = static_cast<std::uint16_t>(entities_.size());
  entities_.push_back(std::move(entity));
  for (SourceMark& mark : marks) {
    mark.entity = index;
    const std::string written = mark.text;
    if (const Status added = AddMark(std::move(mark)); !added) {
      return fail(added.error().detail, LineOf(text, written));
    }
  }
  return {};
}

}  // namespace lma::classify
