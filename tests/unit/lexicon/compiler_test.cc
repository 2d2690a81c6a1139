#include "lexicon/compiler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "unit/lexicon/test_lexicon.h"

namespace lma::lexicon {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CompilerTest, WorksWithoutAnyLexicon) {
  TestLexicon lexicon(std::vector<LexiconFile>{});
  EXPECT_EQ((*lexicon).language_count(), 0u);
  EXPECT_THAT(lexicon.TextMatches("subscribe to our newsletter"), IsEmpty());
  EXPECT_THAT(lexicon.LabelMatches("No thanks"), IsEmpty());
}

TEST(CompilerTest, GivesTheSameBytesForTheSameLexicons) {
  const std::string_view sections = "[ask push]\n(a|b|c) (d|e) subscrib*\n[control decline]\nno\n";
  EXPECT_EQ(TestLexicon(sections).blob(), TestLexicon(sections).blob());
}

// Every phrase of a large lexicon is found, and nothing else is: no two edges share a slot's tag.
TEST(CompilerTest, KeepsManyPhrasesApart) {
  std::string sections = "[ask newsletter]\n";
  const auto phrase = [](int i) {
    std::string text = "word";
    text.append(std::to_string(i % 97)).append("a other").append(std::to_string(i)).append("b");
    return text;
  };
  for (int i = 0; i < 20000; ++i) sections.append(phrase(i)).append("\n");
  TestLexicon lexicon(sections);
  for (int i = 0; i < 20000; i += 7) {
    EXPECT_THAT(lexicon.TextMatches("some " + phrase(i) + " text"),
                ElementsAre("xx: " + phrase(i)));
    EXPECT_THAT(lexicon.TextMatches(phrase(i) + "c"), IsEmpty());
  }
}

}  // namespace
}  // namespace lma::lexicon
