#include "lexicon/lexicon.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "unit/lexicon/test_lexicon.h"

namespace lma::lexicon {
namespace {

constexpr std::string_view kSections =
    "[ask newsletter]\nsubscribe to our newsletter\nabonnier* jetzt\nメルマガ登録\n"
    "[act newsletter]\njoin\n[control decline]\nno thanks …\n×\n… later\n";

TEST(LexiconTest, KnowsItsLanguagesAndPhrases) {
  TestLexicon lexicon({ParseSections("en", "[ask push]\n(stay|be) tuned\n"),
                       ParseSections("de", "[ask push]\nbleib dran\n")});
  EXPECT_EQ((*lexicon).language_count(), 2u);
  EXPECT_EQ((*lexicon).phrase_count(), 2u);
  EXPECT_EQ((*lexicon).LanguageCode(1), "de");
  EXPECT_EQ((*lexicon).LanguageName(0), "en");
  EXPECT_EQ((*lexicon).PhraseText(0), "(stay|be) tuned");
  EXPECT_EQ((*lexicon).LanguageCode(2), "");
  EXPECT_EQ((*lexicon).PhraseText(2), "");
}

TEST(LexiconTest, TellsAllLanguagesOfAPhrase) {
  TestLexicon lexicon({ParseSections("en", "[object newsletter]\nnewsletter\n"),
                       ParseSections("de", "[object newsletter]\nnewsletter*\nrundbrief\n"),
                       ParseSections("zh-Hans", "[object newsletter]\n邮件通讯\n")});
  const auto languages = [&](std::string_view text) {
    Scratch scratch;
    std::vector<Match> matches;
    (*lexicon).MatchText(text, scratch, &matches);
    return matches.size() == 1 ? matches[0].languages : 0;
  };
  EXPECT_EQ(languages("Newsletter"), 3u);
  EXPECT_EQ(languages("Rundbrief"), 2u);
  EXPECT_EQ((*lexicon).LanguagesOf("de-AT"), 2u);
  EXPECT_EQ((*lexicon).LanguagesOf("zh_TW"), 4u);
  EXPECT_EQ((*lexicon).LanguagesOf("xx"), 0u);
  EXPECT_EQ((*lexicon).LanguagesOf(""), 0u);
}

TEST(LexiconTest, RefusesWhatIsNoBlock) {
  const TestLexicon lexicon(kSections);
  const std::vector<std::byte>& blob = lexicon.blob();
  const auto refused = [](const std::vector<std::byte>& bytes) {
    const Result<Lexicon> result = Lexicon::FromBlob(bytes);
    return !result && result.error().code == ErrorCode::kBadData;
  };
  EXPECT_TRUE(refused({}));
  EXPECT_TRUE(refused(std::vector<std::byte>(4096)));
  for (const std::size_t size : {std::size_t{1}, std::size_t{100}, blob.size() - 1}) {
    EXPECT_TRUE(refused({blob.begin(), blob.begin() + static_cast<std::ptrdiff_t>(size)})) << size;
  }
  std::vector<std::byte> longer = blob;
  longer.push_back({});
  EXPECT_TRUE(refused(longer));
  std::vector<std::byte> other_version = blob;
  other_version[8] = std::byte{99};
  EXPECT_TRUE(refused(other_version));
  std::vector<std::byte> shifted(blob.size() + 1);
  std::memcpy(shifted.data() + 1, blob.data(), blob.size());
  EXPECT_FALSE(Lexicon::FromBlob(std::span(shifted).subspan(1)));
}

// Whatever is damaged, nothing outside of the block is read (the sanitizers of the dev preset
// watch) and matching ends.
TEST(LexiconTest, StaysInsideADamagedBlock) {
  const TestLexicon sound(kSections);
  std::mt19937 random(3);
  Scratch scratch;
  std::vector<Match> matches;
  std::vector<LabelMatch> labels;
  int accepted = 0;
  for (int round = 0; round < 4000; ++round) {
    std::vector<std::byte> blob = sound.blob();
    for (int i = 0; i < 1 + round % 8; ++i) {
      blob[random() % blob.size()] = static_cast<std::byte>(random() & 0xFF);
    }
    const Result<Lexicon> lexicon = Lexicon::FromBlob(blob);
    if (!lexicon) continue;
    ++accepted;
    lexicon->MatchText("Subscribe to our newsletter, abonnieren jetzt メルマガ登録 join", scratch,
                       &matches);
    for (const Match& match : matches) {
      EXPECT_LE(lexicon->PhraseText(match.phrase).size(), blob.size());
      EXPECT_LE(lexicon->PhraseLanguage(match.phrase).size(), blob.size());
      EXPECT_LT(match.begin, match.end);
      EXPECT_LE(match.end, scratch.tokens.size());
    }
    lexicon->MatchLabel("No thanks, maybe later", scratch, &labels);
    lexicon->MatchLabel("×", scratch, &labels);
  }
  EXPECT_GT(accepted, 100);
}

TEST(LexiconTest, TakesAnyBytesAsText) {
  TestLexicon lexicon(kSections);
  std::mt19937 random(5);
  for (int round = 0; round < 2000; ++round) {
    std::string text = "join ";
    for (int i = 0; i < 50; ++i) text += static_cast<char>(random() & 0xFF);
    EXPECT_FALSE(lexicon.TextMatches(text).empty());
    (void)lexicon.LabelMatches(text);
  }
  EXPECT_EQ(lexicon.TextMatches(std::string(1 << 20, 'j')).size(), 0u);
}

}  // namespace
}  // namespace lma::lexicon
