#include "profile/transfer.h"

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "profile/codec.h"

namespace lma::profile {
namespace {

using vault::TableId;

constexpr std::string_view kSettingsName = "settings";

// Whether both say the same, whenever it was said.
bool SaysTheSame(model::Preference a, const model::Preference& b) {
  a.created_ms = b.created_ms;
  a.updated_ms = b.updated_ms;
  return EncodePreference(a) == EncodePreference(b);
}

bool SaysTheSame(const model::Settings& a, const model::Settings& b) {
  return EncodeSettings(a) == EncodeSettings(b);
}

// One and the same act, wherever its row stands and however its numbers were rounded on the way.
std::string Identity(const model::JournalEntry& entry) {
  model::JournalEntry act;
  act.time_ms = entry.time_ms;
  act.brand = entry.brand;
  act.kind = entry.kind;
  act.action = entry.action;
  act.outcome = entry.outcome;
  return EncodeEntry(act);
}

Status MergeSettings(const model::Settings& settings, Store* store, ImportCounts* counts) {
  const Result<model::Settings> present = ReadSettings(store);
  // Damaged settings are replaced: that is what an import may be for.
  if (!present && present.error().code != ErrorCode::kVaultCorrupt) return Fail(present.error());
  if (present && SaysTheSame(*present, settings)) {
    ++counts->unchanged;
    return {};
  }
  ++counts->changed;
  return PutSettingsInTransaction(store, settings);
}

Status MergePreference(model::Preference preference, std::int64_t now_ms, Preferences* preferences,
                       ImportCounts* counts) {
  const Result<Preferences::Found> found = preferences->FindStored(preference.brand);
  if (!found) return Fail(found.error());
  const bool present = found->preference && found->brand == preference.brand;
  if (present && (SaysTheSame(preference, *found->preference) ||
                  preference.updated_ms < found->preference->updated_ms)) {
    ++counts->unchanged;
    return {};
  }
  ++(present ? counts->changed : counts->added);
  if (preference.created_ms == 0) preference.created_ms = now_ms;
  if (preference.updated_ms == 0) preference.updated_ms = now_ms;
  return preferences->PutInTransaction(&preference);
}

Status MergeLearned(const model::LearnedAsk& ask, LearnedAsks* learned, ImportCounts* counts) {
  const Result<LearnedAsks::List> before = learned->StoredOf(ask.brand);
  if (!before) return Fail(before.error());
  const Result<LearnedAsks::Added> added = learned->AddInTransaction(ask);
  if (!added) return Fail(added.error());
  if (added->is_new) {
    ++counts->added;
    return {};
  }
  for (const model::LearnedAsk& known : *before) {
    if (known.id != added->learned.id) continue;
    ++(known.enabled == ask.enabled ? counts->unchanged : counts->changed);
  }
  return {};
}

Status MergeJournal(const std::vector<model::JournalEntry>& entries, JournalLog* journal,
                    ImportCounts* counts) {
  if (entries.empty()) return {};
  // Counted: a page may have two asks of a kind hidden in the same millisecond.
  std::unordered_map<std::string, std::uint64_t> present;
  const Result<std::uint64_t> damaged =
      journal->ForEach([&](const model::JournalEntry& entry) { ++present[Identity(entry)]; });
  if (!damaged) return Fail(damaged.error());
  std::vector<model::JournalEntry> added;
  for (const model::JournalEntry& entry : entries) {
    const auto known = present.find(Identity(entry));
    if (known == present.end() || known->second == 0) {
      added.push_back(entry);
    } else {
      --known->second;
      ++counts->unchanged;
    }
  }
  counts->added += added.size();
  return journal->WriteInTransaction(std::move(added));
}

}  // namespace

Result<model::Settings> ReadSettings(Store* store) {
  const Result<std::optional<std::string>> body = store->Get(TableId::kSettings, kSettingsName);
  if (!body) return Fail(body.error());
  if (!body->has_value()) return model::Settings();
  return DecodeSettings(**body);
}

Status PutSettingsInTransaction(Store* store, const model::Settings& settings) {
  return store->Put(TableId::kSettings, kSettingsName, EncodeSettings(settings));
}

Result<ImportReport> MergeInTransaction(const ProfileData& data, std::int64_t now_ms,
                                        const MergeTarget& target) {
  ImportReport report;
  if (data.settings) {
    const Status merged = MergeSettings(*data.settings, target.store, &report.settings);
    if (!merged) return Fail(merged.error());
  }
  for (const model::Preference& preference : data.preferences) {
    const Status merged = MergePreference(preference, now_ms, target.preferences, &report.brands);
    if (!merged) return Fail(merged.error());
  }
  for (const model::LearnedAsk& ask : data.learned) {
    const Status merged = MergeLearned(ask, target.learned, &report.learned);
    if (!merged) return Fail(merged.error());
  }
  const Status merged = MergeJournal(data.journal, target.journal, &report.journal);
  if (!merged) return Fail(merged.error());
  for (const ImportCounts& part :
       {report.settings, report.brands, report.learned, report.journal}) {
    report.added += part.added;
    report.changed += part.changed;
    report.unchanged += part.unchanged;
  }
  return report;
}

}  // namespace lma::profile
