#include "platform/memory.h"

#include <gtest/gtest.h>

#include <array>
#include <numeric>

namespace lma::platform {
namespace {

// In the program's file, and of several pages.
constexpr std::size_t kBytes = 64 * 1024;
constexpr std::array<std::byte, kBytes> kTable = [] {
  std::array<std::byte, kBytes> table{};
  for (std::size_t i = 0; i < kBytes; ++i) table[i] = static_cast<std::byte>(i * 7);
  return table;
}();

unsigned Sum(std::span<const std::byte> table) {
  return std::accumulate(table.begin(), table.end(), 0U, [](unsigned sum, std::byte byte) {
    return sum * 31 + std::to_integer<unsigned>(byte);
  });
}

TEST(MemoryTest, ATableReadsTheSameAfterItsPagesWereGivenBack) {
  const unsigned before = Sum(kTable);
  GiveBackPages(kTable);
  EXPECT_EQ(Sum(kTable), before);
  // Less than a page: nothing to give back.
  GiveBackPages(std::span(kTable).subspan(1, 100));
  EXPECT_EQ(Sum(kTable), before);
}

}  // namespace
}  // namespace lma::platform
