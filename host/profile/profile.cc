#include "profile/profile.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "profile/profile_impl.h"
#include "profile/transfer.h"

namespace lma::profile {
namespace {

using vault::Header;
using vault::WrapType;

// Mean length; a day more or less does not matter to a retention time.
constexpr std::int64_t kMonthMs = kDayMs * 365 / 12;

}  // namespace

Profile::Profile(std::unique_ptr<Store> store, const Clock& clock)
    : impl_(std::make_unique<Impl>(std::move(store), clock)) {}

Profile::~Profile() { impl_->TryFlush(); }

// --- Learned asks ---

Result<std::vector<model::LearnedAsk>> Profile::Learned(std::string_view domain) {
  return impl_->learned.Of(BrandOf(domain));
}

Result<Listing<model::LearnedAsk>> Profile::AllLearned() {
  Listing<model::LearnedAsk> listing;
  Result<LearnedAsks::List> all = impl_->learned.All(&listing.damaged);
  if (!all) return Fail(all.error());
  listing.items = std::move(*all);
  std::ranges::sort(listing.items, [](const model::LearnedAsk& a, const model::LearnedAsk& b) {
    return std::tie(a.brand, a.created_ms, a.id) < std::tie(b.brand, b.created_ms, b.id);
  });
  listing.total = listing.items.size();
  return listing;
}

Result<model::LearnedAsk> Profile::AddLearned(std::string_view domain, model::LearnedAsk learned) {
  return impl_->Write([&]() -> Result<model::LearnedAsk> {
    Result<Preferences::Found> found = impl_->preferences.FindStored(domain);
    if (!found) return Fail(found.error());
    learned.brand = std::move(found->brand);
    learned.created_ms = impl_->clock.NowMs();
    learned.enabled = true;
    Result<LearnedAsks::Added> added = impl_->learned.AddInTransaction(std::move(learned));
    if (!added) return Fail(added.error());
    return std::move(added->learned);
  });
}

Result<std::optional<model::LearnedAsk>> Profile::RemoveLearned(std::uint64_t id) {
  return impl_->Write([&] {
    return impl_->learned.ChangeInTransaction(
        id, [](LearnedAsks::List* list, LearnedAsks::List::iterator place) { list->erase(place); });
  });
}

Result<std::optional<model::LearnedAsk>> Profile::SetLearnedEnabled(std::uint64_t id,
                                                                    bool enabled) {
  Result<std::optional<model::LearnedAsk>> changed = impl_->Write([&] {
    return impl_->learned.ChangeInTransaction(
        id,
        [&](LearnedAsks::List*, LearnedAsks::List::iterator place) { place->enabled = enabled; });
  });
  if (changed && changed->has_value()) (*changed)->enabled = enabled;
  return changed;
}

// --- Settings ---

Result<model::Settings> Profile::GetSettings() {
  if (!impl_->settings) {
    Result<model::Settings> settings = ReadSettings(impl_->store.get());
    if (!settings) return settings;
    impl_->settings = *settings;
  }
  return *impl_->settings;
}

Result<model::Settings> Profile::ChangeSettings(
    const std::function<void(model::Settings*)>& change) {
  Result<model::Settings> changed = impl_->Write([&]() -> Result<model::Settings> {
    Result<model::Settings> settings = ReadSettings(impl_->store.get());
    // Damaged settings are begun anew: nothing else could ever mend them.
    if (!settings && settings.error().code != ErrorCode::kVaultCorrupt) return settings;
    model::Settings edited = settings ? *settings : model::Settings();
    change(&edited);
    const Status put = PutSettingsInTransaction(impl_->store.get(), edited);
    if (!put) return Fail(put.error());
    return edited;
  });
  if (changed) impl_->settings = *changed;
  return changed;
}

// --- Journal ---

void Profile::Append(model::JournalEntry entry) {
  if (entry.time_ms == 0) entry.time_ms = impl_->clock.NowMs();
  impl_->journal.Append(std::move(entry));
}

bool Profile::HasPending() const { return impl_->journal.HasPending(); }

Status Profile::Flush() { return impl_->journal.Flush(); }

Result<Listing<model::JournalEntry>> Profile::Journal(const JournalFilter& filter) {
  impl_->TryFlush();
  return impl_->journal.Query(filter);
}

Result<std::uint64_t> Profile::ClearJournal(std::int64_t before_ms) {
  if (const Status flushed = impl_->journal.Flush(); !flushed) return Fail(flushed.error());
  Result<std::uint64_t> removed = impl_->Write([&]() -> Result<std::uint64_t> {
    Result<std::uint64_t> count =
        before_ms == 0 ? impl_->store->RowCount()
                       : impl_->journal.RemoveInTransaction([&](const model::JournalEntry& entry) {
                           return entry.time_ms < before_ms;
                         });
    if (!count) return count;
    if (before_ms == 0) {
      if (const Status gone = impl_->store->RemoveAllRows(); !gone) return Fail(gone.error());
    }
    const std::int64_t first_day =
        before_ms == 0 ? std::numeric_limits<std::int64_t>::max() : DayOf(before_ms);
    const Status dropped = impl_->totals.DropDaysInTransaction(first_day);
    if (!dropped) return Fail(dropped.error());
    return count;
  });
  if (removed) impl_->store->EmptyLog();
  return removed;
}

Result<std::uint64_t> Profile::DropOldEntries() {
  const Result<model::Settings> settings = GetSettings();
  if (!settings) return Fail(settings.error());
  const std::int64_t before =
      impl_->clock.NowMs() - std::int64_t{settings->journal_months} * kMonthMs;
  return impl_->Write([&]() -> Result<std::uint64_t> {
    Result<std::uint64_t> removed = impl_->journal.RemoveOldInTransaction(before);
    if (!removed) return removed;
    const Status rolled_up = impl_->totals.RollUpInTransaction(DayOf(before));
    if (!rolled_up) return Fail(rolled_up.error());
    return removed;
  });
}

Result<Stats> Profile::GetStats(std::string_view brand, std::int64_t since_ms) {
  impl_->TryFlush();
  return impl_->totals.Sum(brand, DayOf(since_ms));
}

Result<std::vector<StatementRow>> Profile::Statement(std::int64_t since_ms, std::int64_t until_ms) {
  impl_->TryFlush();
  const std::int64_t until_day =
      until_ms == 0 ? std::numeric_limits<std::int64_t>::max() : DayOf(until_ms + kDayMs - 1);
  return impl_->totals.ByMonth(DayOf(since_ms), until_day);
}

// --- Moving house ---

Result<ProfileData> Profile::Export() {
  impl_->TryFlush();
  ProfileData data;
  const Result<model::Settings> settings = GetSettings();
  if (settings) {
    data.settings = *settings;
  } else {
    ++data.damaged;
  }
  const Result<std::uint64_t> preferences = impl_->preferences.ForEach(
      [&](model::Preference preference) { data.preferences.push_back(std::move(preference)); });
  if (!preferences) return Fail(preferences.error());
  std::ranges::sort(data.preferences, {}, &model::Preference::brand);
  Result<Listing<model::LearnedAsk>> learned = AllLearned();
  if (!learned) return Fail(learned.error());
  data.learned = std::move(learned->items);
  const Result<std::uint64_t> journal = impl_->journal.ForEach(
      [&](model::JournalEntry entry) { data.journal.push_back(std::move(entry)); });
  if (!journal) return Fail(journal.error());
  data.damaged += *preferences + learned->damaged + *journal;
  return data;
}

Result<ImportReport> Profile::Import(const ProfileData& data, ImportMode mode) {
  if (const Status flushed = impl_->journal.Flush(); !flushed) return Fail(flushed.error());
  const MergeTarget target{impl_->store.get(), &impl_->preferences, &impl_->learned,
                           &impl_->journal};
  Result<Store::Transaction> transaction = impl_->store->Begin(Durability::kFull);
  if (!transaction) return Fail(transaction.error());
  Result<ImportReport> counts = MergeInTransaction(data, impl_->clock.NowMs(), target);
  impl_->DropMemory();
  // A preview does the same and lets the transaction fall.
  if (counts && mode == ImportMode::kApply) {
    if (const Status committed = transaction->Commit(); !committed) return Fail(committed.error());
  }
  return counts;
}

Result<VaultCheck> Profile::Check() {
  impl_->TryFlush();
  return impl_->store->Check();
}

// --- Keys ---

Status Profile::SetPassphrase(std::string_view passphrase, OtherKeys other_keys) {
  return impl_->store->ChangeHeader([&](Header* header, const vault::Keys& keys) {
    Status wrapped = header->WrapWithPassphrase(passphrase, {}, keys);
    if (wrapped && other_keys == OtherKeys::kRemove) {
      header->Remove(WrapType::kKeyFile);
      header->Remove(WrapType::kKeyring);
      header->Remove(WrapType::kSession);
    }
    return wrapped;
  });
}

Status Profile::RemovePassphrase() {
  return impl_->store->ChangeHeader([](Header* header, const vault::Keys&) -> Status {
    header->Remove(WrapType::kPassphrase);
    header->Remove(WrapType::kSession);
    return {};
  });
}

Status Profile::EndSession() {
  return impl_->store->ChangeHeader([](Header* header, const vault::Keys&) -> Status {
    header->Remove(WrapType::kSession);
    return {};
  });
}

// --- Change by other processes ---

bool Profile::ChangedByOthers() {
  if (!impl_->store->ChoicesChangedByOthers()) return false;
  impl_->DropMemory();
  return true;
}

bool Profile::Outdated() { return impl_->store->Outdated(); }

}  // namespace lma::profile
