#include "fixture.h"

namespace lma::profile {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class LearnedTest : public VaultTest {};

TEST_F(LearnedTest, IsThereAfterARestart) {
  model::LearnedAsk added;
  {
    const auto profile = Open();
    added = Must(profile->AddLearned("example.com", Ask("#promo")));
    EXPECT_NE(added.id, 0U);
  }
  const auto profile = Open();
  const auto learned = Must(profile->Learned("example.com"));
  ASSERT_THAT(learned, SizeIs(1));
  EXPECT_EQ(learned[0].id, added.id);
  EXPECT_EQ(learned[0].brand, "example.com");
  EXPECT_EQ(learned[0].selector, "#promo");
  EXPECT_EQ(learned[0].fingerprint, Ask("").fingerprint);
  EXPECT_EQ(learned[0].kind, model::AskKind::kCoupon);
  EXPECT_EQ(learned[0].label, "Ten per cent off");
  EXPECT_TRUE(learned[0].enabled);
  EXPECT_EQ(learned[0].created_ms, clock_.now_ms);
  EXPECT_THAT(Must(profile->Learned("example.org")), IsEmpty());
}

TEST_F(LearnedTest, TheSameAskIsKeptOnceAndEnabledAgain) {
  const auto profile = Open();
  const auto first = Must(profile->AddLearned("example.com", Ask("#promo")));
  ASSERT_THAT(profile->SetLearnedEnabled(first.id, false), IsOk());
  EXPECT_FALSE(Must(profile->Learned("example.com"))[0].enabled);
  const auto again = Must(profile->AddLearned("example.com", Ask("#promo")));
  EXPECT_EQ(again.id, first.id);
  const auto learned = Must(profile->Learned("example.com"));
  ASSERT_THAT(learned, SizeIs(1));
  EXPECT_TRUE(learned[0].enabled);
}

TEST_F(LearnedTest, IsRemovedByItsId) {
  const auto profile = Open();
  const auto first = Must(profile->AddLearned("example.com", Ask("#one")));
  const auto second = Must(profile->AddLearned("example.com", Ask("#two")));
  const auto third = Must(profile->AddLearned("example.org", Ask("#one")));
  EXPECT_EQ(Must(profile->RemoveLearned(first.id))->selector, "#one");
  EXPECT_EQ(Must(profile->RemoveLearned(first.id)), std::nullopt);
  const auto learned = Must(profile->Learned("example.com"));
  ASSERT_THAT(learned, SizeIs(1));
  EXPECT_EQ(learned[0].id, second.id);
  EXPECT_EQ(Must(profile->AllLearned()).items.back().id, third.id);
  EXPECT_EQ(Must(profile->SetLearnedEnabled(first.id, true)), std::nullopt);
}

TEST_F(LearnedTest, OneBrandCannotGrowWithoutEnd) {
  const auto profile = Open();
  ProfileData data;
  for (std::size_t i = 0; i < Profile::kMaxLearnedPerBrand; ++i) {
    data.learned.push_back(Ask("#ask-" + std::to_string(i)));
    data.learned.back().brand = "example.com";
  }
  ASSERT_THAT(profile->Import(data, ImportMode::kApply), IsOk());
  EXPECT_THAT(profile->AddLearned("example.com", Ask("#one-more")), IsError(ErrorCode::kTooLarge));
  EXPECT_THAT(Must(profile->Learned("example.com")), SizeIs(Profile::kMaxLearnedPerBrand));
}

}  // namespace
}  // namespace lma::profile
