// Merges what was exported elsewhere into this profile (docs/profile-format.md, "Import").
#pragma once

#include "base/result.h"
#include "profile/journal.h"
#include "profile/learned.h"
#include "profile/preferences.h"
#include "profile/profile.h"
#include "profile/store.h"

namespace lma::profile {

Result<model::Settings> ReadSettings(Store* store);
Status PutSettingsInTransaction(Store* store, const model::Settings& settings);

// The parts of a profile that a merge touches.
struct MergeTarget {
  Store* store;
  Preferences* preferences;
  LearnedAsks* learned;
  JournalLog* journal;
};
// `now_ms` dates preferences that come without a date.
Result<ImportReport> MergeInTransaction(const ProfileData& data, std::int64_t now_ms,
                                        const MergeTarget& target);

}  // namespace lma::profile
