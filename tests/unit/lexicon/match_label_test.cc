#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "unit/lexicon/test_lexicon.h"

namespace lma::lexicon {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(MatchLabelTest, TakesThePhraseForTheWholeLabel) {
  TestLexicon lexicon("[control decline]\nno thanks\n[control affirm]\nthanks\n");
  EXPECT_THAT(lexicon.LabelMatches("No, thanks!"), ElementsAre("decline: no thanks"));
  EXPECT_THAT(lexicon.LabelMatches("No thanks a lot"), IsEmpty());
  EXPECT_THAT(lexicon.LabelMatches("Oh no thanks"), IsEmpty());
  EXPECT_THAT(lexicon.LabelMatches("No"), IsEmpty());
}

TEST(MatchLabelTest, IgnoresWhatStandsAtTheEnds) {
  TestLexicon lexicon("[control decline]\nnot now\n[control affirm]\n3 stars\n");
  for (const std::string_view label :
       {"→ Not now", "Not now (5)", "2. Not now", "✕ Not now", "Not now ×", "« NOT NOW »",
        "Not now 😢", "not now x", "X not now", "Not now 0:05"}) {
    EXPECT_THAT(lexicon.LabelMatches(label), ElementsAre("decline: not now")) << label;
  }
  EXPECT_THAT(lexicon.LabelMatches("5 stars"), ElementsAre("affirm: 3 stars"));
  EXPECT_THAT(lexicon.LabelMatches("stars"), IsEmpty());
}

TEST(MatchLabelTest, LetsOpenPhrasesGoOn) {
  TestLexicon lexicon(
      "[control decline]\nno thanks …\n… full price\n[control dismiss]\n… popup …\n");
  EXPECT_THAT(lexicon.LabelMatches("No thanks"), ElementsAre("decline: no thanks …"));
  EXPECT_THAT(lexicon.LabelMatches("No thanks, I hate saving money"),
              ElementsAre("decline: no thanks … +"));
  EXPECT_THAT(lexicon.LabelMatches("I prefer to pay full price"),
              ElementsAre("decline: … full price +"));
  EXPECT_THAT(lexicon.LabelMatches("full price please"), IsEmpty());
  EXPECT_THAT(lexicon.LabelMatches("Close the popup now"), ElementsAre("dismiss: … popup … +"));
  EXPECT_THAT(lexicon.LabelMatches("well no thanks, I am fine"), IsEmpty());
}

TEST(MatchLabelTest, ComparesSymbolsAsSymbols) {
  TestLexicon lexicon("[control dismiss]\n×\n✕\nx\n&times;\n[control affirm]\n👍\n");
  EXPECT_THAT(lexicon.LabelMatches("×"), ElementsAre("dismiss: ×"));
  EXPECT_THAT(lexicon.LabelMatches(" ✕\uFE0F "), ElementsAre("dismiss: ✕"));
  EXPECT_THAT(lexicon.LabelMatches("X"), ElementsAre("dismiss: x"));
  EXPECT_THAT(lexicon.LabelMatches("&times;"), ElementsAre("dismiss: &times;"));
  EXPECT_THAT(lexicon.LabelMatches("👍🏽"), ElementsAre("affirm: 👍"));
  EXPECT_THAT(lexicon.LabelMatches("✓"), IsEmpty());
  EXPECT_THAT(lexicon.LabelMatches("××"), IsEmpty());
  EXPECT_THAT(lexicon.LabelMatches(""), IsEmpty());
  EXPECT_THAT(lexicon.LabelMatches("10"), IsEmpty());
}

TEST(MatchLabelTest, TellsTheRoleInEachLanguage) {
  TestLexicon lexicon({ParseSections("en", "[control affirm]\nok\n[control decline]\nno\n"),
                       ParseSections("pl", "[control affirm]\nno\nok\n")});
  EXPECT_THAT(lexicon.LabelMatches("No"), ElementsAre("decline: no", "affirm: no"));
  EXPECT_THAT(lexicon.LabelMatches("OK"), ElementsAre("affirm: ok", "affirm: ok"));
}

TEST(MatchLabelTest, KnowsStemsAndOtherScripts) {
  TestLexicon lexicon("[control decline]\nlieber nicht abonnier*\n今はしない\nلا شكرا\n");
  EXPECT_THAT(lexicon.LabelMatches("Lieber nicht abonnieren"),
              ElementsAre("decline: lieber nicht abonnier*"));
  EXPECT_THAT(lexicon.LabelMatches("今は しない"), ElementsAre("decline: 今はしない"));
  EXPECT_THAT(lexicon.LabelMatches("今はしないで"), IsEmpty());
  EXPECT_THAT(lexicon.LabelMatches("لَا، شُكْراً"), ElementsAre("decline: لا شكرا"));
}

}  // namespace
}  // namespace lma::lexicon
