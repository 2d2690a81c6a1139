// A vault in a folder of the test's own.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "profile/open.h"
#include "profile/profile.h"
#include "support/fake_clock.h"
#include "support/result_matchers.h"
#include "support/temporary_folder.h"

namespace lma::profile {

using lma::testing::IsError;
using lma::testing::IsOk;
using lma::testing::ReadFile;
using lma::testing::WriteFile;

class VaultTest : public ::testing::Test {
 protected:
  OpenOptions Options() const {
    OpenOptions options;
    options.vault_folder = folder_.At("vault");
    options.key_file = folder_.At("keys/vault.key");
    return options;
  }
  OpenOptions Creating() const {
    OpenOptions options = Options();
    options.if_missing = IfMissing::kCreate;
    return options;
  }
  std::unique_ptr<Profile> Open() {
    auto profile = OpenProfile(Creating(), clock_);
    EXPECT_THAT(profile, IsOk());
    return profile ? std::move(*profile) : nullptr;
  }
  std::string DatabasePath() const { return folder_.At("vault/vault.db"); }

  // Changes the file behind the vault's back.
  void Sql(const std::string& sql) const {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(DatabasePath().c_str(), &database), SQLITE_OK);
    char* message = nullptr;
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK)
        << message;
    sqlite3_close(database);
  }

  model::JournalEntry Entry(std::string brand,
                            model::JournalAction action = model::JournalAction::kDeclined) const {
    model::JournalEntry entry;
    entry.time_ms = clock_.now_ms;
    entry.brand = std::move(brand);
    entry.kind = model::AskKind::kNewsletter;
    entry.action = action;
    entry.outcome = model::Outcome::kGone;
    entry.confidence = 0.97;
    entry.provider = "klaviyo";
    entry.why = "phrase: join our newsletter";
    entry.seconds = 8;
    return entry;
  }
  static model::LearnedAsk Ask(std::string selector) {
    model::LearnedAsk ask;
    ask.selector = std::move(selector);
    ask.fingerprint = "1:div|email|button|promo|0123456789abcdef";
    ask.kind = model::AskKind::kCoupon;
    ask.label = "Ten per cent off";
    return ask;
  }

  lma::testing::TemporaryFolder folder_;
  lma::testing::FakeClock clock_;
};

// The value of a Result that must be one.
template <typename T>
T Must(Result<T> result) {
  EXPECT_THAT(result, IsOk());
  return result ? std::move(*result) : T{};
}

}  // namespace lma::profile
