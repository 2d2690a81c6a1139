// Several processes on one vault, played by several Profile objects.
#include <poll.h>

#include "fixture.h"
#include "profile/watch.h"

namespace lma::profile {
namespace {

class SharingTest : public VaultTest {
 protected:
  // Within the second that a page may wait for it.
  static bool Noticed(const FolderWatch& watch) {
    pollfd waiting{watch.fd(), POLLIN, 0};
    return ::poll(&waiting, 1, 1000) == 1;
  }
};

TEST_F(SharingTest, OneSeesWhatTheOtherSaid) {
  const auto first = Open();
  const auto second = Open();
  FolderWatch watch(Options().vault_folder);
  ASSERT_EQ(Must(second->FindPreference("example.com")), std::nullopt);
  ASSERT_FALSE(second->ChangedByOthers());
  ASSERT_THAT(
      first->ChangePreference("example.com", [](model::Preference* p) { p->wanted = true; }),
      IsOk());
  EXPECT_TRUE(Noticed(watch));
  EXPECT_EQ(watch.Drain(), FolderWatch::Notice::kChange);
  EXPECT_TRUE(second->ChangedByOthers());
  EXPECT_FALSE(second->ChangedByOthers());
  EXPECT_TRUE(Must(second->FindPreference("example.com"))->wanted);
}

TEST_F(SharingTest, ALockIsToldFromAChange) {
  const auto profile = Open();
  FolderWatch watch(Options().vault_folder);
  AnnounceLock(Options().vault_folder);
  EXPECT_TRUE(Noticed(watch));
  EXPECT_EQ(watch.Drain(), FolderWatch::Notice::kLock);
  EXPECT_EQ(watch.Drain(), FolderWatch::Notice::kChange);
  EXPECT_FALSE(std::filesystem::exists(folder_.At("vault/lock")));
}

TEST_F(SharingTest, OwnWritesAreNoChangeByOthers) {
  const auto profile = Open();
  ASSERT_THAT(profile->ChangePreference("example.com", [](model::Preference*) {}), IsOk());
  EXPECT_FALSE(profile->ChangedByOthers());
}

TEST_F(SharingTest, TheOthersJournalIsNoChangeForOpenPages) {
  const auto first = Open();
  const auto second = Open();
  first->Append(Entry("example.com"));
  ASSERT_THAT(first->Flush(), IsOk());
  EXPECT_FALSE(second->ChangedByOthers());
  EXPECT_EQ(Must(second->Brand("example.com")).counters.asks, 1U);
}

TEST_F(SharingTest, AnOwnWriteDoesNotHideTheOthersChange) {
  const auto first = Open();
  const auto second = Open();
  ASSERT_EQ(Must(second->FindPreference("example.com")), std::nullopt);
  ASSERT_THAT(
      first->ChangePreference("example.com", [](model::Preference* p) { p->wanted = true; }),
      IsOk());
  second->Append(Entry("example.org"));
  ASSERT_THAT(second->Flush(), IsOk());
  EXPECT_TRUE(second->ChangedByOthers());
  EXPECT_TRUE(Must(second->FindPreference("example.com"))->wanted);
}

TEST_F(SharingTest, NoUpdateIsLost) {
  const auto first = Open();
  const auto second = Open();
  ASSERT_EQ(Must(second->FindPreference("example.com")), std::nullopt);
  ASSERT_THAT(
      first->ChangePreference("example.com", [](model::Preference* p) { p->wanted = true; }),
      IsOk());
  // Without having noticed: the change is made to what is stored, not to what is remembered.
  ASSERT_THAT(second->ChangePreference(
                  "example.com",
                  [](model::Preference* p) { p->unwanted_kinds.Add(model::AskKind::kPush); }),
              IsOk());
  ASSERT_TRUE(first->ChangedByOthers());
  const auto preference = Must(first->FindPreference("example.com"));
  EXPECT_TRUE(preference->wanted);
  EXPECT_TRUE(preference->unwanted_kinds.Has(model::AskKind::kPush));
}

TEST_F(SharingTest, CountersOfBothAddUp) {
  const auto first = Open();
  const auto second = Open();
  for (int i = 0; i < 5; ++i) {
    first->Append(Entry("example.com"));
    second->Append(Entry("example.com"));
    ASSERT_THAT(first->Flush(), IsOk());
    ASSERT_THAT(second->Flush(), IsOk());
  }
  EXPECT_EQ(Must(first->Brand("example.com")).counters.asks, 10U);
  EXPECT_EQ(Must(second->Journal({})).total, 10U);
}

}  // namespace
}  // namespace lma::profile
