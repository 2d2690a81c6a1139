#include "fixture.h"

namespace lma::profile {
namespace {

using ::testing::SizeIs;

class TransferTest : public VaultTest {
 protected:
  ProfileData Exported() {
    const auto profile = Open();
    EXPECT_THAT(profile->ChangePreference("example.com",
                                          [](model::Preference* p) {
                                            p->wanted = true;
                                            p->domains.push_back("example.de");
                                          }),
                IsOk());
    EXPECT_THAT(profile->AddLearned("example.com", Ask("#promo")), IsOk());
    EXPECT_THAT(profile->ChangeSettings([](model::Settings* s) { s->journal_months = 3; }), IsOk());
    profile->Append(Entry("example.com"));
    return Must(profile->Export());
  }
  void StartAnew() {
    std::filesystem::remove_all(folder_.At("vault"));
    std::filesystem::remove_all(folder_.At("keys"));
  }
  static void ExpectCounts(const ImportCounts& counts, std::uint64_t added, std::uint64_t changed,
                           std::uint64_t unchanged) {
    EXPECT_EQ(counts.added, added);
    EXPECT_EQ(counts.changed, changed);
    EXPECT_EQ(counts.unchanged, unchanged);
  }
};

TEST_F(TransferTest, AllOfAProfileMovesToAnotherVault) {
  const ProfileData data = Exported();
  StartAnew();
  const auto profile = Open();
  ExpectCounts(Must(profile->Import(data, ImportMode::kApply)), 3, 1, 0);
  const auto preference = Must(profile->FindPreference("example.de"));
  ASSERT_TRUE(preference.has_value());
  EXPECT_EQ(preference->brand, "example.com");
  EXPECT_TRUE(preference->wanted);
  EXPECT_THAT(Must(profile->Learned("example.com")), SizeIs(1));
  EXPECT_EQ(Must(profile->GetSettings()).journal_months, 3U);
  EXPECT_EQ(Must(profile->Journal({})).total, 1U);
  EXPECT_EQ(Must(profile->Brand("example.com")).counters.asks, 1U);
}

TEST_F(TransferTest, APreviewCountsTheSameAndChangesNothing) {
  const ProfileData data = Exported();
  StartAnew();
  const auto profile = Open();
  ExpectCounts(Must(profile->Import(data, ImportMode::kPreview)), 3, 1, 0);
  EXPECT_EQ(Must(profile->FindPreference("example.com")), std::nullopt);
  EXPECT_THAT(Must(profile->Export()).learned, SizeIs(0));
  EXPECT_EQ(Must(profile->GetSettings()).journal_months, 12U);
  EXPECT_EQ(Must(profile->Journal({})).total, 0U);
}

TEST_F(TransferTest, ImportingTwiceAddsNothing) {
  const ProfileData data = Exported();
  const auto profile = Open();
  ExpectCounts(Must(profile->Import(data, ImportMode::kApply)), 0, 0, 4);
  EXPECT_EQ(Must(profile->Journal({})).total, 1U);
  EXPECT_THAT(Must(profile->Learned("example.com")), SizeIs(1));
}

TEST_F(TransferTest, TwoActsOfOneMillisecondStayTwo) {
  ProfileData data = Exported();
  data.journal.push_back(data.journal[0]);
  StartAnew();
  const auto profile = Open();
  EXPECT_EQ(Must(profile->Import(data, ImportMode::kApply)).journal.added, 2U);
  EXPECT_EQ(Must(profile->Import(data, ImportMode::kApply)).journal.unchanged, 2U);
  EXPECT_EQ(Must(profile->Journal({})).total, 2U);
}

TEST_F(TransferTest, OfTwoPreferencesTheLaterStands) {
  ProfileData data = Exported();
  data.learned.clear();
  data.journal.clear();
  data.settings.reset();
  data.preferences[0].wanted = false;
  data.preferences[0].updated_ms -= 1;
  const auto profile = Open();
  ExpectCounts(Must(profile->Import(data, ImportMode::kApply)), 0, 0, 1);
  EXPECT_TRUE(Must(profile->FindPreference("example.com"))->wanted);
  data.preferences[0].updated_ms += 2;
  ExpectCounts(Must(profile->Import(data, ImportMode::kApply)), 0, 1, 0);
  EXPECT_FALSE(Must(profile->FindPreference("example.com"))->wanted);
}

}  // namespace
}  // namespace lma::profile
