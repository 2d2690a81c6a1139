#include "profile/profile.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <set>
#include <tuple>
#include <utility>

#include "profile/codec.h"
#include "profile/journal.h"
#include "profile/learned.h"
#include "profile/preferences.h"
#include "profile/store.h"
#include "profile/totals.h"
#include "profile/transfer.h"

namespace lma::profile {
namespace {

using vault::Header;
using vault::WrapType;

// Mean length; a day more or less does not matter to a retention time.
constexpr std::int64_t kMonthMs = kDayMs * 365 / 12;

model::Preference FreshPreference(const std::string& brand) {
  model::Preference preference;
  preference.brand = brand;
  preference.domains = {brand};
  return preference;
}

bool Matches(const model::Preference& preference, const std::string& query) {
  if (query.empty() || preference.brand.find(query) != std::string::npos) return true;
  return std::ranges::any_of(preference.domains, [&](const std::string& domain) {
    return domain.find(query) != std::string::npos;
  });
}

bool Fits(const BrandSummary& summary, const BrandFilter& filter) {
  return Matches(summary.preference, filter.query) && (!filter.fits || filter.fits(summary));
}

void SortBrands(std::vector<BrandSummary>* brands, BrandOrder order) {
  const auto name = [](const BrandSummary& brand) -> const std::string& {
    return brand.preference.brand;
  };
  std::ranges::sort(*brands, {}, name);
  if (order == BrandOrder::kName) return;
  const auto figure = [order](const BrandSummary& brand) -> std::int64_t {
    if (order == BrandOrder::kRecent) return brand.counters.last_ask_ms;
    return static_cast<std::int64_t>(order == BrandOrder::kAsks ? brand.counters.asks
                                                                : brand.counters.seconds);
  };
  std::ranges::stable_sort(*brands, std::ranges::greater{}, figure);
}

// The part of a sorted list that `offset` and `limit` ask for.
template <typename T>
void CutPage(std::vector<T>* items, std::uint64_t offset, std::uint64_t limit) {
  const std::uint64_t begin = std::min<std::uint64_t>(offset, items->size());
  items->erase(items->begin(), items->begin() + static_cast<std::ptrdiff_t>(begin));
  if (items->size() > limit) {
    items->erase(items->begin() + static_cast<std::ptrdiff_t>(limit), items->end());
  }
}

}  // namespace

struct Profile::Impl {
  Impl(std::unique_ptr<Store> opened, const Clock& system_clock)
      : store(std::move(opened)), clock(system_clock) {}

  // Runs `work` in a transaction and commits when it succeeds.
  template <typename Work>
  auto Write(Work work) -> decltype(work()) {
    Result<Store::Transaction> transaction = store->Begin(Durability::kFull);
    if (!transaction) return Fail(transaction.error());
    auto result = work();
    if (result) {
      if (const Status committed = transaction->Commit(); !committed) {
        result = Fail(committed.error());
      }
    }
    if (!result) DropMemory();
    return result;
  }

  // Lets `change` edit the preference of the domain's brand and stores it.
  Result<model::Preference> ChangeInTransaction(
      std::string_view domain, const std::function<void(model::Preference*)>& change) {
    Result<Preferences::Found> found = preferences.FindStored(domain);
    if (!found) return Fail(found.error());
    model::Preference preference =
        found->preference ? std::move(*found->preference) : FreshPreference(found->brand);
    change(&preference);
    preference.brand = found->brand;
    preference.updated_ms = clock.NowMs();
    if (preference.created_ms == 0) preference.created_ms = preference.updated_ms;
    if (Status put = preferences.PutInTransaction(&preference); !put) return Fail(put.error());
    return preference;
  }

  void DropMemory() {
    preferences.DropMemory();
    learned.DropMemory();
    settings.reset();
  }

  // Before reading: what waits is written if it can be. If not, it waits on, and the reader sees
  // what is stored.
  void TryFlush() {
    const Status flushed = journal.Flush();
    static_cast<void>(flushed);
  }

  std::unique_ptr<Store> store;
  const Clock& clock;
  Preferences preferences{store.get()};
  LearnedAsks learned{store.get()};
  Totals totals{store.get()};
  JournalLog journal{store.get(), &totals};
  std::optional<model::Settings> settings;
};

Profile::Profile(std::unique_ptr<Store> store, const Clock& clock)
    : impl_(std::make_unique<Impl>(std::move(store), clock)) {}

Profile::~Profile() { impl_->TryFlush(); }

// --- Preferences ---

std::string Profile::BrandOf(std::string_view domain) {
  Result<Preferences::Found> found = impl_->preferences.Find(domain);
  return found ? std::move(found->brand) : std::string(domain);
}

Result<std::optional<model::Preference>> Profile::FindPreference(std::string_view domain) {
  Result<Preferences::Found> found = impl_->preferences.Find(domain);
  if (!found) return Fail(found.error());
  return std::move(found->preference);
}

Result<model::Preference> Profile::ChangePreference(
    std::string_view domain, const std::function<void(model::Preference*)>& change) {
  return impl_->Write([&] { return impl_->ChangeInTransaction(domain, change); });
}

Status Profile::ChangePreferences(std::span<const std::string> domains,
                                  const std::function<void(model::Preference*)>& change) {
  return impl_->Write([&]() -> Status {
    for (const std::string& domain : domains) {
      const Result<model::Preference> changed = impl_->ChangeInTransaction(domain, change);
      if (!changed) return Fail(changed.error());
    }
    return {};
  });
}

Result<model::Preference> Profile::MergeBrands(std::string_view domain, std::string_view into) {
  // What waits may be of this brand: written, it can be moved with the rest.
  if (const Status flushed = impl_->journal.Flush(); !flushed) return Fail(flushed.error());
  return impl_->Write([&]() -> Result<model::Preference> {
    Result<Preferences::Found> from = impl_->preferences.FindStored(domain);
    if (!from) return Fail(from.error());
    const Result<Preferences::Found> to = impl_->preferences.FindStored(into);
    if (!to) return Fail(to.error());
    if (from->brand == to->brand) return Fail(ErrorCode::kBadRequest, "one brand already");
    const model::Preference other = from->preference.value_or(FreshPreference(from->brand));
    if (const Status gone = impl_->preferences.RemoveInTransaction(other); !gone) {
      return Fail(gone.error());
    }
    const Result<LearnedAsks::List> learned = impl_->learned.StoredOf(from->brand);
    if (!learned) return Fail(learned.error());
    for (model::LearnedAsk ask : *learned) {
      ask.brand = to->brand;
      const Result<LearnedAsks::Added> added = impl_->learned.AddInTransaction(std::move(ask));
      if (!added) return Fail(added.error());
    }
    if (const Status gone = impl_->learned.RemoveAllInTransaction(from->brand); !gone) {
      return Fail(gone.error());
    }
    if (const Status moved = impl_->journal.MoveInTransaction(from->brand, to->brand); !moved) {
      return Fail(moved.error());
    }
    if (const Status moved = impl_->totals.MoveInTransaction(from->brand, to->brand); !moved) {
      return Fail(moved.error());
    }
    Result<model::Preference> merged =
        impl_->ChangeInTransaction(to->brand, [&other](model::Preference* preference) {
          preference->domains.insert(preference->domains.end(), other.domains.begin(),
                                     other.domains.end());
        });
    if (merged && merged->domains.size() > kMaxDomainsPerBrand) {
      return Fail(ErrorCode::kTooLarge, "too many domains for one brand");
    }
    return merged;
  });
}

Status Profile::SplitBrand(std::string_view domain) {
  return impl_->Write([&]() -> Status {
    const Result<Preferences::Found> found = impl_->preferences.FindStored(domain);
    if (!found) return Fail(found.error());
    if (found->brand == domain) return Fail(ErrorCode::kBadRequest, "a brand of its own already");
    const Result<model::Preference> changed = impl_->ChangeInTransaction(
        found->brand,
        [domain](model::Preference* preference) { std::erase(preference->domains, domain); });
    if (!changed) return Fail(changed.error());
    return {};
  });
}

Result<BrandSummary> Profile::Brand(std::string_view domain) {
  impl_->TryFlush();
  Result<Preferences::Found> found = impl_->preferences.Find(domain);
  if (!found) return Fail(found.error());
  Result<BrandCounters> counters = impl_->totals.CountersOf(found->brand);
  if (!counters) return Fail(counters.error());
  return BrandSummary{
      found->preference ? std::move(*found->preference) : FreshPreference(found->brand), *counters};
}

Result<Listing<BrandSummary>> Profile::Brands(const BrandFilter& filter) {
  impl_->TryFlush();
  Listing<BrandSummary> listing;
  std::uint64_t damaged_counters = 0;
  Result<std::map<std::string, BrandCounters>> counters =
      impl_->totals.AllCounters(&damaged_counters);
  if (!counters) return Fail(counters.error());
  const Result<std::uint64_t> damaged =
      impl_->preferences.ForEach([&](model::Preference preference) {
        BrandSummary summary{std::move(preference), {}};
        const auto counted = counters->find(summary.preference.brand);
        if (counted != counters->end()) {
          summary.counters = counted->second;
          counters->erase(counted);
        }
        if (Fits(summary, filter)) {
          listing.items.push_back(std::move(summary));
        }
      });
  if (!damaged) return Fail(damaged.error());
  listing.damaged = *damaged + damaged_counters;
  if (!filter.spoken_of) {
    for (const auto& [brand, counted] : *counters) {
      BrandSummary summary{FreshPreference(brand), counted};
      if (!brand.empty() && Fits(summary, filter)) {
        listing.items.push_back(std::move(summary));
      }
    }
  }
  SortBrands(&listing.items, filter.order);
  listing.total = listing.items.size();
  CutPage(&listing.items, filter.offset, filter.limit);
  return listing;
}

Result<Profile::Removed> Profile::Forget(std::string_view domain) {
  const std::string one(domain);
  const Result<std::uint64_t> removed = ForgetAll({&one, 1});
  if (!removed) return Fail(removed.error());
  return *removed > 0 ? Removed::kSomething : Removed::kNothing;
}

Result<std::uint64_t> Profile::ForgetAll(std::span<const std::string> domains) {
  // What waits may be of these brands: written, it can be removed with the rest.
  if (const Status flushed = impl_->journal.Flush(); !flushed) return Fail(flushed.error());
  Result<std::uint64_t> removed = impl_->Write([&]() -> Result<std::uint64_t> {
    std::set<std::string> brands;
    std::set<std::string> known;
    for (const std::string& domain : domains) {
      Result<Preferences::Found> found = impl_->preferences.FindStored(domain);
      // A damaged record can be forgotten too.
      const bool damaged = !found && found.error().code == ErrorCode::kVaultCorrupt;
      if (!found && !damaged) return Fail(found.error());
      const std::string brand = found ? found->brand : domain;
      if (!brands.insert(brand).second) continue;
      const model::Preference preference =
          found && found->preference ? *found->preference : FreshPreference(brand);
      const Status gone = impl_->preferences.RemoveInTransaction(preference);
      if (!gone) return Fail(gone.error());
      const Result<LearnedAsks::List> learned = impl_->learned.StoredOf(brand);
      const Status unlearned = impl_->learned.RemoveAllInTransaction(brand);
      if (!unlearned) return Fail(unlearned.error());
      if (damaged || found->preference || !learned || !learned->empty()) known.insert(brand);
    }
    const Result<std::uint64_t> entries =
        impl_->journal.RemoveInTransaction([&](const model::JournalEntry& entry) {
          const bool goes = brands.contains(entry.brand);
          if (goes) known.insert(entry.brand);
          return goes;
        });
    if (!entries) return Fail(entries.error());
    const Result<std::set<std::string>> counted = impl_->totals.ForgetInTransaction(brands);
    if (!counted) return Fail(counted.error());
    known.insert(counted->begin(), counted->end());
    return known.size();
  });
  if (removed && *removed > 0) impl_->store->EmptyLog();
  return removed;
}

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
