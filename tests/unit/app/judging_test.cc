#include "app/judging.h"

#include <gtest/gtest.h>

namespace lma::app {
namespace {

using model::Candidate;

Candidate Inline(std::uint32_t id, std::uint32_t group, std::uint32_t level) {
  Candidate candidate;
  candidate.id = id;
  candidate.surface = model::Surface::kInline;
  candidate.group = group;
  candidate.level = level;
  candidate.text = "Subscribe to our newsletter. Your email address Subscribe";
  candidate.heading = "Subscribe to our newsletter";
  candidate.language = "en";
  candidate.tag = "section";
  candidate.tokens = {"newsletter", "newsletter-signup"};
  candidate.fields.push_back({"email", "email", "email", "Your email address"});
  model::Control subscribe;
  subscribe.label = "Subscribe";
  subscribe.submit = true;
  candidate.controls.push_back(subscribe);
  candidate.geometry = {100, 600, 600, 200, 1366, 900};
  candidate.text_share = 0.02;
  return candidate;
}

TEST(JudgingTest, ActsOnAtMostOneCandidateOfAGroup) {
  const auto judging = Judging::BuiltIn();
  ASSERT_TRUE(judging);
  const model::Page page{"https://a.example/", "https://a.example/", "", "en", 5000, false};
  const auto verdicts = (*judging)->Judge(
      page, {Inline(1, 1, 0), Inline(2, 1, 1), Inline(3, 1, 2), Inline(4, 2, 0)}, {});
  ASSERT_EQ(verdicts.size(), 4u);
  int acted_on = 0;
  for (std::size_t i = 0; i < 3; ++i) acted_on += verdicts[i].action == model::Action::kHide;
  EXPECT_EQ(acted_on, 1);
  EXPECT_EQ(verdicts[3].action, model::Action::kHide);
}

std::vector<model::OptInBox> Boxes(std::size_t count, std::uint32_t form) {
  model::OptInBox box;
  box.label = "Send me news and offers";
  box.checked = true;
  box.form = form;
  return std::vector<model::OptInBox>(count, box);
}

TEST(JudgingTest, AFormFullOfOptInBoxesIsAListOfPreferences) {
  const auto judging = Judging::BuiltIn();
  ASSERT_TRUE(judging);
  const model::Page page{"https://a.example/", "https://a.example/", "", "en", 5000, false};
  std::vector<model::OptInBox> boxes = Boxes(decide::kMostBoxesOfAForm, 1);
  for (const auto& verdict : (*judging)->JudgeOptIn(page, boxes, {})) {
    EXPECT_EQ(verdict.set, false);
  }
  boxes = Boxes(decide::kMostBoxesOfAForm + 1, 1);
  boxes.push_back(Boxes(1, 2).front());
  const auto verdicts = (*judging)->JudgeOptIn(page, boxes, {});
  for (std::size_t i = 0; i + 1 < verdicts.size(); ++i) EXPECT_FALSE(verdicts[i].set);
  EXPECT_EQ(verdicts.back().set, false) << "another form's";
}

TEST(JudgingTest, KnowsSeveralLanguages) {
  const auto judging = Judging::BuiltIn();
  ASSERT_TRUE(judging);
  EXPECT_GE((*judging)->language_count(), 8u);
  EXPECT_EQ((*judging)->RoleOfLabel("Nein danke"), model::ControlRole::kDecline);
  EXPECT_EQ((*judging)->KindOfText("The weather in spring"), std::nullopt);
  EXPECT_GT((*judging)->SecondsFor(model::AskKind::kSurvey), 0u);
}

}  // namespace
}  // namespace lma::app
