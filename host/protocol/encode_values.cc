// The values that replies are made of.
#include <algorithm>

#include "protocol/encode.h"

namespace lma::protocol {
namespace {

// The largest whole number that every script holds exactly; "for ever" is this on the wire.
constexpr std::int64_t kMaxTime = (std::int64_t{1} << 53) - 1;

void MemberTime(JsonWriter& json, std::string_view key, std::int64_t time_ms) {
  json.Member(key, std::min(time_ms, kMaxTime));
}

void MemberKind(JsonWriter& json, const std::optional<model::AskKind>& kind) {
  json.Key("kind");
  kind ? json.String(model::AskKindName(*kind)) : json.Null();
}

void MemberVeto(JsonWriter& json, const std::optional<model::Veto>& veto) {
  json.Key("veto");
  veto ? json.String(model::VetoName(*veto)) : json.Null();
}

}  // namespace

void WriteKinds(JsonWriter& json, model::AskKindSet kinds) {
  json.BeginArray();
  for (const model::AskKind kind : model::kAllAskKinds) {
    if (kinds.Has(kind)) json.String(model::AskKindName(kind));
  }
  json.EndArray();
}

void WriteEvidence(JsonWriter& json, const std::vector<model::Evidence>& evidence) {
  json.BeginArray();
  for (const model::Evidence& piece : evidence) {
    json.BeginObject();
    json.Member("source", model::EvidenceSourceName(piece.source));
    MemberKind(json, piece.kind);
    MemberVeto(json, piece.veto);
    json.Member("weight", piece.weight);
    json.Member("detail", piece.detail);
    if (!piece.language.empty()) json.Member("language", piece.language);
    json.EndObject();
  }
  json.EndArray();
}

void WriteVerdict(JsonWriter& json, const model::Verdict& verdict) {
  json.BeginObject();
  json.Member("id", verdict.id);
  json.Member("action", model::ActionName(verdict.action));
  json.Member("reason", model::ReasonName(verdict.reason));
  MemberKind(json, verdict.kind);
  json.Member("confidence", verdict.confidence);
  MemberVeto(json, verdict.veto);
  json.Member("provider", verdict.provider);
  json.Key("steps");
  json.BeginArray();
  for (const model::Step& step : verdict.steps) {
    json.BeginObject();
    json.Member("do", model::StepTypeName(step.type));
    if (step.type == model::StepType::kDecline || step.type == model::StepType::kDismiss) {
      json.Member("control", step.control);
    }
    json.EndObject();
  }
  json.EndArray();
  json.Key("evidence");
  WriteEvidence(json, verdict.evidence);
  json.EndObject();
}

void WriteOptInVerdict(JsonWriter& json, const model::OptInVerdict& verdict) {
  json.BeginObject();
  json.Key("set");
  verdict.set ? json.Bool(*verdict.set) : json.Null();
  json.Member("reason", model::ReasonName(verdict.reason));
  json.Member("confidence", verdict.confidence);
  json.Key("evidence");
  WriteEvidence(json, verdict.evidence);
  json.EndObject();
}

void WriteLearnedAsk(JsonWriter& json, const model::LearnedAsk& learned) {
  json.BeginObject();
  if (learned.id != 0) json.Member("id", learned.id);
  json.Member("brand", learned.brand);
  json.Member("answer", learned.answer == model::LearnedAsk::Answer::kHide ? "hide" : "allow");
  json.Member("selector", learned.selector);
  json.Member("fingerprint", learned.fingerprint);
  MemberKind(json, learned.kind);
  json.Member("label", learned.label);
  json.Member("enabled", learned.enabled);
  MemberTime(json, "created", learned.created_ms);
  json.EndObject();
}

void WriteBrand(JsonWriter& json, const BrandView& brand) {
  const model::Preference& preference = brand.preference;
  json.BeginObject();
  json.Member("brand", preference.brand);
  json.Key("domains");
  json.BeginArray();
  for (const std::string& domain : preference.domains) json.String(domain);
  json.EndArray();
  json.Member("wanted", preference.wanted);
  json.Key("wanted_kinds");
  WriteKinds(json, preference.wanted_kinds);
  json.Key("unwanted_kinds");
  WriteKinds(json, preference.unwanted_kinds);
  MemberTime(json, "engaged_until", preference.engaged_until_ms);
  json.Member("engaged_until_leave", preference.engaged_until_leave);
  MemberTime(json, "paused_until", preference.paused_until_ms);
  json.Member("paused_until_leave", preference.paused_until_leave);
  json.Member("state", brand.state);
  json.Member("asks", brand.asks);
  MemberTime(json, "first_ask", brand.first_ask_ms);
  MemberTime(json, "last_ask", brand.last_ask_ms);
  json.Member("declined", brand.declined);
  json.Member("dismissed", brand.dismissed);
  json.Member("hidden", brand.hidden);
  json.Member("seconds", brand.seconds);
  json.EndObject();
}

void WriteJournalEntry(JsonWriter& json, const model::JournalEntry& entry) {
  json.BeginObject();
  if (entry.id != 0) json.Member("id", entry.id);
  MemberTime(json, "time", entry.time_ms);
  json.Member("brand", entry.brand);
  json.Member("kind", model::AskKindName(entry.kind));
  json.Member("action", model::JournalActionName(entry.action));
  json.Member("outcome", model::OutcomeName(entry.outcome));
  json.Member("confidence", entry.confidence);
  json.Member("provider", entry.provider);
  json.Member("why", entry.why);
  json.Member("seconds", entry.seconds);
  json.EndObject();
}

void WriteSettings(JsonWriter& json, const model::Settings& settings) {
  json.BeginObject();
  json.Member("quiet_level", settings.quiet_level == model::QuietLevel::kPage ? "page" : "prompts");
  json.Key("allowed_kinds");
  WriteKinds(json, settings.allowed_kinds);
  json.Member("journal_months", settings.journal_months);
  json.EndObject();
}

}  // namespace lma::protocol
