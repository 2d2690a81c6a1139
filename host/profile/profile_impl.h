// What the parts of Profile share; for profile.cc and brands.cc alone.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "profile/journal.h"
#include "profile/learned.h"
#include "profile/preferences.h"
#include "profile/profile.h"
#include "profile/store.h"
#include "profile/totals.h"

namespace lma::profile {

// What a brand has of which nothing was said: it is its own only domain.
inline model::Preference FreshPreference(const std::string& brand) {
  model::Preference preference;
  preference.brand = brand;
  preference.domains = {brand};
  return preference;
}

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

}  // namespace lma::profile
