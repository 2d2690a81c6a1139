#include "app/export_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lma::app {
namespace {

TEST(ExportTextTest, AFieldOfCsvIsQuotedWhereItMustBe) {
  EXPECT_EQ(CsvField("shop.example"), "shop.example");
  EXPECT_EQ(CsvField("a,b"), "\"a,b\"");
  EXPECT_EQ(CsvField("say \"hi\"\n"), "\"say \"\"hi\"\"\n\"");
}

TEST(ExportTextTest, AFieldOfCsvIsNoFormula) {
  for (const char* formula : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1"}) {
    EXPECT_EQ(CsvField(formula).front(), '\'') << formula;
  }
}

TEST(ExportTextTest, BrandsAreALineEach) {
  profile::BrandSummary brand;
  brand.preference.brand = "shop.example";
  brand.preference.domains = {"shop.example", "shop.test"};
  brand.preference.wanted_kinds.Add(model::AskKind::kCoupon);
  brand.counters.asks = 3;
  brand.counters.by_action[static_cast<std::size_t>(model::JournalAction::kHidden)] = 1;
  brand.counters.by_action[static_cast<std::size_t>(model::JournalAction::kLearnedHidden)] = 1;
  EXPECT_EQ(BrandsCsv({brand}),
            "brand,domains,wanted,wanted_kinds,unwanted_kinds,asks,declined,dismissed,hidden,"
            "seconds\r\nshop.example,shop.example shop.test,no,coupon,,3,0,0,2,0\r\n");
}

TEST(ExportTextTest, TheStatementIsALineAMonthBrandAndKind) {
  EXPECT_EQ(StatementCsv({{2026, 3, "shop.example", model::AskKind::kSurvey, 2, 16}}),
            "month,brand,kind,asks,seconds\r\n2026-03,shop.example,survey,2,16\r\n");
}

}  // namespace
}  // namespace lma::app
