#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>

namespace lma {
namespace {

Result<std::unique_ptr<int>> Half(int value) {
  if (value % 2 != 0) return Fail(ErrorCode::kBadRequest, "odd");
  return std::make_unique<int>(value / 2);
}

Status Check(int value) {
  const auto half = Half(value);
  if (!half) return Fail(half.error());
  return {};
}

TEST(ResultTest, HoldsAValueThatOnlyMoves) {
  auto half = Half(8);
  ASSERT_TRUE(half);
  const std::unique_ptr<int> owned = std::move(*half);
  EXPECT_EQ(*owned, 4);
}

TEST(ResultTest, HandsAnErrorOnWithItsDetail) {
  EXPECT_TRUE(Check(2));
  const Status status = Check(3);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::kBadRequest);
  EXPECT_EQ(status.error().detail, "odd");
}

}  // namespace
}  // namespace lma
