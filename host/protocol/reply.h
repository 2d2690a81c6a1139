// The results of docs/protocol.md, "Messages", as plain values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/error.h"
#include "model/ask_kind.h"
#include "model/opt_in.h"
#include "model/preference.h"
#include "model/verdict.h"

namespace lma::protocol {

struct HelloReply {
  std::int64_t protocol = 0;
  std::string host_version;
  std::string vault;        // open, locked, missing, damaged
  std::string vault_error;  // the name of an ErrorCode, or empty
  std::uint64_t languages = 0;
};

struct PlanReply {
  bool active = false;
  std::string reason;
  std::int64_t until_ms = 0;
  std::string brand;
  model::QuietLevel quiet_level = model::QuietLevel::kPage;
  std::string style;
  std::string list_style;
  bool list_tokens = false;  // whether list_style has more to give
  std::vector<model::LearnedAsk> learned;
  std::string_view seeds;
  std::vector<std::string_view> overlay_tokens;
};

struct ListStyleReply {
  std::string style;
};

struct JudgeReply {
  std::vector<model::Verdict> verdicts;
};

struct ScanReply {
  struct Hit {
    std::uint64_t index = 0;
    model::AskKind kind = model::AskKind::kNewsletter;
  };
  std::vector<Hit> hits;
};

struct LabelsReply {
  std::vector<model::ControlRole> roles;
};

struct OptInReply {
  std::vector<model::OptInVerdict> verdicts;
};

struct StoredReply {
  std::uint64_t stored = 0;
};

struct LearnedReply {
  model::LearnedAsk learned;
};

struct LearnedListReply {
  std::vector<model::LearnedAsk> learned;
};

struct RemovedReply {
  bool removed = false;
};

struct RemovedCountReply {
  std::uint64_t removed = 0;
};

struct ChangedCountReply {
  std::uint64_t changed = 0;
};

struct EndedReply {
  bool ended = false;
};

// A brand as docs/protocol.md, "Brand", shows it.
struct BrandView {
  model::Preference preference;
  std::string state;  // unwanted, wanted, engaged, paused, some_kinds
  std::uint64_t asks = 0;
  std::int64_t first_ask_ms = 0;
  std::int64_t last_ask_ms = 0;
  std::uint64_t declined = 0;
  std::uint64_t dismissed = 0;
  std::uint64_t hidden = 0;
  std::uint64_t seconds = 0;
};

// The answer to `brand`: the brand itself.
struct BrandReply {
  BrandView brand;
};

// The answer to what changes a brand: the brand as the member `brand`.
struct ChangedBrandReply {
  BrandView brand;
};

struct BrandsReply {
  std::vector<BrandView> brands;
  std::uint64_t total = 0;
};

struct JournalReply {
  std::vector<model::JournalEntry> entries;
  std::uint64_t total = 0;
};

struct StatsReply {
  struct Count {
    std::string name;  // a kind, a brand, an action, or the week's first day as time
    std::uint64_t asks = 0;
    std::uint64_t seconds = 0;
  };
  std::uint64_t asks = 0;
  std::uint64_t seconds = 0;
  std::vector<Count> by_kind;
  std::vector<Count> by_brand;
  std::vector<Count> by_week;
  std::vector<Count> by_action;
};

struct StatementReply {
  struct Row {
    std::string month;         // "2026-01"
    std::string brand;         // empty: the others
    std::uint64_t others = 0;  // how many they are
    std::uint64_t gone = 0;
    std::uint64_t seconds = 0;
  };
  std::vector<Row> rows;
  std::vector<std::pair<model::AskKind, std::uint32_t>> seconds_each;
};

struct SettingsReply {
  model::Settings settings;
};

struct ProfileReply {
  std::string json;  // docs/profile-format.md
};

// A file's text: CSV or a filter list.
struct TextReply {
  std::string text;
  std::uint64_t part = 0;  // of a text in parts; 0: all of it
  std::uint64_t parts = 0;
};

struct ImportReply {
  struct Part {
    std::string_view name;  // settings, brands, learned, journal
    std::uint64_t added = 0;
    std::uint64_t changed = 0;
    std::uint64_t unchanged = 0;
  };
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::uint64_t unchanged = 0;
  std::vector<Part> by_part;
};

struct HealthReply {
  struct Check {
    std::string id;
    std::string state;  // ok, warning, error
    std::string message;
    std::string mend;
  };
  std::vector<Check> checks;
};

struct KeysReply {
  bool key_file = false;
  bool keyring = false;
  bool passphrase = false;
};

struct UnlockedReply {
  bool unlocked = false;
};

struct LockedReply {
  bool locked = false;
};

using Reply = std::variant<HelloReply, PlanReply, JudgeReply, ScanReply, LabelsReply, StoredReply,
                           LearnedReply, LearnedListReply, RemovedReply, RemovedCountReply,
                           EndedReply, BrandReply, ChangedBrandReply, BrandsReply, JournalReply,
                           StatsReply, SettingsReply, ProfileReply, ImportReply, HealthReply,
                           OptInReply, ChangedCountReply, StatementReply, TextReply, KeysReply,
                           UnlockedReply, LockedReply, ListStyleReply>;

}  // namespace lma::protocol
