// The brands of a profile: what was said of them, and what was counted.
#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "profile/profile.h"
#include "profile/profile_impl.h"

namespace lma::profile {
namespace {

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

}  // namespace lma::profile
