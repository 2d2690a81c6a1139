#include "lists/filter.h"

#include <gtest/gtest.h>

#include <string>

namespace lma::lists {
namespace {

using Type = Filter::Type;

Filter Read(std::string_view line) { return FilterReader().Read(line); }

void ExpectRefused(std::string_view line, Refusal refusal) {
  const Filter filter = Read(line);
  EXPECT_EQ(filter.type, Type::kRefused) << line;
  EXPECT_EQ(filter.refusal, refusal) << line << ": " << RefusalName(filter.refusal);
}

TEST(FilterTest, TellsLinesApart) {
  EXPECT_EQ(Read("").type, Type::kBlank);
  EXPECT_EQ(Read(" \r").type, Type::kBlank);
  EXPECT_EQ(Read("! Title: A list").type, Type::kComment);
  EXPECT_EQ(Read("[Adblock Plus 2.0]").type, Type::kComment);
  EXPECT_EQ(Read("# a hosts file's comment").type, Type::kComment);
  EXPECT_EQ(Read("#").type, Type::kComment);
  EXPECT_EQ(Read("||ads.example^$third-party").type, Type::kNetwork);
  EXPECT_EQ(Read("@@||ads.example^").type, Type::kNetwork);
  EXPECT_EQ(Read("||ads.example/##x").type, Type::kNetwork);
  EXPECT_EQ(Read("127.0.0.1 ads.example").type, Type::kNetwork);
  EXPECT_EQ(Read("##.ask").type, Type::kHide);
  EXPECT_EQ(Read("shop.example#@#.ask").type, Type::kException);
  EXPECT_EQ(Read("shop.example#?#.ask:-abp-has(.b)").type, Type::kHide);
  EXPECT_EQ(Read("shop.example#@?#.ask").type, Type::kException);
}

TEST(FilterTest, GivesSitesAndSelector) {
  const Filter filter = Read("a.example,~b.a.example## .x[href=\"##y\"] \r");
  EXPECT_EQ(filter.sites, "a.example,~b.a.example");
  EXPECT_EQ(filter.selector, ".x[href=\"##y\"]");
}

TEST(FilterTest, NamesWhyARuleIsNotUsed) {
  ExpectRefused("a.example##+js(set, x, true)", Refusal::kScriptlet);
  ExpectRefused("a.example#%#window.x = 1", Refusal::kScriptlet);
  ExpectRefused("a.example#$#.x { color: red }", Refusal::kChangesPage);
  ExpectRefused("a.example##^script", Refusal::kHtmlFilter);
  ExpectRefused("a.example$$script[tag-content=\"x\"]", Refusal::kHtmlFilter);
  ExpectRefused("[$path=/a]b.example##.x", Refusal::kModifier);
  ExpectRefused("!#include other.txt", Refusal::kInclude);
  ExpectRefused("a.example##." + std::string(kMaxLineBytes, 'x'), Refusal::kTooLong);
}

TEST(FilterTest, WhatStandsInAConditionIsForOthers) {
  FilterReader reader;
  EXPECT_EQ(reader.Read("!#if env_mobile").type, Type::kComment);
  EXPECT_EQ(reader.Read("##.a").refusal, Refusal::kConditional);
  EXPECT_EQ(reader.Read("#@#.a").type, Type::kException);  // hides less, whoever it is for
  EXPECT_EQ(reader.Read("!#else").type, Type::kComment);
  EXPECT_EQ(reader.Read("##.a").type, Type::kRefused);
  EXPECT_EQ(reader.Read("!#endif").type, Type::kComment);
  EXPECT_EQ(reader.Read("##.a").type, Type::kHide);
  EXPECT_EQ(reader.Read("!#endif").type, Type::kComment);  // one too many does no harm
  EXPECT_EQ(reader.Read("##.a").type, Type::kHide);
}

std::string Sites(std::string_view text) {
  std::vector<RuleSite> sites;
  Refusal refusal{};
  const auto count = ReadSites(text, &sites, &refusal);
  if (!count) return std::string(RefusalName(refusal));
  std::string out;
  for (std::size_t i = 0; i < *count; ++i) {
    out += (sites[i].excluded ? "-" : "+") + sites[i].name + " ";
  }
  return out;
}

TEST(FilterTest, ReadsSites) {
  EXPECT_EQ(Sites(""), "");
  EXPECT_EQ(Sites("*"), "");
  EXPECT_EQ(Sites("a.example, ~b.a.example"), "+a.example -b.a.example ");
  EXPECT_EQ(Sites("SHOP.Example,shop.*"), "+shop.example +shop.* ");
  EXPECT_EQ(Sites("bücher.example"), "+xn--bcher-kva.example ");
  EXPECT_EQ(Sites("127.0.0.1"), "+127.0.0.1 ");
}

TEST(FilterTest, ASiteThatIsNoneIsLeftOut) {
  EXPECT_EQ(Sites("a.example,b..example"), "+a.example ");
  EXPECT_EQ(Sites("przesy\xc3\x85\xe2\x80\x9a-x.pl,a.example,~b.a.example"),
            "+a.example -b.a.example ");
}

TEST(FilterTest, SomeBadSitesSpoilTheRule) {
  EXPECT_EQ(Sites("a.example,"), "domain");
  EXPECT_EQ(Sites("a.example,~"), "domain");
  EXPECT_EQ(Sites("a.example,~b..example"), "domain");
  EXPECT_EQ(Sites("a..example"), "domain");
  EXPECT_EQ(Sites("a..example,~b.example"), "domain");
  EXPECT_EQ(Sites("/^a/"), "domain");
  EXPECT_EQ(Sites("a.example,/^b/"), "domain");
  EXPECT_EQ(Sites("a.example/path"), "domain");
  std::string many = "a.example";
  for (std::size_t i = 0; i < kMaxSitesPerRule; ++i) many += ",a.example";
  EXPECT_EQ(Sites(many), "too_many");
}

}  // namespace
}  // namespace lma::lists
