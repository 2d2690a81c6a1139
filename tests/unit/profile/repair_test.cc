#include "profile/repair.h"

#include "fixture.h"
#include "profile/watch.h"

namespace lma::profile {
namespace {

constexpr int kBrands = 80;

class RepairTest : public VaultTest {
 protected:
  void MakeVault() {
    const auto profile = Open();
    for (int i = 0; i < kBrands; ++i) {
      const std::string brand = "brand" + std::to_string(i) + ".com";
      ASSERT_THAT(profile->ChangePreference(brand, [](model::Preference* p) { p->wanted = true; }),
                  IsOk());
      profile->Append(Entry(brand));
    }
    ASSERT_THAT(profile->AddLearned("brand0.com", Ask("#promo")), IsOk());
  }
  // How many brands are still wanted, of a vault that must be sound.
  std::size_t Wanted() {
    const auto profile = Open();
    if (profile == nullptr) return 0;
    const VaultCheck check = Must(profile->Check());
    EXPECT_EQ(check.damaged, 0U);
    EXPECT_EQ(check.census, VaultCheck::Census::kFits);
    const auto brands = Must(profile->Brands({.spoken_of = true}));
    EXPECT_EQ(brands.damaged, 0U);
    for (const BrandSummary& brand : brands.items) EXPECT_TRUE(brand.preference.wanted);
    // It goes on as any other.
    EXPECT_THAT(profile->ChangePreference("new.com", [](model::Preference*) {}), IsOk());
    EXPECT_THAT(profile->Forget("new.com"), IsOk());
    return brands.items.size();
  }
  void FlipAt(std::size_t at, std::size_t count = 1) {
    std::string bytes = ReadFile(DatabasePath());
    for (std::size_t i = at; i < at + count; ++i) bytes[i] = static_cast<char>(~bytes[i]);
    WriteFile(DatabasePath(), bytes);
  }
};

TEST_F(RepairTest, ASoundVaultIsLeftAsItIs) {
  MakeVault();
  const std::string before = ReadFile(DatabasePath());
  const RepairReport report = Must(RepairVault(Options(), clock_));
  EXPECT_EQ(report.kept_aside, "");
  EXPECT_GT(report.kept, 2U * kBrands);
  EXPECT_EQ(ReadFile(DatabasePath()), before);
}

TEST_F(RepairTest, DamagedRecordsGoAndTheOthersStay) {
  MakeVault();
  Sql("UPDATE records SET data=zeroblob(length(data)) WHERE tbl=1 AND slot IN"
      " (SELECT slot FROM records WHERE tbl=1 LIMIT 3)");
  Sql("UPDATE journal SET data=zeroblob(length(data)) WHERE id=7");
  Sql("UPDATE records SET slot=x'00' WHERE tbl=2");
  const std::string damaged = ReadFile(DatabasePath());
  FolderWatch watch(Options().vault_folder);
  const RepairReport report = Must(RepairVault(Options(), clock_));
  EXPECT_EQ(report.removed, 5U);
  EXPECT_EQ(ReadFile(report.kept_aside), damaged);
  EXPECT_EQ(watch.Drain(), FolderWatch::Notice::kReplaced);
  EXPECT_EQ(Wanted(), kBrands - 3U);
  EXPECT_EQ(Must(Open()->Journal({})).total, kBrands - 1U);
}

TEST_F(RepairTest, WhatWasDeletedIsAcceptedAsGone) {
  MakeVault();
  Sql("DELETE FROM records WHERE tbl=1 AND slot=(SELECT min(slot) FROM records WHERE tbl=1)");
  EXPECT_EQ(Must(RepairVault(Options(), clock_)).removed, 0U);
  EXPECT_EQ(Wanted(), kBrands - 1U);
}

TEST_F(RepairTest, ADamagedHeaderComesBackFromItsCopy) {
  MakeVault();
  Sql("UPDATE header SET data=zeroblob(length(data))");
  EXPECT_THAT(OpenProfile(Options(), clock_), IsError(ErrorCode::kVaultCorrupt));
  EXPECT_THAT(RepairVault(Options(), clock_), IsOk());
  EXPECT_EQ(Wanted(), static_cast<std::size_t>(kBrands));
  // And the copy from the header: before that it is a finding.
  Sql("UPDATE records SET data=zeroblob(length(data)) WHERE tbl=8");
  EXPECT_EQ(Must(Open()->Check()).damaged, 1U);
  clock_.now_ms += 1000;  // the two copies that are kept aside have the second in their names
  EXPECT_THAT(RepairVault(Options(), clock_), IsOk());
  EXPECT_EQ(Wanted(), static_cast<std::size_t>(kBrands));
}

TEST_F(RepairTest, WithoutAnyHeaderNothingIsTouched) {
  MakeVault();
  Sql("UPDATE header SET data=zeroblob(length(data)); DELETE FROM records WHERE tbl=8");
  const std::string before = ReadFile(DatabasePath());
  EXPECT_THAT(RepairVault(Options(), clock_), IsError(ErrorCode::kVaultCorrupt));
  EXPECT_EQ(ReadFile(DatabasePath()), before);
}

TEST_F(RepairTest, ADamagedPageCostsWhatWasOnItAndNoMore) {
  MakeVault();
  constexpr std::size_t kPage = 4096;
  const std::string whole = ReadFile(DatabasePath());
  ASSERT_GT(whole.size(), 15 * kPage);
  std::size_t repaired = 0;
  std::size_t lost_most = 0;
  // The first page says what the file is; without it nothing can be read.
  for (std::size_t page = 1; page < whole.size() / kPage; ++page) {
    std::filesystem::remove_all(folder_.At("vault"));
    std::filesystem::create_directory(folder_.At("vault"));
    WriteFile(DatabasePath(), whole);
    FlipAt(page * kPage, kPage);
    clock_.now_ms += 1000;
    const auto report = RepairVault(Options(), clock_);
    if (!report) continue;
    ++repaired;
    if (Wanted() <= kBrands / 2) ++lost_most;
  }
  // The root of the records' tree leads to all of them.
  EXPECT_LE(lost_most, 1U);
  EXPECT_GT(repaired, whole.size() / kPage - 5);
}

TEST_F(RepairTest, StartingOverKeepsTheOldFileAside) {
  MakeVault();
  WriteFile(DatabasePath(), "not a vault any more");
  EXPECT_THAT(RepairVault(Options(), clock_), IsError(ErrorCode::kVaultCorrupt));
  const std::string aside = Must(StartOver(Options(), clock_));
  EXPECT_EQ(ReadFile(aside), "not a vault any more");
  EXPECT_EQ(Wanted(), 0U);
}

}  // namespace
}  // namespace lma::profile
