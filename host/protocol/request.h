// The requests of docs/protocol.md, "Messages", as plain values. Strings are views into the message
// that was decoded, which must outlive the request.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "model/ask_kind.h"
#include "model/candidate.h"
#include "model/opt_in.h"
#include "model/preference.h"

namespace lma::protocol {

// Limits of docs/protocol.md.
inline constexpr std::size_t kMaxCandidates = 64;
inline constexpr std::size_t kMaxTexts = 512;
inline constexpr std::size_t kMaxTextItemBytes = 400;
inline constexpr std::size_t kMaxLabels = 64;
inline constexpr std::size_t kMaxListTokens = 1024;
inline constexpr std::size_t kMaxListTokenBytes = 128;
inline constexpr std::size_t kMaxBoxes = 64;
inline constexpr std::size_t kMaxActs = 256;
inline constexpr std::size_t kMaxUrlBytes = 2048;
inline constexpr std::size_t kMaxSelectorBytes = 1024;
inline constexpr std::size_t kMaxFingerprintBytes = 1024;
inline constexpr std::size_t kMaxPassphraseBytes = 1024;
inline constexpr std::size_t kMaxPageRows = 1000;
inline constexpr std::size_t kMaxWhyBytes = 400;
inline constexpr std::size_t kMaxDomainsAtOnce = 1000;
inline constexpr std::size_t kMaxUploadParts = 1024;
inline constexpr std::size_t kMaxUploadBytes = 128u << 20;
inline constexpr std::int64_t kMaxEngageMinutes = 525600;

struct HelloRequest {
  std::int64_t protocol_min = 0;
  std::int64_t protocol_max = 0;
  std::string_view extension_version;
  std::string_view browser;
};

struct PlanRequest {
  std::string_view url;
  std::string_view top_url;
  bool top = false;
};

struct ListStyleRequest {
  std::string_view url;
  std::string_view top_url;
  std::vector<std::string_view> tokens;
  bool general = false;
};

struct JudgeRequest {
  model::Page page;
  std::vector<model::Candidate> candidates;
};

struct ScanRequest {
  model::Page page;
  std::vector<std::string_view> texts;
};

struct LabelsRequest {
  std::vector<std::string_view> labels;
};

struct OptInRequest {
  model::Page page;
  std::vector<model::OptInBox> boxes;
};

struct OutcomeRequest {
  struct Act {
    std::optional<model::AskKind> kind;
    model::JournalAction action = model::JournalAction::kHidden;
    model::Outcome outcome = model::Outcome::kGone;
    double confidence = 0;
    std::string_view provider;
    std::string_view why;
    bool learned = false;
    bool opt_in = false;  // a tick box was set, which took nothing from the page
  };
  std::string_view url;
  std::string_view top_url;
  std::vector<Act> acts;
};

struct LearnRequest {
  std::string_view top_url;
  std::string_view selector;
  std::string_view fingerprint;
  std::string_view label;
  std::optional<model::AskKind> kind;
  model::LearnedAsk::Answer answer = model::LearnedAsk::Answer::kHide;
};

struct UnlearnRequest {
  std::uint64_t learned_id = 0;
};

struct LearnedRequest {
  std::string_view top_url;  // empty: of all brands
};

struct LearnedSetRequest {
  std::uint64_t learned_id = 0;
  bool enabled = false;
};

struct BrandRequest {
  std::string_view top_url;
};

struct BrandsRequest {
  enum class Sort : std::uint8_t { kName, kAsks, kSeconds, kRecent };
  std::uint64_t offset = 0;
  std::uint64_t limit = 100;
  std::string_view query;
  std::string_view state;  // empty: all
  Sort sort = Sort::kName;
};

struct PreferRequest {
  std::string_view domain;
  std::optional<bool> wanted;
  std::optional<model::AskKindSet> wanted_kinds;
  std::optional<model::AskKindSet> unwanted_kinds;
};

struct PreferManyRequest {
  std::vector<std::string_view> domains;
  bool wanted = false;
};

struct ForgetManyRequest {
  std::vector<std::string_view> domains;
};

struct MergeRequest {
  std::string_view domain;
  std::string_view into;
};

struct SplitRequest {
  std::string_view domain;
};

struct EngageRequest {
  std::string_view domain;
  std::optional<std::int64_t> minutes;
  std::optional<std::int64_t> until;
  bool until_leave = false;
};

struct LeftRequest {
  std::string_view domain;
};

struct PauseRequest {
  std::string_view domain;
  std::optional<std::int64_t> minutes;  // 0 ends it, -1 for ever
  bool until_leave = false;
};

struct ForgetRequest {
  std::string_view domain;
};

struct JournalRequest {
  std::string_view domain;
  std::string_view query;
  std::vector<model::JournalAction> actions;  // empty: all
  std::int64_t since = 0;
  std::int64_t until = 0;   // 0: no end
  model::AskKindSet kinds;  // empty: all
  std::uint64_t offset = 0;
  std::uint64_t limit = 100;
};

struct JournalClearRequest {
  std::int64_t before = 0;  // 0: everything
};

struct StatsRequest {
  std::string_view domain;
  std::int64_t since = 0;
};

struct StatementRequest {
  std::int64_t since = 0;
  std::int64_t until = 0;     // 0: no end
  std::uint64_t brands = 12;  // named for each month; the others are summed up
};

struct SettingsRequest {
  std::optional<model::QuietLevel> quiet_level;
  std::optional<model::AskKindSet> allowed_kinds;
  std::optional<std::uint32_t> journal_months;
};

struct ExportRequest {
  enum class What : std::uint8_t { kProfile, kBrandsCsv, kStatementCsv, kUblock };
  What what = What::kProfile;
  std::uint64_t part = 0;  // from 1; 0: all of it in one reply
};

// A piece of a profile that is too long for one message.
struct UploadRequest {
  std::uint64_t part = 0;  // from 1
  std::uint64_t parts = 0;
  std::string_view chunk;
};

struct ImportRequest {
  // The JSON text of the profile (docs/profile-format.md), not yet read; empty: what was uploaded.
  std::span<char> profile;
  bool uploaded = false;
  bool apply = false;
};

struct HealthRequest {};

struct KeysRequest {};

struct UnlockRequest {
  std::string_view passphrase;
};

struct LockRequest {};

struct PassphraseRequest {
  std::string_view current;         // empty: none is set yet
  std::string_view new_passphrase;  // empty: it is removed
  bool only = false;                // nothing else shall open the vault
};

using Request =
    std::variant<HelloRequest, PlanRequest, JudgeRequest, ScanRequest, LabelsRequest,
                 OutcomeRequest, LearnRequest, UnlearnRequest, LearnedRequest, LearnedSetRequest,
                 BrandRequest, BrandsRequest, PreferRequest, EngageRequest, LeftRequest,
                 PauseRequest, ForgetRequest, JournalRequest, JournalClearRequest, StatsRequest,
                 SettingsRequest, ExportRequest, ImportRequest, HealthRequest, OptInRequest,
                 PreferManyRequest, ForgetManyRequest, MergeRequest, SplitRequest, StatementRequest,
                 UploadRequest, KeysRequest, UnlockRequest, LockRequest, PassphraseRequest,
                 ListStyleRequest>;

// What each message type is called on the wire, in the order of Request.
inline constexpr std::array<std::string_view, std::variant_size_v<Request>> kRequestTypes = {
    "hello",         "plan",        "judge",       "scan",        "labels",     "outcome",
    "learn",         "unlearn",     "learned",     "learned_set", "brand",      "brands",
    "prefer",        "engage",      "left",        "pause",       "forget",     "journal",
    "journal_clear", "stats",       "settings",    "export",      "import",     "health",
    "opt_in",        "prefer_many", "forget_many", "merge",       "split",      "statement",
    "upload",        "keys",        "unlock",      "lock",        "passphrase", "list_style",
};

// Who a message is from, as far as it could be read: what its reply is addressed to.
struct Envelope {
  std::uint64_t id = 0;   // 0: could not be read
  std::string_view type;  // empty: could not be read
};

}  // namespace lma::protocol
