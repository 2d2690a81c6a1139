#include "app/profile_json.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

#include "protocol/encode.h"
#include "protocol/field_reader.h"
#include "protocol/json_reader.h"
#include "protocol/json_writer.h"
#include "text/host.h"

namespace lma::app {
namespace {

using model::JournalEntry;
using model::LearnedAsk;
using model::Preference;
using model::Settings;
using profile::ProfileData;
using protocol::Field;
using protocol::JsonReader;
using protocol::JsonWriter;
using protocol::Presence;
using namespace std::string_view_literals;

constexpr std::string_view kFormat = "leave-me-alone profile";
constexpr std::int64_t kVersion = 1;

// The largest number a script holds exactly; as a time it means "for ever".
constexpr std::int64_t kMaxTime = (std::int64_t{1} << 53) - 1;
constexpr std::int64_t kForEver = std::numeric_limits<std::int64_t>::max();

// Limits of docs/profile-format.md.
constexpr std::size_t kMaxStringBytes = 2048;
constexpr std::size_t kMaxDomains = 200;
constexpr std::size_t kMaxBrands = 1'000'000;
constexpr std::size_t kMaxLearned = 1'000'000;
constexpr std::size_t kMaxJournal = 10'000'000;
constexpr std::uint64_t kMaxMonths = 1200;
constexpr std::uint64_t kMaxSeconds = 86'400;

constexpr std::array kAnswers = {"hide"sv, "allow"sv};
constexpr std::array kQuietLevels = {"prompts"sv, "page"sv};

void ReadText(JsonReader& json, std::string* text) {
  std::string_view view;
  protocol::ReadString(json, kMaxStringBytes, &view);
  *text = view;
}

void ReadTime(JsonReader& json, std::int64_t* time_ms) {
  protocol::ReadInteger(json, 0, kMaxTime, time_ms);
  if (*time_ms == kMaxTime) *time_ms = kForEver;
}

// A brand's name or a domain: what cannot be one would never be found again.
void ReadDomain(JsonReader& json, std::string* domain) {
  std::string_view view;
  protocol::ReadString(json, kMaxStringBytes, &view);
  if (!json.ok()) return;
  *domain = text::RegistrableDomain(view);
  if (domain->empty()) json.Refuse(ErrorCode::kBadRequest, "not a site's name");
}

constexpr Field<Settings> kSettings[] = {
    {"quiet_level",
     [](JsonReader& j, Settings& s) { protocol::ReadEnum(j, kQuietLevels, &s.quiet_level); }},
    {"allowed_kinds", [](JsonReader& j, Settings& s) { protocol::ReadKinds(j, &s.allowed_kinds); }},
    {"journal_months",
     [](JsonReader& j, Settings& s) { protocol::ReadUnsigned(j, kMaxMonths, &s.journal_months); }},
};

constexpr Field<Preference> kPreference[] = {
    {"brand", [](JsonReader& j, Preference& p) { ReadDomain(j, &p.brand); }, Presence::kRequired},
    {"domains",
     [](JsonReader& j, Preference& p) {
       if (!j.ExpectType(JsonReader::Type::kArray) || !j.BeginArray()) return;
       while (j.NextElement()) {
         if (p.domains.size() == kMaxDomains) return j.Refuse(ErrorCode::kTooLarge, "too many");
         ReadDomain(j, &p.domains.emplace_back());
       }
     }},
    {"wanted", [](JsonReader& j, Preference& p) { protocol::ReadBool(j, &p.wanted); }},
    {"wanted_kinds", [](JsonReader& j, Preference& p) { protocol::ReadKinds(j, &p.wanted_kinds); }},
    {"unwanted_kinds",
     [](JsonReader& j, Preference& p) { protocol::ReadKinds(j, &p.unwanted_kinds); }},
    {"engaged_until", [](JsonReader& j, Preference& p) { ReadTime(j, &p.engaged_until_ms); }},
    {"engaged_until_leave",
     [](JsonReader& j, Preference& p) { protocol::ReadBool(j, &p.engaged_until_leave); }},
    {"paused_until", [](JsonReader& j, Preference& p) { ReadTime(j, &p.paused_until_ms); }},
    {"paused_until_leave",
     [](JsonReader& j, Preference& p) { protocol::ReadBool(j, &p.paused_until_leave); }},
    {"created", [](JsonReader& j, Preference& p) { ReadTime(j, &p.created_ms); }},
    {"updated", [](JsonReader& j, Preference& p) { ReadTime(j, &p.updated_ms); }},
};

constexpr Field<LearnedAsk> kLearned[] = {
    {"brand", [](JsonReader& j, LearnedAsk& l) { ReadDomain(j, &l.brand); }, Presence::kRequired},
    {"answer", [](JsonReader& j, LearnedAsk& l) { protocol::ReadEnum(j, kAnswers, &l.answer); },
     Presence::kRequired},
    {"selector", [](JsonReader& j, LearnedAsk& l) { ReadText(j, &l.selector); }},
    {"fingerprint", [](JsonReader& j, LearnedAsk& l) { ReadText(j, &l.fingerprint); }},
    {"kind", [](JsonReader& j, LearnedAsk& l) { protocol::ReadKind(j, &l.kind); }},
    {"label", [](JsonReader& j, LearnedAsk& l) { ReadText(j, &l.label); }},
    {"enabled", [](JsonReader& j, LearnedAsk& l) { protocol::ReadBool(j, &l.enabled); }},
    {"created", [](JsonReader& j, LearnedAsk& l) { ReadTime(j, &l.created_ms); }},
};

// A name of one of the model's lists, read by the model's own function.
template <typename Value>
void ReadNamed(JsonReader& json, std::optional<Value> (*parse)(std::string_view), Value* value) {
  std::string_view name;
  protocol::ReadString(json, kMaxStringBytes, &name);
  if (!json.ok()) return;
  const auto parsed = parse(name);
  if (!parsed) return json.Refuse(ErrorCode::kBadRequest, "unknown value");
  *value = *parsed;
}

constexpr Field<JournalEntry> kJournal[] = {
    {"time", [](JsonReader& j, JournalEntry& e) { ReadTime(j, &e.time_ms); }, Presence::kRequired},
    {"brand", [](JsonReader& j, JournalEntry& e) { ReadDomain(j, &e.brand); }, Presence::kRequired},
    {"kind", [](JsonReader& j, JournalEntry& e) { ReadNamed(j, model::ParseAskKind, &e.kind); },
     Presence::kRequired},
    {"action",
     [](JsonReader& j, JournalEntry& e) { ReadNamed(j, model::ParseJournalAction, &e.action); },
     Presence::kRequired},
    {"outcome",
     [](JsonReader& j, JournalEntry& e) { ReadNamed(j, model::ParseOutcome, &e.outcome); }},
    {"confidence", [](JsonReader& j, JournalEntry& e) { protocol::ReadDouble(j, &e.confidence); }},
    {"provider", [](JsonReader& j, JournalEntry& e) { ReadText(j, &e.provider); }},
    {"why", [](JsonReader& j, JournalEntry& e) { ReadText(j, &e.why); }},
    {"seconds",
     [](JsonReader& j, JournalEntry& e) { protocol::ReadUnsigned(j, kMaxSeconds, &e.seconds); }},
};

struct File {
  std::string_view format;
  std::int64_t version = 0;
  ProfileData data;
};

constexpr Field<File> kFile[] = {
    {"format", [](JsonReader& j, File& f) { protocol::ReadString(j, kMaxStringBytes, &f.format); },
     Presence::kRequired},
    {"version",
     [](JsonReader& j, File& f) {
       protocol::ReadInteger(j, 1, kMaxTime, &f.version);
       // What a newer version means is not to be guessed at.
       if (f.version > kVersion) j.Refuse(ErrorCode::kUnsupported, "newer than this program");
     },
     Presence::kRequired},
    {"settings",
     [](JsonReader& j, File& f) { protocol::ReadObject(j, kSettings, f.data.settings.emplace()); }},
    {"brands",
     [](JsonReader& j, File& f) {
       protocol::ReadObjects(j, kMaxBrands, kPreference, &f.data.preferences);
     }},
    {"learned", [](JsonReader& j,
                   File& f) { protocol::ReadObjects(j, kMaxLearned, kLearned, &f.data.learned); }},
    {"journal", [](JsonReader& j,
                   File& f) { protocol::ReadObjects(j, kMaxJournal, kJournal, &f.data.journal); }},
};

void MemberTime(JsonWriter& json, std::string_view key, std::int64_t time_ms) {
  json.Member(key, std::min(time_ms, kMaxTime));
}

void WritePreference(JsonWriter& json, const Preference& preference) {
  json.BeginObject();
  json.Member("brand", preference.brand);
  json.Key("domains");
  json.BeginArray();
  for (const std::string& domain : preference.domains) json.String(domain);
  json.EndArray();
  json.Member("wanted", preference.wanted);
  json.Key("wanted_kinds");
  protocol::WriteKinds(json, preference.wanted_kinds);
  json.Key("unwanted_kinds");
  protocol::WriteKinds(json, preference.unwanted_kinds);
  MemberTime(json, "engaged_until", preference.engaged_until_ms);
  json.Member("engaged_until_leave", preference.engaged_until_leave);
  MemberTime(json, "paused_until", preference.paused_until_ms);
  json.Member("paused_until_leave", preference.paused_until_leave);
  MemberTime(json, "created", preference.created_ms);
  MemberTime(json, "updated", preference.updated_ms);
  json.EndObject();
}

template <typename T, typename Write>
void MemberList(JsonWriter& json, std::string_view key, const std::vector<T>& values, Write write) {
  json.Key(key);
  json.BeginArray();
  for (const T& value : values) write(json, value);
  json.EndArray();
}

}  // namespace

std::string ProfileToJson(const ProfileData& data, std::int64_t now_ms) {
  std::string text;
  JsonWriter json(&text);
  json.BeginObject();
  json.Member("format", kFormat);
  json.Member("version", kVersion);
  json.Member("exported", now_ms);
  json.Member("damaged", data.damaged);
  json.Key("settings");
  protocol::WriteSettings(json, data.settings.value_or(Settings{}));
  MemberList(json, "brands", data.preferences, WritePreference);
  // Numbers mean something in this vault only.
  MemberList(json, "learned", data.learned, [](JsonWriter& to, LearnedAsk learned) {
    learned.id = 0;
    protocol::WriteLearnedAsk(to, learned);
  });
  MemberList(json, "journal", data.journal, [](JsonWriter& to, JournalEntry entry) {
    entry.id = 0;
    protocol::WriteJournalEntry(to, entry);
  });
  json.EndObject();
  return text;
}

Result<ProfileData> ProfileFromJson(std::span<char> text) {
  if (!protocol::IsUtf8(std::string_view(text.data(), text.size()))) {
    return Fail(ErrorCode::kBadData, "profile: not UTF-8");
  }
  JsonReader json(text);
  File file;
  protocol::ReadObject(json, kFile, file);
  if (json.AtEnd() && file.format != kFormat) {
    json.Refuse(ErrorCode::kBadData, "format: not a profile of this program");
  }
  if (json.ok()) return std::move(file.data);
  const ErrorCode code = json.error().code;
  const bool passed_on = code == ErrorCode::kTooLarge || code == ErrorCode::kUnsupported;
  return Fail(passed_on ? code : ErrorCode::kBadData, "profile: " + json.error().detail);
}

}  // namespace lma::app
