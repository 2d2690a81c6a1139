#include "lexicon/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace lma::lexicon {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> CheckSections(std::string_view sections) {
  std::vector<std::string> lines;
  for (const Problem& problem : Check("language xx\nname X\n" + std::string(sections), "xx.txt")) {
    lines.push_back(FormatProblem(problem));
  }
  return lines;
}

TEST(CheckTest, IsContentWithASoundLexicon) {
  EXPECT_THAT(CheckSections("[ask newsletter]\nour newsletter\nnewsletter abonnier*\n"
                            "[act newsletter]\nsubscribe\n[control affirm]\nsubscribe\n"
                            "[control decline]\nno thanks …\nno thanks\n"),
              IsEmpty());
}

TEST(CheckTest, WarnsOfLinesThatAddNothing) {
  EXPECT_THAT(CheckSections("[ask newsletter]\n(our|the) newsletter\nThe Newsletter\n"),
              ElementsAre("xx.txt:5: warning: adds nothing to line 4: The Newsletter"));
  EXPECT_THAT(CheckSections("[ask newsletter]\nour newsletter\n(our|the) newsletter\n"), IsEmpty());
  EXPECT_THAT(CheckSections("[ask newsletter]\nget more\n[ask push]\nget more\n"), IsEmpty());
}

TEST(CheckTest, WarnsOfLabelsThatDeclineAndAffirm) {
  EXPECT_THAT(CheckSections("[control decline]\nlater\n[control affirm]\n(yes|later)\n"),
              ElementsAre("xx.txt:6: warning: affirms, but declines in line 4: (yes|later)"));
  EXPECT_THAT(CheckSections("[control dismiss]\nok\n[control ambiguous]\nok\n"), IsEmpty());
}

TEST(CheckTest, WarnsOfAsksOfOneEverydayWord) {
  EXPECT_THAT(CheckSections("[ask like]\nlike\n"),
              ElementsAre("xx.txt:4: warning: one short word says too little by itself: make it "
                          "weak, or add words: like"));
  EXPECT_THAT(CheckSections("[ask newsletter]\nsubscribe\n[control affirm]\nsubscribe\n"),
              ElementsAre("xx.txt:4: warning: one word that is also a label: make it an act, or "
                          "add words: subscribe"));
  EXPECT_THAT(CheckSections("[ask like weak]\nlike\n[veto payment]\niban\n"), IsEmpty());
}

TEST(CheckTest, WarnsOfAsksOfOneCharacter) {
  EXPECT_THAT(CheckSections("[ask review weak]\n星\n"),
              ElementsAre("xx.txt:4: warning: one character occurs inside other words: 星"));
}

TEST(CheckTest, TellsErrorsAndWarningsInTheOrderOfLines) {
  EXPECT_THAT(CheckSections("[ask like]\nlike\n(a\n[ask]\n"),
              ElementsAre(::testing::HasSubstr(":4: warning"), ::testing::HasSubstr(":5: error"),
                          ::testing::HasSubstr(":6: error")));
}

}  // namespace
}  // namespace lma::lexicon
