// The user's profile: brands and choices, learned asks, settings and the journal, kept in the
// vault (docs/vault-format.md). One object per process; several processes may share one vault.
// Opening, creating and unlocking stand in profile/open.h.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "model/ask_kind.h"
#include "model/preference.h"

namespace lma::profile {

inline constexpr std::size_t kJournalActionCount = 4;

// What a brand has asked so far. `by_action` and `seconds` count asks that went away and were not
// brought back by the user; `asks` counts every ask, whatever became of it.
struct BrandCounters {
  std::uint64_t asks = 0;
  std::int64_t first_ask_ms = 0;  // 0: never asked
  std::int64_t last_ask_ms = 0;
  std::array<std::uint64_t, kJournalActionCount> by_action{};  // by JournalAction's value
  std::uint64_t seconds = 0;

  std::uint64_t of(model::JournalAction action) const {
    return by_action[static_cast<std::size_t>(action)];
  }
};

// A brand as lists show it. A brand that only asked has a preference with its name and nothing
// else (`created_ms` 0).
struct BrandSummary {
  model::Preference preference;
  BrandCounters counters;
};

// `total` counts all that fit, before `offset` and `limit`. `damaged` counts records that could
// not be opened and were left out.
template <typename T>
struct Listing {
  std::vector<T> items;
  std::uint64_t total = 0;
  std::uint64_t damaged = 0;
};

// What a list of brands is sorted by: names upwards, figures and times from the largest down.
enum class BrandOrder : std::uint8_t { kName, kAsks, kSeconds, kRecent };

inline constexpr std::uint64_t kEveryBrand = UINT64_MAX;

struct BrandFilter {
  std::string query = {};  // part of a brand's name or of a domain, in lower case; empty: all
  std::function<bool(const BrandSummary&)> fits = {};  // empty: all
  BrandOrder order = BrandOrder::kName;
  std::uint64_t offset = 0;
  std::uint64_t limit = 1000;
  bool spoken_of = false;  // only brands that have a preference
};

struct JournalFilter {
  std::string brand = {};  // empty: all
  std::string query = {};  // part of a brand's name, in lower case; empty: all
  std::int64_t since_ms = 0;
  std::int64_t until_ms = 0;                       // exclusive; 0: no end
  model::AskKindSet kinds = {};                    // empty: all
  std::vector<model::JournalAction> actions = {};  // empty: all
  std::uint64_t offset = 0;
  std::uint64_t limit = 1000;
};

// One line of the time statement: what one brand's asks of one kind gave back in one month (UTC).
struct StatementRow {
  std::int32_t year = 0;
  std::uint32_t month = 0;  // 1 to 12
  std::string brand;
  model::AskKind kind = model::AskKind::kNewsletter;
  std::uint64_t gone = 0;  // asks that went away and stayed away
  std::uint64_t seconds = 0;
};

// Sums from the daily totals. Days and weeks are in UTC, weeks begin on Monday.
struct Stats {
  std::uint64_t asks = 0;
  std::uint64_t seconds = 0;
  struct Count {
    std::uint64_t asks = 0;
    std::uint64_t seconds = 0;
  };
  std::array<Count, model::kAskKindCount> by_kind{};           // by AskKind's value
  std::array<std::uint64_t, kJournalActionCount> by_action{};  // by JournalAction's value
  std::map<std::string, Count> by_brand;
  std::map<std::int64_t, Count> by_week;  // key: start of the week in ms
  std::uint64_t damaged = 0;              // days that could not be read
};

// Everything a user can take away (docs/profile-format.md).
struct ProfileData {
  std::optional<model::Settings> settings;
  std::vector<model::Preference> preferences;
  std::vector<model::LearnedAsk> learned;
  std::vector<model::JournalEntry> journal;
  std::uint64_t damaged = 0;  // records that an export had to leave out; ignored by Import
};

struct ImportCounts {
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::uint64_t unchanged = 0;
};
// The sum, and what it is made of.
struct ImportReport : ImportCounts {
  ImportCounts settings;
  ImportCounts brands;
  ImportCounts learned;
  ImportCounts journal;
};
// What a look at every record found.
struct VaultCheck {
  std::uint64_t records = 0;  // those that open
  std::uint64_t damaged = 0;  // changed, cut or moved
  // Of otherwise good records some were deleted, duplicated or put back from an older copy, or the
  // census that would tell is damaged itself.
  enum class Census { kFits, kDoesNotFit };
  Census census = Census::kFits;
};

// What becomes of the other ways to open a vault when one is set.
enum class OtherKeys { kKeep, kRemove };
enum class ImportMode { kPreview, kApply };

class Store;

// Domains given to these functions are registrable domains in lower case (text/host.h).
//
// Errors of every function that touches the disk: kVaultBusy (another process held the vault for
// more than two seconds), kIo (disk full, permission…), kVaultCorrupt (the record or the file is
// damaged; it was left as it is), kVaultVersion (the record is of a newer version), kVaultLocked
// (the vault has other keys now), kVaultMissing (the file is gone). After an
// error nothing was changed. Where more can happen, the function says so.
class Profile {
 public:
  // For profile/open.h.
  Profile(std::unique_ptr<Store> store, const Clock& clock);
  // Flushes the journal.
  ~Profile();
  Profile(const Profile&) = delete;
  Profile& operator=(const Profile&) = delete;

  // --- Preferences ---

  // The brand that a domain belongs to: a brand's name if a preference lists the domain, else the
  // domain itself (also when the record cannot be read). Answered from memory when seen before.
  std::string BrandOf(std::string_view domain);
  // What the user said of the domain's brand. From memory when seen before.
  Result<std::optional<model::Preference>> FindPreference(std::string_view domain);
  // Reads the preference of the domain's brand (a fresh one if there is none), lets `change` edit
  // it and commits it, in one transaction: durable when it returns, and no write of another
  // process is lost. `brand` cannot be changed. Domains in `domains` that are brands of their own
  // are left out; those of another brand move over. Returns what was stored.
  Result<model::Preference> ChangePreference(std::string_view domain,
                                             const std::function<void(model::Preference*)>& change);

  // The same change of several brands, in one transaction: all of them or none.
  Status ChangePreferences(std::span<const std::string> domains,
                           const std::function<void(model::Preference*)>& change);
  // Makes the brands of `domain` and `into` one, named as that of `into` and wanted as that one
  // is: domains, learned asks, journal and totals of the other move over. kBadRequest when they
  // are one already, kTooLarge when it would have more than kMaxDomainsPerBrand or
  // kMaxLearnedPerBrand.
  Result<model::Preference> MergeBrands(std::string_view domain, std::string_view into);
  // Makes a domain of another brand a brand of its own again. What was learned and counted stays
  // with the other. kBadRequest when it names its brand.
  Status SplitBrand(std::string_view domain);

  Result<BrandSummary> Brand(std::string_view domain);
  Result<Listing<BrandSummary>> Brands(const BrandFilter& filter);
  // Removes preference, learned asks, counters, totals and journal of the domain's brand, and
  // wipes their places in the files. False when there was nothing.
  enum class Removed { kNothing, kSomething };
  Result<Removed> Forget(std::string_view domain);
  // The same of several, in one transaction. Returns of how many there was something.
  Result<std::uint64_t> ForgetAll(std::span<const std::string> domains);

  // --- Learned asks ---

  // Those of the domain's brand, disabled ones too, oldest first. From memory when seen before.
  Result<std::vector<model::LearnedAsk>> Learned(std::string_view domain);
  Result<Listing<model::LearnedAsk>> AllLearned();
  // Stores a new one for the domain's brand (`brand`, `id` and `created_ms` are filled in); one
  // with the same answer, selector and fingerprint is enabled and kept instead. kTooLarge when
  // the brand has kMaxLearnedPerBrand already.
  Result<model::LearnedAsk> AddLearned(std::string_view domain, model::LearnedAsk learned);
  // The one removed, or nothing when there is none with that id.
  Result<std::optional<model::LearnedAsk>> RemoveLearned(std::uint64_t id);
  Result<std::optional<model::LearnedAsk>> SetLearnedEnabled(std::uint64_t id, bool enabled);

  // --- Settings ---

  // From memory when read before.
  Result<model::Settings> GetSettings();
  Result<model::Settings> ChangeSettings(const std::function<void(model::Settings*)>& change);

  // --- Journal ---

  // Keeps the entry in memory (id is given when it is written, time_ms when it is 0); never
  // waits for the disk. The entry is for `entry.brand` as it stands: call BrandOf first.
  // When kMaxPendingEntries wait unwritten, the oldest are dropped and counted in the log.
  void Append(model::JournalEntry entry);
  bool HasPending() const;
  // Writes what waits, in one transaction that does not wait for the platter. To be called every
  // few seconds while HasPending(), and at the end of input. On an error the entries stay.
  Status Flush();
  // Newest first. Flushes first, as all functions below do.
  Result<Listing<model::JournalEntry>> Journal(const JournalFilter& filter);
  // Removes entries older than `before_ms` (0: all) and the totals of the days that end before
  // it; counters are counted anew from the totals that stay. Returns how many entries went.
  Result<std::uint64_t> ClearJournal(std::int64_t before_ms);
  // Removes entries older than the setting `journal_months`; their totals stay, summed up by week.
  // To be called once a day or so. Returns how many went.
  Result<std::uint64_t> DropOldEntries();
  // `since_ms` counts from the beginning of its day; `brand` empty: all.
  Result<Stats> GetStats(std::string_view brand, std::int64_t since_ms);

  // By month, brand and kind, from the days between `since_ms` and `until_ms` (0: no end).
  Result<std::vector<StatementRow>> Statement(std::int64_t since_ms, std::int64_t until_ms);

  // --- Moving house ---

  Result<ProfileData> Export();
  // Merges: of two preferences the one changed later stands, learned asks and journal entries
  // that are new are added, settings are taken over. One transaction; a preview changes nothing
  // and counts the same. Brands are taken as they are named.
  Result<ImportReport> Import(const ProfileData& data, ImportMode mode);

  // Opens every record: for doctor, not for the way of an ask (about 2 µs a record).
  Result<VaultCheck> Check();

  // --- Keys, as far as they are kept in the vault's own file (all: profile/change_keys.h) ---

  // Sets or replaces the passphrase; with kRemove nothing else opens the vault any more. Key files
  // and keyring entries are not touched. kBadRequest: empty or too long.
  Status SetPassphrase(std::string_view passphrase, OtherKeys other_keys);
  // kBadRequest: nothing else would open the vault.
  Status RemovePassphrase();
  // Undoes UnlockSession.
  Status EndSession();

  // --- Change by other processes ---

  // True once after each commit of another process; what was kept in memory is then dropped. To be
  // asked after each notice of a FolderWatch (profile/watch.h). About 3 µs.
  bool ChangedByOthers();
  // Whether the vault was sealed under other keys: all calls fail, and it must be opened anew.
  bool Outdated();

  static constexpr std::size_t kMaxLearnedPerBrand = 500;
  static constexpr std::size_t kMaxDomainsPerBrand = 200;
  static constexpr std::size_t kMaxPendingEntries = 4096;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lma::profile
