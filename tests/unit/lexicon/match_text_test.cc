#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "unit/lexicon/test_lexicon.h"

namespace lma::lexicon {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(MatchTextTest, FindsPhrasesInAnySpelling) {
  TestLexicon lexicon("[ask newsletter]\nsubscribe to our newsletter\n[ask share]\nd'accord\n");
  for (const std::string_view text :
       {"subscribe to our newsletter", "SUBSCRIBE TO OUR NEWSLETTER!",
        "Hey – súbscribe\n to  our newsletter, please", "Ｓｕｂｓｃｒｉｂｅ to our newsletter™",
        "sub\u00ADscribe to our 🎉 newsletter"}) {
    EXPECT_THAT(lexicon.TextMatches(text), ElementsAre("xx: subscribe to our newsletter")) << text;
  }
  EXPECT_THAT(lexicon.TextMatches("D’ACCORD"), ElementsAre("xx: d'accord"));
}

TEST(MatchTextTest, MatchesWholeWords) {
  TestLexicon lexicon("[ask like]\nlike us\n");
  EXPECT_THAT(lexicon.TextMatches("likes us"), IsEmpty());
  EXPECT_THAT(lexicon.TextMatches("like usual"), IsEmpty());
  EXPECT_THAT(lexicon.TextMatches("unlike us"), IsEmpty());
  EXPECT_THAT(lexicon.TextMatches("like"), IsEmpty());
  EXPECT_THAT(lexicon.TextMatches(""), IsEmpty());
}

TEST(MatchTextTest, MatchesStemsAtAnyPlaceOfAPhrase) {
  TestLexicon lexicon(
      "[ask newsletter]\nabonnier* jetzt\nnewsletter abonnier*\nkein* angebot* mehr\nподпи* "
      "сейчас\n");
  EXPECT_THAT(lexicon.TextMatches("Abonnieren Sie. Abonnieren jetzt"),
              ElementsAre("xx: abonnier* jetzt"));
  EXPECT_THAT(lexicon.TextMatches("abonnier jetzt"), ElementsAre("xx: abonnier* jetzt"));
  EXPECT_THAT(lexicon.TextMatches("Newsletter abonnierst"),
              ElementsAre("xx: newsletter abonnier*"));
  EXPECT_THAT(lexicon.TextMatches("keine Angebote mehr"), ElementsAre("xx: kein* angebot* mehr"));
  EXPECT_THAT(lexicon.TextMatches("подписаться сейчас"), ElementsAre("xx: подпи* сейчас"));
  EXPECT_THAT(lexicon.TextMatches("newsletter abonni"), IsEmpty());
  EXPECT_THAT(lexicon.TextMatches("kei angebote mehr"), IsEmpty());
}

TEST(MatchTextTest, MatchesStemsOfAnyLength) {
  TestLexicon lexicon(
      "[ask newsletter]\nabone ol*\nна* рассылк*\nol* hemen\nabcdefghijklmnopqrs* word\n"
      "elevenbytes* word\neightbyt* word\n");
  EXPECT_THAT(lexicon.TextMatches("abone olun"), ElementsAre("xx: abone ol*"));
  EXPECT_THAT(lexicon.TextMatches("abone ol"), ElementsAre("xx: abone ol*"));
  EXPECT_THAT(lexicon.TextMatches("abone o"), IsEmpty());
  EXPECT_THAT(lexicon.TextMatches("OLUN hemen"), ElementsAre("xx: ol* hemen"));
  EXPECT_THAT(lexicon.TextMatches("нашу рассылку"), ElementsAre("xx: на* рассылк*"));
  EXPECT_THAT(lexicon.TextMatches("abcdefghijklmnopqrst word"),
              ElementsAre("xx: abcdefghijklmnopqrs* word"));
  EXPECT_THAT(lexicon.TextMatches("elevenbytesx word"), ElementsAre("xx: elevenbytes* word"));
  EXPECT_THAT(lexicon.TextMatches("eightbytes word"), ElementsAre("xx: eightbyt* word"));
  EXPECT_THAT(lexicon.TextMatches("eightby word"), IsEmpty());
}

TEST(MatchTextTest, MatchesScriptsWithoutSpacesAnywhere) {
  TestLexicon lexicon(
      "[ask newsletter]\nメルマガ登録\n뉴스레터 구독\nสมัครรับข่าว\n[ask follow]\nLINEで友だち\n");
  EXPECT_THAT(lexicon.TextMatches("今すぐメルマガ 登録する"), ElementsAre("xx: メルマガ登録"));
  EXPECT_THAT(lexicon.TextMatches("뉴스레터를 구독"), IsEmpty());
  EXPECT_THAT(lexicon.TextMatches("무료 뉴스레터구독하기"), ElementsAre("xx: 뉴스레터 구독"));
  EXPECT_THAT(lexicon.TextMatches("คลิกสมัครรับข่าวสาร"), ElementsAre("xx: สมัครรับข่าว"));
  EXPECT_THAT(lexicon.TextMatches("公式LINEで友だち追加"), ElementsAre("xx: LINEで友だち"));
}

TEST(MatchTextTest, TakesAnyNumberForANumber) {
  TestLexicon lexicon("[ask coupon]\nget 10% off\n");
  EXPECT_THAT(lexicon.TextMatches("Get 15 % off"), ElementsAre("xx: get 10% off"));
  EXPECT_THAT(lexicon.TextMatches("Get money off"), IsEmpty());
}

TEST(MatchTextTest, TellsAllOverlapsWithPlaces) {
  TestLexicon lexicon(
      "[ask newsletter]\njoin our list\n[act newsletter]\njoin\n[object newsletter]\nour list\n"
      "[veto unsubscribe weak]\nour list settings\n[optin marketing]\nlist settings\n");
  std::vector<Match> matches;
  Scratch scratch;
  (*lexicon).MatchText("Hello. Join our list settings", scratch, &matches);
  ASSERT_EQ(matches.size(), 5u);
  EXPECT_EQ(matches[0].entry_class, EntryClass::kAct);
  EXPECT_EQ(matches[0].begin, 1u);
  EXPECT_EQ(matches[0].end, 2u);
  EXPECT_EQ(matches[0].sentence, 1u);
  EXPECT_EQ(matches[1].entry_class, EntryClass::kAsk);
  EXPECT_EQ(matches[1].kind(), model::AskKind::kNewsletter);
  EXPECT_EQ(matches[1].end, 4u);
  EXPECT_EQ(matches[2].entry_class, EntryClass::kObject);
  EXPECT_EQ(matches[3].entry_class, EntryClass::kVeto);
  EXPECT_EQ(matches[3].veto(), model::Veto::kUnsubscribe);
  EXPECT_TRUE(matches[3].weak);
  EXPECT_EQ(matches[4].optin(), OptinClass::kMarketing);
  EXPECT_EQ(scratch.tokens.size(), 5u);
}

TEST(MatchTextTest, LeavesControlPhrasesToLabels) {
  TestLexicon lexicon("[control decline]\nno thanks\n");
  EXPECT_THAT(lexicon.TextMatches("no thanks"), IsEmpty());
}

TEST(MatchTextTest, OpenPhrasesWantANameAndNothingElse) {
  TestLexicon lexicon("[ask review]\nrate …\n… bewerten\n[ask follow]\n… を評価\n");
  EXPECT_THAT(lexicon.TextMatches("Rate Brightly"), ElementsAre("xx: rate …"));
  EXPECT_THAT(lexicon.TextMatches("Hello! Rate Brightly Lamps. It helps"),
              ElementsAre("xx: rate …"));
  EXPECT_THAT(lexicon.TextMatches("Brightly Lamps bewerten"), ElementsAre("xx: … bewerten"));
  EXPECT_THAT(lexicon.TextMatches("ブライトリーを評価"), ElementsAre("xx: … を評価"));
  EXPECT_THAT(lexicon.TextMatches("Rate"), IsEmpty());
  EXPECT_THAT(lexicon.TextMatches("Rate 12"), IsEmpty());
  EXPECT_THAT(lexicon.TextMatches("Rate limit of this account exceeded"), IsEmpty());
  EXPECT_THAT(lexicon.TextMatches("We rate Brightly"), IsEmpty());
  EXPECT_THAT(lexicon.TextMatches("Wir bewerten es nicht"), IsEmpty());
}

TEST(MatchTextTest, NamesTheFirstLanguageAndTheStrongerPhrase) {
  TestLexicon lexicon({ParseSections("en", "[ask push weak]\nstay tuned\n"),
                       ParseSections("de", "[ask push]\nstay tuned\n[ask like]\nstay tuned\n"),
                       ParseSections("fr", "[ask push]\nstay tuned\n")});
  EXPECT_THAT(lexicon.TextMatches("stay tuned"), ElementsAre("de: stay tuned", "de: stay tuned"));
  TestLexicon stems("[ask push weak]\nsubscrib*\n[ask push]\nsubscribe\n");
  EXPECT_THAT(stems.TextMatches("subscribe"), ElementsAre("xx: subscribe"));
}

TEST(MatchTextTest, BoundsTheNumberOfMatches) {
  TestLexicon lexicon("[act like]\nlike\n");
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "like ";
  EXPECT_EQ(lexicon.TextMatches(text).size(), kMaxMatches);
}

}  // namespace
}  // namespace lma::lexicon
