// What the files on the disk tell someone without the key.
#include <array>
#include <set>

#include "fixture.h"

namespace lma::profile {
namespace {

class SecrecyTest : public VaultTest {
 protected:
  // All files below the test's folder, the log included.
  std::string AllBytes() const {
    std::string all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path())) {
      all += entry.path().filename().string() + "\n";
      if (entry.is_regular_file()) all += ReadFile(entry.path());
    }
    return all;
  }
  void Fill(Profile* profile) {
    ASSERT_THAT(profile->ChangePreference(
                    "verysecretbrand.com",
                    [](model::Preference* p) { p->domains.push_back("verysecretbrand.de"); }),
                IsOk());
    ASSERT_THAT(profile->AddLearned("verysecretbrand.com", Ask("#verysecretselector")), IsOk());
    profile->Append(Entry("verysecretbrand.com"));
    ASSERT_THAT(profile->Flush(), IsOk());
  }
  // All but the header's copy.
  std::vector<std::pair<std::string, std::string>> Records() const {
    std::vector<std::pair<std::string, std::string>> records;
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open(DatabasePath().c_str(), &database), SQLITE_OK);
    sqlite3_exec(
        database,
        "SELECT hex(slot),hex(data) FROM records WHERE tbl<>8 UNION ALL SELECT id,hex(data) FROM "
        "journal",
        [](void* to, int, char** columns, char**) {
          static_cast<decltype(records)*>(to)->emplace_back(columns[0], columns[1]);
          return 0;
        },
        &records, nullptr);
    sqlite3_close(database);
    return records;
  }
};

TEST_F(SecrecyTest, NoNameOrTextIsInAnyFile) {
  const auto profile = Open();
  Fill(profile.get());
  const std::string bytes = AllBytes();
  ASSERT_GT(bytes.size(), 10'000U);
  for (const char* secret : {"verysecret", "klaviyo", "newsletter", "Ten per cent",
                             "0123456789abcdef", "settings", "census"}) {
    EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
  }
}

TEST_F(SecrecyTest, RecordLengthsComeInTheFixedStepsOnly) {
  {
    const auto profile = Open();
    Fill(profile.get());
    for (int i = 0; i < 300; ++i) {
      model::JournalEntry entry = Entry("brand" + std::to_string(i) + ".com");
      entry.why.assign(static_cast<std::size_t>(i), 'x');
      profile->Append(entry);
    }
  }
  const auto records = Records();
  ASSERT_GT(records.size(), 600U);
  for (const auto& [slot, data] : records) {
    const std::size_t padded = data.size() / 2 - 41;
    const bool doubling = padded >= 128 && padded <= 4096 && (padded & (padded - 1)) == 0;
    EXPECT_TRUE(doubling || padded % 4096 == 0) << padded;
  }
}

TEST_F(SecrecyTest, WhatIsSealedLooksLikeChance) {
  {
    const auto profile = Open();
    for (int i = 0; i < 200; ++i) {
      // The same text again and again, and mostly zeros behind it.
      ASSERT_THAT(profile->AddLearned("brand" + std::to_string(i) + ".com", Ask("#promo")), IsOk());
      profile->Append(Entry("example.com"));
    }
  }
  std::array<std::size_t, 256> counts{};
  std::set<std::string> blocks;
  std::size_t bytes = 0;
  for (const auto& [slot, hex] : Records()) {
    // Behind the version: nonce and ciphertext, in blocks of 16 bytes.
    for (std::size_t at = 2; at + 32 <= hex.size(); at += 32) {
      EXPECT_TRUE(blocks.insert(hex.substr(at, 32)).second);
    }
    for (std::size_t at = 2; at < hex.size(); at += 2) {
      ++counts[std::stoul(hex.substr(at, 2), nullptr, 16)];
      ++bytes;
    }
  }
  // Chi-square with 255 degrees of freedom: beyond 400 it is chance once in 10^8 runs.
  const double expected = static_cast<double>(bytes) / 256;
  double chi_square = 0;
  for (const std::size_t count : counts) {
    const double difference = static_cast<double>(count) - expected;
    chi_square += difference * difference / expected;
  }
  EXPECT_GT(bytes, 50'000U);
  EXPECT_LT(chi_square, 400);
}

TEST_F(SecrecyTest, TwoVaultsOfTheSameBrandsHaveNothingInCommon) {
  {
    const auto profile = Open();
    Fill(profile.get());
  }
  const auto first = Records();
  std::filesystem::remove_all(folder_.At("vault"));
  {
    const auto profile = Open();
    Fill(profile.get());
  }
  for (const auto& [slot, data] : Records()) {
    for (const auto& [other_slot, other_data] : first) {
      // Journal rows are numbered in both.
      EXPECT_TRUE(slot != other_slot || slot.size() < 32);
      EXPECT_NE(data, other_data);
    }
  }
}

TEST_F(SecrecyTest, ForgettingLeavesNoTraceInTheFiles) {
  const auto profile = Open();
  const auto before = Records();
  Fill(profile.get());
  const auto filled = Records();
  ASSERT_EQ(Must(profile->Forget("verysecretbrand.com")), Profile::Removed::kSomething);
  const std::string bytes = AllBytes();
  int looked_at = 0;
  for (const auto& [slot, hex] : filled) {
    std::string data;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
      data += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    }
    // The nonce is unlike any other bytes.
    EXPECT_EQ(bytes.find(data.substr(1, 24)), std::string::npos);
    ++looked_at;
  }
  EXPECT_GE(looked_at, 6);
  // The census alone stays.
  EXPECT_EQ(Records().size(), before.size());
}

}  // namespace
}  // namespace lma::profile
