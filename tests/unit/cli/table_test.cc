#include "cli/table.h"

#include <gtest/gtest.h>

namespace lma::cli {
namespace {

TEST(TableTest, KeepsColumnsInLineForAllScripts) {
  Table table({"A", "B"});
  table.Add({"\xC3\xA9t\xC3\xA9", "1"});         // été: three columns, five bytes
  table.Add({"\xE6\x97\xA5\xE6\x9C\xAC", "2"});  // 日本: four columns
  table.Add({"e\xCC\x81", "3"});                 // e and a mark: one column
  EXPECT_EQ(table.Text(false),
            "A     B\n"
            "\xC3\xA9t\xC3\xA9   1\n"
            "\xE6\x97\xA5\xE6\x9C\xAC  2\n"
            "e\xCC\x81     3\n");
}

TEST(TableTest, ColoursOnlyWhenWanted) {
  EXPECT_EQ(Coloured("x", Colour::kRed, false), "x");
  EXPECT_EQ(Coloured("x", Colour::kRed, true), "\033[31mx\033[0m");
}

TEST(TableTest, SaysDurationsShortly) {
  EXPECT_EQ(Duration(59), "59 s");
  EXPECT_EQ(Duration(60), "1 min");
  EXPECT_EQ(Duration(3 * 3600 + 20 * 60 + 5), "3 h 20 min");
}

}  // namespace
}  // namespace lma::cli
