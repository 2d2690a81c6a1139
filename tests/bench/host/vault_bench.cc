// Writing to the vault beside a bare SQLite insert of the same size and durability, taking turns.
// The medians of both and their ratio are told: what a disk's flush takes swings a lot.
#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "profile/open.h"
#include "support/temporary_folder.h"

namespace {

// A padded record of the vault is about as long.
constexpr std::size_t kRecordBytes = 256;
constexpr int kJournalRows = 100;

// A table of blobs by a key of 16 bytes, in a log of its own, as the vault has it.
class BareSqlite {
 public:
  explicit BareSqlite(const std::string& path) {
    sqlite3_open(path.c_str(), &database_);
    Do("PRAGMA journal_mode=WAL");
    Do("CREATE TABLE records(slot BLOB PRIMARY KEY, record BLOB) WITHOUT ROWID");
    sqlite3_prepare_v2(database_, "INSERT OR REPLACE INTO records VALUES(?,?)", -1, &insert_,
                       nullptr);
  }
  ~BareSqlite() {
    sqlite3_finalize(insert_);
    sqlite3_close(database_);
  }
  BareSqlite(const BareSqlite&) = delete;
  BareSqlite& operator=(const BareSqlite&) = delete;

  void Do(const char* sql) { sqlite3_exec(database_, sql, nullptr, nullptr, nullptr); }

  // `rows` records in one transaction.
  void Insert(int rows) {
    Do("BEGIN IMMEDIATE");
    for (int i = 0; i < rows; ++i) {
      std::string slot = std::to_string(next_++);
      slot.resize(16, '.');
      sqlite3_bind_blob(insert_, 1, slot.data(), static_cast<int>(slot.size()), SQLITE_TRANSIENT);
      sqlite3_bind_blob(insert_, 2, record_.data(), static_cast<int>(record_.size()),
                        SQLITE_STATIC);
      sqlite3_step(insert_);
      sqlite3_reset(insert_);
    }
    Do("COMMIT");
  }

 private:
  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  std::string record_ = std::string(kRecordBytes, 'x');
  int next_ = 0;
};

struct Both {
  Both() {
    lma::profile::OpenOptions options;
    options.vault_folder = folder.At("vault");
    options.key_file = folder.At("keys/vault.key");
    options.if_missing = lma::profile::IfMissing::kCreate;
    profile = std::move(*lma::profile::OpenProfile(options, clock));
  }
  lma::testing::TemporaryFolder folder;
  lma::SystemClock clock;
  std::unique_ptr<lma::profile::Profile> profile;
  BareSqlite bare{folder.At("bare.db")};
};

template <typename Work>
double TimeUs(Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
      .count();
}

double Median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<long>(values.size() / 2),
                   values.end());
  return values[values.size() / 2];
}

template <typename Ours, typename Theirs>
void Compare(benchmark::State& state, Ours ours, Theirs theirs) {
  std::vector<double> ours_us;
  std::vector<double> theirs_us;
  for (auto _ : state) {
    ours_us.push_back(TimeUs(ours));
    theirs_us.push_back(TimeUs(theirs));
    state.SetIterationTime(ours_us.back() * 1e-6);
  }
  state.counters["vault_us"] = Median(ours_us);
  state.counters["bare_us"] = Median(theirs_us);
  state.counters["ratio"] = Median(ours_us) / Median(theirs_us);
}

// Durable when it returns, as a preference is.
void ChangeAPreference(benchmark::State& state) {
  Both both;
  both.bare.Do("PRAGMA synchronous=FULL");
  int next = 0;
  Compare(
      state,
      [&] {
        const std::string brand = "shop" + std::to_string(next++) + ".example";
        static_cast<void>(both.profile->ChangePreference(
            brand, [](lma::model::Preference* preference) { preference->wanted = true; }));
      },
      [&] { both.bare.Insert(1); });
}

// A hundred rows in one transaction that does not wait for the disk; the vault keeps counters and
// totals besides.
void FlushTheJournal(benchmark::State& state) {
  Both both;
  both.bare.Do("PRAGMA synchronous=NORMAL");
  int next = 0;
  Compare(
      state,
      [&] {
        for (int i = 0; i < kJournalRows; ++i) {
          lma::model::JournalEntry entry;
          entry.brand = "shop" + std::to_string(next++ % 20) + ".example";
          entry.why = "join our newsletter";
          entry.confidence = 0.97;
          both.profile->Append(entry);
        }
        static_cast<void>(both.profile->Flush());
      },
      [&] { both.bare.Insert(kJournalRows); });
}

BENCHMARK(ChangeAPreference)->UseManualTime()->Iterations(300)->Unit(benchmark::kMicrosecond);
BENCHMARK(FlushTheJournal)->UseManualTime()->Iterations(100)->Unit(benchmark::kMicrosecond);

}  // namespace
