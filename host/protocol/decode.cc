#include "protocol/decode.h"

#include <algorithm>

#include "protocol/decode_page.h"
#include "protocol/field_reader.h"
#include "protocol/json_reader.h"

namespace lma::protocol {
namespace {

using namespace std::string_view_literals;

constexpr std::int64_t kMaxTime = (std::int64_t{1} << 53) - 1;  // what a script's number holds
constexpr std::uint64_t kMaxId = kMaxTime;

constexpr std::array kAnswers = {"hide"sv, "allow"sv};
constexpr std::array kSorts = {"name"sv, "asks"sv, "seconds"sv, "recent"sv};
constexpr std::array kExports = {"profile"sv, "brands_csv"sv, "statement_csv"sv, "ublock"sv};
constexpr std::array kQuietLevels = {"prompts"sv, "page"sv};

void ReadUrl(JsonReader& json, std::string_view* url) { ReadCutString(json, kMaxUrlBytes, url); }
void ReadTime(JsonReader& json, std::int64_t* time) { ReadInteger(json, 0, kMaxTime, time); }
void ReadDomain(JsonReader& json, std::string_view* domain) {
  ReadString(json, kMaxUrlBytes, domain);
  if (json.ok() && domain->empty()) json.Refuse(ErrorCode::kBadRequest, "empty");
}

// The two members that every message has; they were read before, here they are only passed over.
template <typename T>
constexpr Field<T> kId = {"id", [](JsonReader& j, T&) { j.Skip(); }};
template <typename T>
constexpr Field<T> kType = {"type", [](JsonReader& j, T&) { j.Skip(); }};

constexpr Presence kMust = Presence::kRequired;

constexpr Field<HelloRequest> kHello[] = {
    kId<HelloRequest>,
    kType<HelloRequest>,
    {"protocol",
     [](JsonReader& j, HelloRequest& r) {
       std::array<std::int64_t, 2> range{};
       std::size_t count = 0;
       if (!j.ExpectType(JsonReader::Type::kArray) || !j.BeginArray()) return;
       while (j.NextElement()) {
         std::int64_t version = 0;
         ReadInteger(j, 0, kMaxTime, &version);
         if (count < range.size()) range[count] = version;
         ++count;
       }
       if (count != range.size()) j.Refuse(ErrorCode::kBadRequest, "not [min, max]");
       r.protocol_min = range[0];
       r.protocol_max = range[1];
     },
     kMust},
    {"extension_version",
     [](JsonReader& j, HelloRequest& r) {
       ReadCutString(j, model::kMaxTokenBytes, &r.extension_version);
     }},
    {"browser",
     [](JsonReader& j, HelloRequest& r) { ReadCutString(j, model::kMaxLabelBytes, &r.browser); }},
};

constexpr Field<PlanRequest> kPlan[] = {
    kId<PlanRequest>,
    kType<PlanRequest>,
    {"url", [](JsonReader& j, PlanRequest& r) { ReadUrl(j, &r.url); }, kMust},
    {"top_url", [](JsonReader& j, PlanRequest& r) { ReadUrl(j, &r.top_url); }, kMust},
    {"top", [](JsonReader& j, PlanRequest& r) { ReadBool(j, &r.top); }},
};

constexpr Field<ListStyleRequest> kListStyle[] = {
    kId<ListStyleRequest>,
    kType<ListStyleRequest>,
    {"url", [](JsonReader& j, ListStyleRequest& r) { ReadUrl(j, &r.url); }, kMust},
    {"top_url", [](JsonReader& j, ListStyleRequest& r) { ReadUrl(j, &r.top_url); }, kMust},
    {"tokens",
     [](JsonReader& j, ListStyleRequest& r) {
       ReadStrings(j, kMaxListTokens, kMaxListTokenBytes, &r.tokens);
     },
     kMust},
    {"general", [](JsonReader& j, ListStyleRequest& r) { ReadBool(j, &r.general); }},
};

constexpr Field<JudgeRequest> kJudge[] = {
    kId<JudgeRequest>,
    kType<JudgeRequest>,
    {"page", [](JsonReader& j, JudgeRequest& r) { ReadPage(j, r.page); }, kMust},
    {"candidates", [](JsonReader& j, JudgeRequest& r) { ReadCandidates(j, &r.candidates); }, kMust},
};

constexpr Field<ScanRequest> kScan[] = {
    kId<ScanRequest>,
    kType<ScanRequest>,
    {"page", [](JsonReader& j, ScanRequest& r) { ReadPage(j, r.page); }},
    {"texts",
     [](JsonReader& j, ScanRequest& r) { ReadStrings(j, kMaxTexts, kMaxTextItemBytes, &r.texts); },
     kMust},
};

constexpr Field<LabelsRequest> kLabels[] = {
    kId<LabelsRequest>,
    kType<LabelsRequest>,
    {"labels",
     [](JsonReader& j, LabelsRequest& r) {
       ReadStrings(j, kMaxLabels, model::kMaxLabelBytes, &r.labels);
     },
     kMust},
};

constexpr Field<OptInRequest> kOptIn[] = {
    kId<OptInRequest>,
    kType<OptInRequest>,
    {"page", [](JsonReader& j, OptInRequest& r) { ReadPage(j, r.page); }, kMust},
    {"boxes", [](JsonReader& j, OptInRequest& r) { ReadBoxes(j, &r.boxes); }, kMust},
};

using Act = OutcomeRequest::Act;
constexpr Field<Act> kActs[] = {
    {"kind", [](JsonReader& j, Act& a) { ReadKind(j, &a.kind); }},
    {"action",
     [](JsonReader& j, Act& a) {
       std::string_view name;
       ReadString(j, model::kMaxTokenBytes, &name);
       const auto action = model::ParseJournalAction(name);
       if (!action) return j.Refuse(ErrorCode::kBadRequest, "unknown value");
       a.action = *action;
     },
     kMust},
    {"outcome",
     [](JsonReader& j, Act& a) {
       std::string_view name;
       ReadString(j, model::kMaxTokenBytes, &name);
       const auto outcome = model::ParseOutcome(name);
       if (!outcome) return j.Refuse(ErrorCode::kBadRequest, "unknown value");
       a.outcome = *outcome;
     },
     kMust},
    {"confidence", [](JsonReader& j, Act& a) { ReadDouble(j, &a.confidence); }},
    {"provider",
     [](JsonReader& j, Act& a) { ReadCutString(j, model::kMaxTokenBytes, &a.provider); }},
    {"why", [](JsonReader& j, Act& a) { ReadCutString(j, kMaxWhyBytes, &a.why); }},
    {"learned", [](JsonReader& j, Act& a) { ReadBool(j, &a.learned); }},
    {"opt_in", [](JsonReader& j, Act& a) { ReadBool(j, &a.opt_in); }},
};

constexpr Field<OutcomeRequest> kOutcome[] = {
    kId<OutcomeRequest>,
    kType<OutcomeRequest>,
    {"url", [](JsonReader& j, OutcomeRequest& r) { ReadUrl(j, &r.url); }},
    {"top_url", [](JsonReader& j, OutcomeRequest& r) { ReadUrl(j, &r.top_url); }, kMust},
    {"acts", [](JsonReader& j, OutcomeRequest& r) { ReadObjects(j, kMaxActs, kActs, &r.acts); },
     kMust},
};

constexpr Field<LearnRequest> kLearn[] = {
    kId<LearnRequest>,
    kType<LearnRequest>,
    {"top_url", [](JsonReader& j, LearnRequest& r) { ReadUrl(j, &r.top_url); }, kMust},
    {"selector",
     [](JsonReader& j, LearnRequest& r) { ReadString(j, kMaxSelectorBytes, &r.selector); }},
    {"fingerprint",
     [](JsonReader& j, LearnRequest& r) { ReadString(j, kMaxFingerprintBytes, &r.fingerprint); }},
    {"label",
     [](JsonReader& j, LearnRequest& r) { ReadCutString(j, model::kMaxLabelBytes, &r.label); }},
    {"kind", [](JsonReader& j, LearnRequest& r) { ReadKind(j, &r.kind); }},
    {"answer", [](JsonReader& j, LearnRequest& r) { ReadEnum(j, kAnswers, &r.answer); }, kMust},
};

template <typename T>
constexpr Field<T> kLearnedId = {
    "learned_id", [](JsonReader& j, T& r) { ReadUnsigned(j, kMaxId, &r.learned_id); }, kMust};
template <typename T>
constexpr Field<T> kDomain = {"domain", [](JsonReader& j, T& r) { ReadDomain(j, &r.domain); },
                              kMust};

constexpr Field<UnlearnRequest> kUnlearn[] = {kId<UnlearnRequest>, kType<UnlearnRequest>,
                                              kLearnedId<UnlearnRequest>};

constexpr Field<LearnedRequest> kLearned[] = {
    kId<LearnedRequest>,
    kType<LearnedRequest>,
    {"top_url", [](JsonReader& j, LearnedRequest& r) { ReadUrl(j, &r.top_url); }},
};

constexpr Field<LearnedSetRequest> kLearnedSet[] = {
    kId<LearnedSetRequest>,
    kType<LearnedSetRequest>,
    kLearnedId<LearnedSetRequest>,
    {"enabled", [](JsonReader& j, LearnedSetRequest& r) { ReadBool(j, &r.enabled); }, kMust},
};

constexpr Field<BrandRequest> kBrand[] = {
    kId<BrandRequest>,
    kType<BrandRequest>,
    {"top_url", [](JsonReader& j, BrandRequest& r) { ReadUrl(j, &r.top_url); }, kMust},
};

constexpr Field<BrandsRequest> kBrands[] = {
    kId<BrandsRequest>,
    kType<BrandsRequest>,
    {"offset", [](JsonReader& j, BrandsRequest& r) { ReadUnsigned(j, kMaxId, &r.offset); }},
    {"limit", [](JsonReader& j, BrandsRequest& r) { ReadUnsigned(j, kMaxPageRows, &r.limit); }},
    {"query",
     [](JsonReader& j, BrandsRequest& r) { ReadCutString(j, model::kMaxHeadingBytes, &r.query); }},
    {"state",
     [](JsonReader& j, BrandsRequest& r) { ReadString(j, model::kMaxTokenBytes, &r.state); }},
    {"sort", [](JsonReader& j, BrandsRequest& r) { ReadEnum(j, kSorts, &r.sort); }},
};

constexpr Field<PreferRequest> kPrefer[] = {
    kId<PreferRequest>,
    kType<PreferRequest>,
    kDomain<PreferRequest>,
    {"wanted", [](JsonReader& j, PreferRequest& r) { ReadBool(j, &r.wanted.emplace()); }},
    {"wanted_kinds",
     [](JsonReader& j, PreferRequest& r) { ReadKinds(j, &r.wanted_kinds.emplace()); }},
    {"unwanted_kinds",
     [](JsonReader& j, PreferRequest& r) { ReadKinds(j, &r.unwanted_kinds.emplace()); }},
};

template <typename T>
constexpr Field<T> kDomains = {
    "domains",
    [](JsonReader& j, T& r) { ReadStrings(j, kMaxDomainsAtOnce, kMaxUrlBytes, &r.domains); },
    kMust};

constexpr Field<PreferManyRequest> kPreferMany[] = {
    kId<PreferManyRequest>,
    kType<PreferManyRequest>,
    kDomains<PreferManyRequest>,
    {"wanted", [](JsonReader& j, PreferManyRequest& r) { ReadBool(j, &r.wanted); }, kMust},
};

constexpr Field<ForgetManyRequest> kForgetMany[] = {
    kId<ForgetManyRequest>, kType<ForgetManyRequest>, kDomains<ForgetManyRequest>};

constexpr Field<MergeRequest> kMerge[] = {
    kId<MergeRequest>,
    kType<MergeRequest>,
    kDomain<MergeRequest>,
    {"into", [](JsonReader& j, MergeRequest& r) { ReadDomain(j, &r.into); }, kMust},
};

constexpr Field<SplitRequest> kSplit[] = {kId<SplitRequest>, kType<SplitRequest>,
                                          kDomain<SplitRequest>};

constexpr Field<EngageRequest> kEngage[] = {
    kId<EngageRequest>,
    kType<EngageRequest>,
    kDomain<EngageRequest>,
    {"minutes",
     [](JsonReader& j, EngageRequest& r) {
       ReadInteger(j, 0, kMaxEngageMinutes, &r.minutes.emplace());
     }},
    {"until", [](JsonReader& j, EngageRequest& r) { ReadTime(j, &r.until.emplace()); }},
    {"until_leave", [](JsonReader& j, EngageRequest& r) { ReadBool(j, &r.until_leave); }},
};

constexpr Field<LeftRequest> kLeft[] = {kId<LeftRequest>, kType<LeftRequest>, kDomain<LeftRequest>};

constexpr Field<PauseRequest> kPause[] = {
    kId<PauseRequest>,
    kType<PauseRequest>,
    kDomain<PauseRequest>,
    {"minutes",
     [](JsonReader& j, PauseRequest& r) {
       ReadInteger(j, -1, kMaxEngageMinutes, &r.minutes.emplace());
     }},
    {"until_leave", [](JsonReader& j, PauseRequest& r) { ReadBool(j, &r.until_leave); }},
};

constexpr Field<ForgetRequest> kForget[] = {kId<ForgetRequest>, kType<ForgetRequest>,
                                            kDomain<ForgetRequest>};

constexpr Field<JournalRequest> kJournal[] = {
    kId<JournalRequest>,
    kType<JournalRequest>,
    {"domain", [](JsonReader& j, JournalRequest& r) { ReadUrl(j, &r.domain); }},
    {"query",
     [](JsonReader& j, JournalRequest& r) { ReadCutString(j, model::kMaxHeadingBytes, &r.query); }},
    {"actions",
     [](JsonReader& j, JournalRequest& r) {
       std::vector<std::string_view> names;
       ReadStrings(j, kMaxLabels, model::kMaxTokenBytes, &names);
       for (const std::string_view name : names) {
         const auto action = model::ParseJournalAction(name);
         if (!action) return j.Refuse(ErrorCode::kBadRequest, "unknown value");
         r.actions.push_back(*action);
       }
     }},
    {"since", [](JsonReader& j, JournalRequest& r) { ReadTime(j, &r.since); }},
    {"until", [](JsonReader& j, JournalRequest& r) { ReadTime(j, &r.until); }},
    {"kinds", [](JsonReader& j, JournalRequest& r) { ReadKinds(j, &r.kinds); }},
    {"offset", [](JsonReader& j, JournalRequest& r) { ReadUnsigned(j, kMaxId, &r.offset); }},
    {"limit", [](JsonReader& j, JournalRequest& r) { ReadUnsigned(j, kMaxPageRows, &r.limit); }},
};

constexpr Field<JournalClearRequest> kJournalClear[] = {
    kId<JournalClearRequest>,
    kType<JournalClearRequest>,
    {"before", [](JsonReader& j, JournalClearRequest& r) { ReadTime(j, &r.before); }},
};

constexpr Field<StatsRequest> kStats[] = {
    kId<StatsRequest>,
    kType<StatsRequest>,
    {"domain", [](JsonReader& j, StatsRequest& r) { ReadUrl(j, &r.domain); }},
    {"since", [](JsonReader& j, StatsRequest& r) { ReadTime(j, &r.since); }},
};

constexpr Field<StatementRequest> kStatement[] = {
    kId<StatementRequest>,
    kType<StatementRequest>,
    {"since", [](JsonReader& j, StatementRequest& r) { ReadTime(j, &r.since); }},
    {"until", [](JsonReader& j, StatementRequest& r) { ReadTime(j, &r.until); }},
    {"brands",
     [](JsonReader& j, StatementRequest& r) { ReadUnsigned(j, kMaxPageRows, &r.brands); }},
};

constexpr std::uint64_t kMaxJournalMonths = 1200;
constexpr Field<SettingsRequest> kSettings[] = {
    kId<SettingsRequest>,
    kType<SettingsRequest>,
    {"quiet_level",
     [](JsonReader& j, SettingsRequest& r) {
       ReadEnum(j, kQuietLevels, &r.quiet_level.emplace());
     }},
    {"allowed_kinds",
     [](JsonReader& j, SettingsRequest& r) { ReadKinds(j, &r.allowed_kinds.emplace()); }},
    {"journal_months",
     [](JsonReader& j, SettingsRequest& r) {
       ReadUnsigned(j, kMaxJournalMonths, &r.journal_months.emplace());
     }},
};

constexpr Field<ExportRequest> kExport[] = {
    kId<ExportRequest>,
    kType<ExportRequest>,
    {"what", [](JsonReader& j, ExportRequest& r) { ReadEnum(j, kExports, &r.what); }},
    {"part", [](JsonReader& j, ExportRequest& r) { ReadUnsigned(j, kMaxId, &r.part); }},
};

constexpr Field<UploadRequest> kUpload[] = {
    kId<UploadRequest>,
    kType<UploadRequest>,
    {"part", [](JsonReader& j, UploadRequest& r) { ReadUnsigned(j, kMaxUploadParts, &r.part); },
     kMust},
    {"parts", [](JsonReader& j, UploadRequest& r) { ReadUnsigned(j, kMaxUploadParts, &r.parts); },
     kMust},
    {"chunk", [](JsonReader& j, UploadRequest& r) { ReadString(j, kMaxUploadBytes, &r.chunk); },
     kMust},
};

constexpr Field<ImportRequest> kImport[] = {
    kId<ImportRequest>,
    kType<ImportRequest>,
    {"profile", [](JsonReader& j, ImportRequest& r) { j.Skip(&r.profile); }},
    {"uploaded", [](JsonReader& j, ImportRequest& r) { ReadBool(j, &r.uploaded); }},
    {"apply", [](JsonReader& j, ImportRequest& r) { ReadBool(j, &r.apply); }},
};

constexpr Field<HealthRequest> kHealth[] = {kId<HealthRequest>, kType<HealthRequest>};

constexpr Field<KeysRequest> kKeys[] = {kId<KeysRequest>, kType<KeysRequest>};

void ReadPassphrase(JsonReader& json, std::string_view* passphrase) {
  ReadString(json, kMaxPassphraseBytes, passphrase);
}

constexpr Field<UnlockRequest> kUnlock[] = {
    kId<UnlockRequest>,
    kType<UnlockRequest>,
    {"passphrase", [](JsonReader& j, UnlockRequest& r) { ReadPassphrase(j, &r.passphrase); },
     kMust},
};

constexpr Field<LockRequest> kLock[] = {kId<LockRequest>, kType<LockRequest>};

constexpr Field<PassphraseRequest> kPassphrase[] = {
    kId<PassphraseRequest>,
    kType<PassphraseRequest>,
    {"current", [](JsonReader& j, PassphraseRequest& r) { ReadPassphrase(j, &r.current); }},
    {"new", [](JsonReader& j, PassphraseRequest& r) { ReadPassphrase(j, &r.new_passphrase); },
     kMust},
    {"only", [](JsonReader& j, PassphraseRequest& r) { ReadBool(j, &r.only); }},
};

using Reading = Request (*)(JsonReader& json);

template <typename T, const auto& fields>
Request Read(JsonReader& json) {
  T request;
  ReadObject(json, fields, request);
  return request;
}

// In the order of kRequestTypes.
constexpr std::array<Reading, kRequestTypes.size()> kReadings = {
    Read<HelloRequest, kHello>,
    Read<PlanRequest, kPlan>,
    Read<JudgeRequest, kJudge>,
    Read<ScanRequest, kScan>,
    Read<LabelsRequest, kLabels>,
    Read<OutcomeRequest, kOutcome>,
    Read<LearnRequest, kLearn>,
    Read<UnlearnRequest, kUnlearn>,
    Read<LearnedRequest, kLearned>,
    Read<LearnedSetRequest, kLearnedSet>,
    Read<BrandRequest, kBrand>,
    Read<BrandsRequest, kBrands>,
    Read<PreferRequest, kPrefer>,
    Read<EngageRequest, kEngage>,
    Read<LeftRequest, kLeft>,
    Read<PauseRequest, kPause>,
    Read<ForgetRequest, kForget>,
    Read<JournalRequest, kJournal>,
    Read<JournalClearRequest, kJournalClear>,
    Read<StatsRequest, kStats>,
    Read<SettingsRequest, kSettings>,
    Read<ExportRequest, kExport>,
    Read<ImportRequest, kImport>,
    Read<HealthRequest, kHealth>,
    Read<OptInRequest, kOptIn>,
    Read<PreferManyRequest, kPreferMany>,
    Read<ForgetManyRequest, kForgetMany>,
    Read<MergeRequest, kMerge>,
    Read<SplitRequest, kSplit>,
    Read<StatementRequest, kStatement>,
    Read<UploadRequest, kUpload>,
    Read<KeysRequest, kKeys>,
    Read<UnlockRequest, kUnlock>,
    Read<LockRequest, kLock>,
    Read<PassphraseRequest, kPassphrase>,
    Read<ListStyleRequest, kListStyle>,
};

// Finds `id` and `type`, wherever they stand, and leaves the text as it is for the second reading.
Status ReadEnvelope(std::span<char> text, Envelope* envelope) {
  JsonReader json(text, JsonReader::Escapes::kKeep);
  if (json.Peek() != JsonReader::Type::kObject) return Fail(ErrorCode::kBadJson, "not an object");
  json.BeginObject();
  bool has_id = false;
  std::string_view key;
  while ((!has_id || envelope->type.empty()) && json.NextKey(&key)) {
    if (key == "id") {
      std::int64_t id = 0;
      ReadInteger(json, 1, kMaxTime, &id);
      if (json.ok()) envelope->id = static_cast<std::uint64_t>(id);
      has_id = true;
      if (!json.ok()) json.Blame("id");
    } else if (key == "type") {
      ReadString(json, model::kMaxTokenBytes, &envelope->type);
      if (!json.ok()) {
        json.Blame("type");
        envelope->type = {};
      }
    } else {
      json.Skip();
    }
  }
  if (!json.ok()) return Fail(json.error());
  if (!has_id) return Fail(ErrorCode::kBadRequest, "id: missing");
  if (envelope->type.empty()) return Fail(ErrorCode::kBadRequest, "type: missing");
  return {};
}

}  // namespace

Result<Request> Decode(std::span<char> text, Envelope* envelope) {
  if (!IsUtf8(std::string_view(text.data(), text.size()))) {
    return Fail(ErrorCode::kBadJson, "not UTF-8");
  }
  if (const Status status = ReadEnvelope(text, envelope); !status) return Fail(status.error());
  const auto type = std::find(kRequestTypes.begin(), kRequestTypes.end(), envelope->type);
  if (type == kRequestTypes.end()) return Fail(ErrorCode::kUnknownType, "no such message type");
  JsonReader json(text);
  Request request = kReadings[static_cast<std::size_t>(type - kRequestTypes.begin())](json);
  if (!json.AtEnd()) return Fail(json.error());
  return request;
}

Result<model::Candidate> DecodeCandidate(std::span<char> text) {
  if (!IsUtf8(std::string_view(text.data(), text.size()))) {
    return Fail(ErrorCode::kBadJson, "not UTF-8");
  }
  JsonReader json(text);
  model::Candidate candidate;
  ReadCandidate(json, candidate);
  if (!json.AtEnd()) return Fail(json.error());
  return candidate;
}

}  // namespace lma::protocol
