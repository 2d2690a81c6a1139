#include "lexicon/lexicon_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace lma::lexicon {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Parsed {
  LexiconFile file;
  std::vector<std::string> problems;
};

Parsed Parse(std::string_view text, std::string_view file_name = "dir/xx.txt") {
  std::vector<Problem> problems;
  Parsed parsed{ParseLexicon(text, file_name, &problems), {}};
  for (const Problem& problem : problems) parsed.problems.push_back(FormatProblem(problem));
  return parsed;
}

TEST(LexiconFileTest, ReadsEverySection) {
  const Parsed parsed = Parse(
      "\xEF\xBB\xBF# A language\r\n"
      "language xx\r\n"
      "name  Test language \r\n"
      "\n[ask newsletter]\nour newsletter # seen at shop.example\n"
      "[ask survey weak]\na minute\n"
      "[act push]\nallow\n[object coupon]\ndiscount\n[veto age_gate]\nare you over 18\n"
      "[veto consent weak]\ncookies\n[control decline]\nno thanks …\n[optin reversed]\nif you do "
      "not want\n[control decline weak]\nno\n");
  EXPECT_THAT(parsed.problems, IsEmpty());
  EXPECT_EQ(parsed.file.language, "xx");
  EXPECT_EQ(parsed.file.name, "Test language");
  ASSERT_EQ(parsed.file.phrases.size(), 9u);
  const PhraseLine& ask = parsed.file.phrases[0];
  EXPECT_EQ(ask.text, "our newsletter");
  EXPECT_EQ(ask.line, 6u);
  EXPECT_EQ(ask.entry_class, EntryClass::kAsk);
  EXPECT_EQ(ask.target, static_cast<std::uint8_t>(model::AskKind::kNewsletter));
  EXPECT_TRUE(parsed.file.phrases[1].weak);
  EXPECT_EQ(parsed.file.phrases[4].target, static_cast<std::uint8_t>(model::Veto::kAgeGate));
  EXPECT_TRUE(parsed.file.phrases[5].weak);
  EXPECT_EQ(parsed.file.phrases[6].target, static_cast<std::uint8_t>(model::ControlRole::kDecline));
  EXPECT_EQ(parsed.file.phrases[7].target, static_cast<std::uint8_t>(OptinClass::kReversed));
  EXPECT_FALSE(parsed.file.phrases[6].weak);
  EXPECT_TRUE(parsed.file.phrases[8].weak);
}

TEST(LexiconFileTest, NamesAllErrorsWithTheirLinesAndKeepsTheRest) {
  const Parsed parsed = Parse(
      "language xx\n"
      "name X\n"
      "colour blue\n"
      "[ask newsletters]\n"
      "passed over\n"
      "[act push weak]\n"
      "[control none]\n"
      "[control dismiss weak]\n"
      "[ask push\n"
      "[ask push]\n"
      "(a|b\n"
      "fine words\n"
      "ab*\n");
  EXPECT_THAT(parsed.problems,
              ElementsAre("dir/xx.txt:3: error: a phrase before the first section, or an unknown "
                          "property",
                          "dir/xx.txt:4: error: unknown section [ask newsletters]",
                          "dir/xx.txt:6: error: unknown section [act push weak]",
                          "dir/xx.txt:7: error: unknown section [control none]",
                          "dir/xx.txt:8: error: unknown section [control dismiss weak]",
                          "dir/xx.txt:9: error: a section header without its ]",
                          "dir/xx.txt:11: error: a ( without its )",
                          "dir/xx.txt:13: error: a lone stem of fewer than three letters"));
  ASSERT_EQ(parsed.file.phrases.size(), 1u);
  EXPECT_EQ(parsed.file.phrases[0].text, "fine words");
}

TEST(LexiconFileTest, WantsLanguageAndName) {
  EXPECT_THAT(Parse("").problems, ElementsAre("dir/xx.txt: error: no line \"language CODE\"",
                                              "dir/xx.txt: error: no line \"name NAME\""));
  EXPECT_THAT(Parse("language de\nname Deutsch\n").problems,
              ElementsAre("dir/xx.txt:1: error: the file must be named by its language code"));
  EXPECT_THAT(Parse("language D3\nname Deutsch\n").problems,
              ElementsAre("dir/xx.txt:1: error: not a language code"));
  EXPECT_THAT(Parse("language zh-Hant\nname 中文\n", "zh-Hant.txt").problems, IsEmpty());
}

TEST(LexiconFileTest, BoundsSize) {
  EXPECT_FALSE(Parse(std::string(kMaxLexiconBytes + 1, '\n')).problems.empty());
  const std::string head = "language xx\nname X\n[ask push]\n";
  EXPECT_THAT(Parse(head + std::string(kMaxLineBytes + 1, 'a') + "\n").problems,
              ElementsAre("dir/xx.txt:4: error: longer than 1024 bytes"));
}

TEST(LexiconFileTest, SurvivesAnyBytes) {
  constexpr std::string_view kAlphabet = "[]()|*…#\n abcask push\xFF\xE7\x99\xBB";
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string text = "language xx\nname X\n[control decline]\n";
    for (int i = 0; i < 60; ++i) text += kAlphabet[random() % kAlphabet.size()];
    for (const PhraseLine& phrase : Parse(text).file.phrases) {
      EXPECT_FALSE(phrase.expansions.empty());
    }
  }
}

}  // namespace
}  // namespace lma::lexicon
