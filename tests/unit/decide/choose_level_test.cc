#include <gtest/gtest.h>

#include <list>

#include "decide/decide.h"

namespace lma::decide {
namespace {

using model::AskKind;

// A ladder of nested blocks, the innermost first.
class Ladder {
 public:
  model::Candidate& Add(AskKind kind, std::uint32_t words, double coverage) {
    model::Candidate& candidate = candidates_.emplace_back();
    candidate.level = static_cast<std::uint32_t>(candidates_.size() - 1);
    model::Classification& found = found_.emplace_back();
    found.kind = kind;
    found.confidence = 0.95;
    found.text_key = true;
    found.structure_key = true;
    found.words = words;
    found.coverage = coverage;
    return candidate;
  }
  model::Classification& last() { return found_.back(); }
  std::optional<std::size_t> Choose() {
    std::vector<Level> levels;
    auto found = found_.begin();
    for (const model::Candidate& candidate : candidates_) levels.push_back({&candidate, &*found++});
    return ChooseLevel(levels);
  }

 private:
  std::list<model::Candidate> candidates_;
  std::list<model::Classification> found_;
};

TEST(ChooseLevelTest, TakesTheWholeBoxAroundTheForm) {
  Ladder ladder;
  ladder.Add(AskKind::kNewsletter, 2, 1.0);
  ladder.Add(AskKind::kNewsletter, 30, 0.3).fields.emplace_back();
  EXPECT_EQ(ladder.Choose(), 1u);
}

TEST(ChooseLevelTest, TakesTheLongPrintAroundABareField) {
  Ladder ladder;
  ladder.Add(AskKind::kNewsletter, 1, 0).fields.emplace_back();
  ladder.Add(AskKind::kNewsletter, 110, 0.1).fields.emplace_back();
  EXPECT_EQ(ladder.Choose(), 1u);
}

TEST(ChooseLevelTest, LeavesTheLongTextAroundAFormThatSaysAll) {
  Ladder ladder;
  ladder.Add(AskKind::kNewsletter, 20, 0.5).fields.emplace_back();
  ladder.Add(AskKind::kNewsletter, 130, 0.1).fields.emplace_back();
  EXPECT_EQ(ladder.Choose(), 0u);
}

TEST(ChooseLevelTest, TakesNoParagraphAroundALinkToAForm) {
  Ladder ladder;
  ladder.Add(AskKind::kNewsletter, 2, 1.0);
  ladder.Add(AskKind::kNewsletter, 30, 0.3);
  EXPECT_EQ(ladder.Choose(), 0u);
}

TEST(ChooseLevelTest, StopsBeforeTheArticle) {
  Ladder ladder;
  ladder.Add(AskKind::kNewsletter, 20, 0.4);
  ladder.Add(AskKind::kNewsletter, 400, 0.02);
  EXPECT_EQ(ladder.Choose(), 0u);
}

TEST(ChooseLevelTest, LeavesTheHeadingOfWhatStandsBesideAQuestion) {
  Ladder ladder;
  ladder.Add(AskKind::kSurvey, 6, 1.0);
  ladder.Add(AskKind::kSurvey, 9, 0.67).structure.headings = 1;
  EXPECT_EQ(ladder.Choose(), 0u);
}

TEST(ChooseLevelTest, LeavesThePageAroundAReviewForm) {
  Ladder ladder;
  ladder.Add(AskKind::kReview, 6, 1.0).fields.emplace_back();
  ladder.Add(AskKind::kReview, 40, 0.15).fields.emplace_back();
  EXPECT_EQ(ladder.Choose(), 0u);
}

TEST(ChooseLevelTest, StopsBeforeOtherLinks) {
  Ladder ladder;
  ladder.Add(AskKind::kNewsletter, 20, 0.4);
  ladder.Add(AskKind::kNewsletter, 40, 0.2).structure.links = 9;
  EXPECT_EQ(ladder.Choose(), 0u);
}

TEST(ChooseLevelTest, LeavesTheBylineBesideShareLinks) {
  Ladder ladder;
  ladder.Add(AskKind::kShare, 1, 1.0);
  ladder.Add(AskKind::kShare, 12, 0.1);
  EXPECT_EQ(ladder.Choose(), 0u);
}

TEST(ChooseLevelTest, LeavesEvenAShortBylineBesideShareLinks) {
  Ladder ladder;
  ladder.Add(AskKind::kShare, 2, 1.0).controls.resize(4);
  ladder.Add(AskKind::kShare, 5, 0.4).controls.resize(4);
  EXPECT_EQ(ladder.Choose(), 0u);
}

TEST(ChooseLevelTest, TakesTheBarAroundOneOfItsLinks) {
  Ladder ladder;
  ladder.Add(AskKind::kShare, 2, 1.0).controls.resize(1);
  ladder.Add(AskKind::kShare, 12, 0.2).controls.resize(5);
  EXPECT_EQ(ladder.Choose(), 1u);
}

TEST(ChooseLevelTest, TakesTheBarOfPictures) {
  Ladder ladder;
  ladder.Add(AskKind::kShare, 0, 0).controls.resize(2);
  model::Candidate& bar = ladder.Add(AskKind::kShare, 1, 1.0);
  bar.controls.resize(8);
  bar.structure.media = 8;
  EXPECT_EQ(ladder.Choose(), 1u);
}

TEST(ChooseLevelTest, SkipsInnerPartsThatAreNoAskYet) {
  Ladder ladder;
  ladder.Add(AskKind::kNewsletter, 2, 0.0);
  ladder.last().text_key = false;
  ladder.Add(AskKind::kNewsletter, 12, 0.5);
  EXPECT_EQ(ladder.Choose(), 1u);
}

TEST(ChooseLevelTest, NeverGoesBeyondAVeto) {
  Ladder ladder;
  ladder.Add(AskKind::kNewsletter, 10, 0.5);
  ladder.Add(AskKind::kNewsletter, 12, 0.5);
  ladder.last().vetoes.push_back(model::Veto::kNavigation);
  ladder.Add(AskKind::kNewsletter, 14, 0.5);
  EXPECT_EQ(ladder.Choose(), 0u);
}

TEST(ChooseLevelTest, ChoosesNothingAmongBlocksThatAskNothing) {
  Ladder ladder;
  ladder.Add(AskKind::kNewsletter, 10, 0.5);
  ladder.last().confidence = 0.5;
  EXPECT_EQ(ladder.Choose(), std::nullopt);
  EXPECT_EQ(ChooseLevel({}), std::nullopt);
}

TEST(SecondsGivenBackTest, EveryKindGivesSomeAndNoneMuch) {
  for (const AskKind kind : model::kAllAskKinds) {
    EXPECT_GE(SecondsGivenBack(kind), 1u);
    EXPECT_LE(SecondsGivenBack(kind), 10u);
  }
}

TEST(ChooseLevelTest, TakesTheHeadingThatAsks) {
  Ladder ladder;
  ladder.Add(AskKind::kApp, 3, 1.0).structure.links = 2;
  model::Candidate& box = ladder.Add(AskKind::kApp, 12, 0.5);
  box.structure.links = 2;
  box.structure.headings = 1;
  ladder.last().heading_asks = true;
  EXPECT_EQ(ladder.Choose(), 1u);
}

TEST(ChooseLevelTest, LeavesTheHeadingOfWhatStandsBesideTheLinks) {
  Ladder ladder;
  ladder.Add(AskKind::kFollow, 2, 1.0).structure.links = 2;
  model::Candidate& box = ladder.Add(AskKind::kFollow, 9, 0.2);
  box.structure.links = 2;
  box.structure.headings = 1;
  EXPECT_EQ(ladder.Choose(), 0u);
}

TEST(ChooseLevelTest, LeavesTheTopicsBesideTheShareBar) {
  Ladder ladder;
  ladder.Add(AskKind::kShare, 4, 0.5).structure.links = 3;
  ladder.last().social_links = 3;
  ladder.Add(AskKind::kShare, 7, 0.3).structure.links = 5;
  ladder.last().social_links = 3;
  ladder.last().other_links = 2;
  EXPECT_EQ(ladder.Choose(), 0u);
}

}  // namespace
}  // namespace lma::decide
