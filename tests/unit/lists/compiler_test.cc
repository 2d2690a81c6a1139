#include "lists/compiler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "unit/lists/fixture.h"

namespace lma::lists {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using Take = Compiler::Take;

TEST(CompilerTest, CountsWhatBecameOfEachLine) {
  Compiler compiler;
  std::vector<std::pair<std::uint64_t, Refusal>> refused;
  const ListCounts counts = compiler.Add(
      "\xEF\xBB\xBF[Adblock Plus 2.0]\r\n! comment\r\n\r\n||ads.example^\r\n##.ask\r\n"
      "##.a:has-text(x)\r\na.example,b.example##.ask\r\na.example#@#.ask\r\na.example##{}\r\n##div",
      Take::kUse, [&](std::uint64_t line, Refusal why) { refused.emplace_back(line, why); });
  EXPECT_EQ(counts.lines, 10u);
  EXPECT_EQ(counts.comments, 2u);
  EXPECT_EQ(counts.network, 1u);
  EXPECT_EQ(counts.hides_everywhere, 1u);
  EXPECT_EQ(counts.hides_on_sites, 1u);
  EXPECT_EQ(counts.exceptions, 1u);
  EXPECT_EQ(counts.all_refused(), 3u);
  EXPECT_THAT(refused, ElementsAre(Pair(6, Refusal::kProcedural), Pair(9, Refusal::kNotCss),
                                   Pair(10, Refusal::kTooBroad)));
}

TEST(CompilerTest, AListThatIsOffIsOnlyCounted) {
  Compiler compiler;
  EXPECT_EQ(compiler.Add("##.ask\na.example##.b\n", Take::kCountOnly).rules(), 2u);
  const Aligned memory(*compiler.Finish({}));
  const auto index = Index::FromBytes(memory.bytes());
  ASSERT_TRUE(index.has_value());
  EXPECT_FALSE(index->has_rules_everywhere());
  std::string style;
  EXPECT_TRUE(index->AppendSiteStyle({"a.example", "a.example"}, &style).has_value());
  EXPECT_EQ(style, "");
}

TEST(CompilerTest, RulesThatEveryPageWouldCarryAreBounded) {
  std::string list;
  for (std::size_t i = 0; i < kMaxGeneralRules + 5; ++i) {
    list += "##[data-ask=\"n" + std::to_string(i) + "\"]\n";
  }
  Compiler compiler;
  const ListCounts counts = compiler.Add(list, Take::kUse);
  EXPECT_EQ(counts.hides_everywhere, kMaxGeneralRules);
  EXPECT_EQ(counts.refused[static_cast<std::size_t>(Refusal::kTooMany)], 5u);
}

TEST(CompilerTest, TheSameListsMakeTheSameIndex) {
  const std::string list = "##.a\na.example,~b.a.example##.b, .c\n~c.example##.d\n";
  EXPECT_EQ(Compiled(list), Compiled(list));
}

TEST(CompilerTest, NothingIsAnIndexToo) {
  const BuiltIndex index("");
  EXPECT_EQ(index.OnSite("a.example"), "");
  EXPECT_TRUE((*index).CheckAll().has_value());
}

}  // namespace
}  // namespace lma::lists
