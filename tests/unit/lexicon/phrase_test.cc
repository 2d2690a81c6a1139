#include "lexicon/phrase.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace lma::lexicon {
namespace {

using ::testing::ElementsAre;

TEST(PhraseTest, ExpandsChoices) {
  EXPECT_THAT(*ExpandChoices("no thanks"), ElementsAre("no thanks"));
  EXPECT_THAT(*ExpandChoices("(a|b c|) d"), ElementsAre("a d", "b c d", " d"));
  EXPECT_THAT(*ExpandChoices("x(a|b)(1|2)"), ElementsAre("xa1", "xa2", "xb1", "xb2"));
  EXPECT_THAT(*ExpandChoices("(a (b|c)|d)"), ElementsAre("a b", "a c", "d"));
}

TEST(PhraseTest, RefusesWrongChoices) {
  for (const std::string_view line :
       {"(a|b", "a)", "a|b", "(a|b))", "((((((a))))))", "(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)"}) {
    EXPECT_FALSE(ExpandChoices(line)) << line;
  }
  EXPECT_TRUE(ExpandChoices("(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)"));
}

TEST(PhraseTest, KeepsEachTokenSequenceOnce) {
  EXPECT_EQ(ExpandPhrase("(e-mail|E MAIL|é mail)", PhraseUse::kText)->size(), 1u);
  EXPECT_EQ(ExpandPhrase("(email|e-mail)", PhraseUse::kText)->size(), 2u);
}

TEST(PhraseTest, ReadsStems) {
  const auto expansions = ExpandPhrase("kein* Newsletter abonnier*", PhraseUse::kText);
  ASSERT_TRUE(expansions);
  ASSERT_EQ(expansions->size(), 1u);
  EXPECT_THAT(expansions->at(0).stems, ElementsAre("kein", "abonnier"));
  EXPECT_EQ(expansions->at(0).tokens.size(), 3u);
}

TEST(PhraseTest, RefusesWrongStems) {
  for (const std::string_view line :
       {"ab*", "*", "a * b", "abc*def", "登録*", "10*", "abc *", "на*", "a* word", "нa* word",
        "abcdefghijklmnopqrstuvwxyzabcdefghijk*"}) {
    EXPECT_FALSE(ExpandPhrase(line, PhraseUse::kText)) << line;
  }
  EXPECT_TRUE(ExpandPhrase("нам*", PhraseUse::kText));
  EXPECT_TRUE(ExpandPhrase("abone ol*", PhraseUse::kText));
  EXPECT_TRUE(ExpandPhrase("на* слово", PhraseUse::kText));
}

TEST(PhraseTest, RefusesPhrasesWithoutWords) {
  EXPECT_FALSE(ExpandPhrase("…", PhraseUse::kText));
  EXPECT_FALSE(ExpandPhrase("×", PhraseUse::kText));
  EXPECT_FALSE(ExpandPhrase("(a|)", PhraseUse::kText));
  EXPECT_FALSE(ExpandPhrase("…", PhraseUse::kLabel));
  EXPECT_FALSE(ExpandPhrase("", PhraseUse::kLabel));
}

TEST(PhraseTest, TakesSymbolsAsLabels) {
  const auto symbol = ExpandPhrase("×", PhraseUse::kLabel);
  ASSERT_TRUE(symbol);
  EXPECT_TRUE(symbol->at(0).symbols);
  EXPECT_TRUE(ExpandPhrase("&times;", PhraseUse::kLabel)->at(0).symbols);
  EXPECT_FALSE(ExpandPhrase("x", PhraseUse::kLabel)->at(0).symbols);
}

TEST(PhraseTest, HeedsEllipses) {
  const auto open = ExpandPhrase("no thanks …", PhraseUse::kLabel);
  EXPECT_TRUE(open->at(0).open_end);
  EXPECT_FALSE(open->at(0).open_begin);
  EXPECT_TRUE(ExpandPhrase("...newsletter", PhraseUse::kLabel)->at(0).open_begin);
  EXPECT_TRUE(ExpandPhrase("no (thanks...|way)", PhraseUse::kLabel)->at(0).open_end);
  EXPECT_FALSE(ExpandPhrase("no (thanks...|way)", PhraseUse::kLabel)->at(1).open_end);
  EXPECT_TRUE(ExpandPhrase("rate …", PhraseUse::kText)->at(0).open_end);
}

TEST(PhraseTest, BoundsLength) {
  std::string line;
  for (int i = 0; i < 64; ++i) line += "w ";
  EXPECT_TRUE(ExpandPhrase(line, PhraseUse::kText));
  EXPECT_FALSE(ExpandPhrase(line + "w", PhraseUse::kText));
}

}  // namespace
}  // namespace lma::lexicon
