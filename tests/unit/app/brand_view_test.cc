#include "app/brand_view.h"

#include <gtest/gtest.h>

#include <limits>

namespace lma::app {
namespace {

using Why = Welcome::Why;

constexpr std::int64_t kNow = 1'000'000;

TEST(WelcomeTest, ABrandNeverSpokenOfIsNotWelcome) {
  EXPECT_EQ(WelcomeAt({}, kNow).why, Why::kNone);
}

TEST(WelcomeTest, APauseStandsBeforeEverythingAndEnds) {
  model::Preference preference;
  preference.wanted = true;
  preference.paused_until_ms = kNow + 1;
  EXPECT_EQ(WelcomeAt(preference, kNow).why, Why::kPaused);
  EXPECT_EQ(WelcomeAt(preference, kNow).until_ms, kNow + 1);
  EXPECT_EQ(WelcomeAt(preference, kNow + 1).why, Why::kWantedBrand);
  preference.paused_until_ms = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(WelcomeAt(preference, kNow).why, Why::kPaused);
  EXPECT_EQ(WelcomeAt(preference, kNow).until_ms, 0);
}

TEST(WelcomeTest, AnEngagementEndsAtItsTime) {
  model::Preference preference;
  preference.engaged_until_ms = kNow;
  EXPECT_EQ(WelcomeAt(preference, kNow - 1).why, Why::kEngaged);
  EXPECT_EQ(WelcomeAt(preference, kNow).why, Why::kNone);
  preference.engaged_until_leave = true;
  EXPECT_EQ(WelcomeAt(preference, kNow).why, Why::kEngaged);
}

TEST(WelcomeTest, AWantedBrandWithUnwantedKindsIsStillJudged) {
  model::Preference preference;
  preference.wanted = true;
  preference.unwanted_kinds.Add(model::AskKind::kSurvey);
  EXPECT_EQ(WelcomeAt(preference, kNow).why, Why::kNone);
  EXPECT_EQ(ViewOf({preference, {}}, kNow).state, "some_kinds");
}

TEST(BrandViewTest, CountsHiddenOnesTogetherAndApartFromDeclined) {
  profile::BrandSummary summary;
  summary.counters.by_action = {9, 3, 2, 4};
  const protocol::BrandView view = ViewOf(summary, kNow);
  EXPECT_EQ(view.declined, 9u);
  EXPECT_EQ(view.dismissed, 3u);
  EXPECT_EQ(view.hidden, 6u);
  EXPECT_EQ(view.state, "unwanted");
}

}  // namespace
}  // namespace lma::app
