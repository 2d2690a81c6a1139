// What each record holds, as bytes (docs/vault-format.md, "Bodies"). Fields are only ever added at
// the end: a reader takes what is missing at its default and leaves what it does not know.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "base/result.h"
#include "model/preference.h"
#include "profile/profile.h"

namespace lma::profile {

// A domain's record: what the user said of it, or the name of the brand that it belongs to.
struct Alias {
  std::string brand;
};
using DomainRecord = std::variant<model::Preference, Alias>;

// Sums of one kind and action of one brand on one day, in whole or in part. Signed: what is undone
// on a later day than it was done makes that day's sums negative.
struct Tally {
  std::uint64_t asks = 0;
  std::int64_t gone = 0;
  std::int64_t seconds = 0;
  std::int64_t first_ms = 0;
  std::int64_t last_ms = 0;

  void Add(const Tally& other);
};
struct TallyKey {
  std::string brand;
  model::AskKind kind = model::AskKind::kNewsletter;
  model::JournalAction action = model::JournalAction::kHidden;
  friend bool operator<(const TallyKey& a, const TallyKey& b) {
    return std::tie(a.brand, a.kind, a.action) < std::tie(b.brand, b.kind, b.action);
  }
};
using DayTotals = std::map<TallyKey, Tally>;
// A brand's counters are the sum of its tallies of all days, by action.
using BrandTallies = std::array<Tally, kJournalActionCount>;

std::string EncodePreference(const model::Preference& preference);
std::string EncodeAlias(const Alias& alias);
std::string EncodeLearned(const std::vector<model::LearnedAsk>& learned);
std::string EncodeTallies(const BrandTallies& tallies);
std::string EncodeDay(const DayTotals& day);
std::string EncodeSettings(const model::Settings& settings);
std::string EncodeEntry(const model::JournalEntry& entry);

// kVaultCorrupt: cut short. kVaultVersion: a value that this version does not know.
Result<DomainRecord> DecodeDomain(std::string_view name, std::string_view body);
Result<std::vector<model::LearnedAsk>> DecodeLearned(std::string_view brand, std::string_view body);
Result<BrandTallies> DecodeTallies(std::string_view body);
Result<DayTotals> DecodeDay(std::string_view body);
Result<model::Settings> DecodeSettings(std::string_view body);
Result<model::JournalEntry> DecodeEntry(std::uint64_t id, std::string_view body);

}  // namespace lma::profile
