#include "text/tokens.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "text/normalise.h"

namespace lma::text {
namespace {

struct Split {
  std::string normalised;
  std::vector<Token> tokens;
  std::string Text(std::size_t i) const {
    return normalised.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
  }
  std::vector<std::string> Texts() const {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < tokens.size(); ++i) texts.push_back(Text(i));
    return texts;
  }
};

Split SplitText(std::string_view text) {
  Split split;
  split.normalised = Normalised(text);
  Tokenise(split.normalised, &split.tokens);
  return split;
}

using Texts = std::vector<std::string>;

TEST(TokensTest, TakesWordsAndSingleCodePoints) {
  EXPECT_EQ(SplitText("No, thanks!").Texts(), (Texts{"no", "thanks"}));
  EXPECT_EQ(SplitText("Подписаться сейчас").Texts(), (Texts{"подписаться", "сеичас"}));
  EXPECT_EQ(SplitText("登録 する").Texts(), (Texts{"登", "録", "す", "る"}));
  EXPECT_EQ(SplitText("LINEで友だち").Texts(), (Texts{"line", "で", "友", "だ", "ち"}));
  EXPECT_EQ(SplitText("ไม่").Texts(), (Texts{"ไ", "ม", "่"}));
  EXPECT_TRUE(SplitText(" …🎁—").tokens.empty());
  EXPECT_TRUE(SplitText("").tokens.empty());
}

TEST(TokensTest, HashesWordsAsHashWordDoes) {
  for (const std::string_view word : {"a", "seven77", "eightbyt", "ninebytes", "sixteenbyteslong",
                                      "x123456789012345678901234", "abonnieren", "подписаться"}) {
    const Split split = SplitText(std::string("- ") + std::string(word) + " z");
    ASSERT_EQ(split.tokens.size(), 2u) << word;
    EXPECT_EQ(split.tokens[0].hash, HashWord(split.Text(0))) << word;
    EXPECT_NE(split.tokens[0].hash, HashWord(split.Text(0).substr(1)));
  }
}

TEST(TokensTest, HashesLongWordsByTheirBeginning) {
  const std::string word(200, 'w');
  const Split split = SplitText(word);
  ASSERT_EQ(split.tokens.size(), 1u);
  EXPECT_EQ(split.tokens[0].hash, HashWord(word));
  EXPECT_EQ(split.tokens[0].end, 200u);
}

TEST(TokensTest, MakesNumbersEqualAndOne) {
  for (const std::string_view number :
       {"5", "10", "1 000", "9.99", "1,000,000", "123456789012345"}) {
    const Split split = SplitText(number);
    ASSERT_EQ(split.tokens.size(), 1u) << number;
    EXPECT_EQ(split.tokens[0].hash, kNumberHash);
  }
  EXPECT_EQ(SplitText("15 % off").Texts(), (Texts{"15", "off"}));
  EXPECT_NE(SplitText("h2o").tokens[0].hash, kNumberHash);
  EXPECT_EQ(SplitText("10元").Texts(), (Texts{"10", "元"}));
}

TEST(TokensTest, CountsSentences) {
  const auto sentences = [](std::string_view text) {
    std::vector<std::uint32_t> numbers;
    for (const Token& token : SplitText(text).tokens) numbers.push_back(token.sentence);
    return numbers;
  };
  using Numbers = std::vector<std::uint32_t>;
  EXPECT_EQ(sentences("Hi. You there?! Yes"), (Numbers{0, 1, 1, 2}));
  EXPECT_EQ(sentences("Go to shop.example now"), (Numbers{0, 0, 0, 0, 0}));
  EXPECT_EQ(sentences("\n\none\n\n\ntwo"), (Numbers{0, 1}));
  EXPECT_EQ(sentences("好。好！"), (Numbers{0, 1}));
  EXPECT_EQ(sentences("Rate 5.\n6 left"), (Numbers{0, 0, 1, 1}));
}

}  // namespace
}  // namespace lma::text
