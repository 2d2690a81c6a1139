#include "app/seeds.h"

#include <gtest/gtest.h>

#include <set>

#include "app/learned_style.h"

namespace lma::app {
namespace {

TEST(SeedsTest, BlocksAreOneSelectorListThatAStyleCouldHold) {
  EXPECT_TRUE(IsSafeSelector(BlockSeeds()));
  EXPECT_NE(BlockSeeds().find("input[type=email]"), std::string_view::npos);
  EXPECT_EQ(BlockSeeds().find('\n'), std::string_view::npos);
}

TEST(SeedsTest, OverlayTokensAreWordsEachOnce) {
  std::set<std::string_view> seen;
  for (const std::string_view token : OverlayTokens()) {
    EXPECT_TRUE(seen.insert(token).second) << token;
    EXPECT_EQ(token.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string_view::npos)
        << token;
  }
  EXPECT_FALSE(seen.empty());
}

}  // namespace
}  // namespace lma::app
