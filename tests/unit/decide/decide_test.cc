#include "decide/decide.h"

#include <gtest/gtest.h>

#include <functional>

namespace lma::decide {
namespace {

using model::Action;
using model::AskKind;
using model::ControlRole;
using model::ControlTarget;
using model::LearnedAsk;
using model::Reason;
using model::StepType;
using model::Surface;
using model::Veto;

constexpr std::int64_t kNow = 1'760'000'000'000;

TEST(OptInTest, GoesByTheRulesOfAsks) {
  Situation situation;
  situation.now_ms = kNow;
  situation.settings.quiet_level = model::QuietLevel::kPrompts;
  EXPECT_EQ(DecideOptIn(situation), Reason::kAsk);
  model::Preference& said = situation.preference.emplace();
  said.engaged_until_ms = kNow + 1;
  EXPECT_EQ(DecideOptIn(situation), Reason::kEngaged);
  said.engaged_until_ms = kNow;
  EXPECT_EQ(DecideOptIn(situation), Reason::kAsk);
  said.wanted_kinds.Add(AskKind::kNewsletter);
  EXPECT_EQ(DecideOptIn(situation), Reason::kWantedKind);
  said.wanted = true;
  EXPECT_EQ(DecideOptIn(situation), Reason::kWantedBrand);
  said.unwanted_kinds.Add(AskKind::kNewsletter);
  said.wanted_kinds = {};
  EXPECT_EQ(DecideOptIn(situation), Reason::kAsk);
}

// A newsletter dialog with "Subscribe" (0), "No thanks" (1) and an X (2).
struct Ask {
  model::Candidate candidate;
  model::Classification found;
  Situation situation;

  Ask() {
    candidate.id = 7;
    for (std::uint32_t i = 0; i < 3; ++i) {
      model::Control control;
      control.index = i;
      candidate.controls.push_back(control);
    }
    found.kind = AskKind::kNewsletter;
    found.confidence = 0.97;
    found.text_key = true;
    found.structure_key = true;
    found.controls = {{0, ControlRole::kAffirm, 0.97},
                      {1, ControlRole::kDecline, 0.97},
                      {2, ControlRole::kDismiss, 0.97}};
    situation.now_ms = kNow;
  }

  model::Preference& Said() {
    if (!situation.preference) situation.preference.emplace();
    return *situation.preference;
  }
  void Learned(LearnedAsk::Answer answer) {
    situation.learned.emplace();
    situation.learned->answer = answer;
  }
  model::Verdict Decided() const { return Decide(candidate, found, situation); }
};

std::vector<StepType> Types(const model::Verdict& verdict) {
  std::vector<StepType> types;
  for (const model::Step& step : verdict.steps) types.push_back(step.type);
  return types;
}

// The rules of docs/policy.md, in their order. Each rule's case also breaks every rule below it, so
// that a wrong order shows.
struct Rule {
  Reason reason;
  Action action;
  std::function<void(Ask&)> applies;
};

const std::vector<Rule>& Rules() {
  static const std::vector<Rule> rules = {
      {Reason::kPaused, Action::kAllow, [](Ask& ask) { ask.Said().paused_until_ms = kNow + 1; }},
      {Reason::kWantedBrand, Action::kAllow, [](Ask& ask) { ask.Said().wanted = true; }},
      {Reason::kWantedKind, Action::kAllow,
       [](Ask& ask) { ask.Said().wanted_kinds.Add(AskKind::kNewsletter); }},
      {Reason::kEngaged, Action::kAllow, [](Ask& ask) { ask.Said().engaged_until_ms = kNow + 1; }},
      {Reason::kException, Action::kAllow,
       [](Ask& ask) { ask.Learned(LearnedAsk::Answer::kAllow); }},
      {Reason::kLearned, Action::kHide,
       [](Ask& ask) {
         if (!ask.situation.learned) ask.Learned(LearnedAsk::Answer::kHide);
       }},
      {Reason::kVeto, Action::kAllow, [](Ask& ask) { ask.found.vetoes.push_back(Veto::kConsent); }},
      {Reason::kKindAllowed, Action::kAllow,
       [](Ask& ask) { ask.situation.settings.allowed_kinds.Add(AskKind::kNewsletter); }},
      {Reason::kQuietLevel, Action::kAllow,
       [](Ask& ask) {
         ask.candidate.surface = Surface::kInline;
         ask.situation.settings.quiet_level = model::QuietLevel::kPrompts;
       }},
      {Reason::kUnsureText, Action::kUnsure, [](Ask& ask) { ask.found.text_key = false; }},
      {Reason::kUnsureStructure, Action::kUnsure,
       [](Ask& ask) { ask.found.structure_key = false; }},
  };
  return rules;
}

TEST(DecideTest, FirstRuleThatAppliesDecides) {
  for (std::size_t first = 0; first < Rules().size(); ++first) {
    for (std::size_t second = first; second < Rules().size(); ++second) {
      Ask ask;
      Rules()[first].applies(ask);
      Rules()[second].applies(ask);
      const model::Verdict verdict = ask.Decided();
      EXPECT_EQ(ReasonName(verdict.reason), ReasonName(Rules()[first].reason))
          << "with " << ReasonName(Rules()[second].reason);
      EXPECT_EQ(ActionName(verdict.action), ActionName(Rules()[first].action));
    }
  }
}

TEST(DecideTest, DeclinesThenDismissesThenHides) {
  Ask ask;
  ask.found.escape_closes = true;
  const model::Verdict verdict = ask.Decided();
  EXPECT_EQ(verdict.action, Action::kDecline);
  EXPECT_EQ(verdict.reason, Reason::kAsk);
  EXPECT_EQ(Types(verdict), (std::vector<StepType>{StepType::kDecline, StepType::kDismiss,
                                                   StepType::kEscape, StepType::kHide}));
  EXPECT_EQ(verdict.steps[0].control, 1u);
  EXPECT_EQ(verdict.steps[1].control, 2u);
}

TEST(DecideTest, TriesBackdropWhenNothingElseCloses) {
  Ask ask;
  ask.candidate.controls.resize(1);
  ask.found.controls.resize(1);
  ask.candidate.layer.backdrop = true;
  EXPECT_EQ(Types(ask.Decided()), (std::vector<StepType>{StepType::kBackdrop, StepType::kHide}));
}

TEST(DecideTest, HidesBlocksOfThePageWithoutPressing) {
  Ask ask;
  ask.candidate.surface = Surface::kInline;
  EXPECT_EQ(Types(ask.Decided()), std::vector<StepType>{StepType::kHide});
}

TEST(DecideTest, HidesWithoutPressingWhatCameBackTwice) {
  Ask ask;
  ask.situation.come_backs = kMaxComeBacks;
  EXPECT_EQ(Types(ask.Decided()), std::vector<StepType>{StepType::kHide});
  EXPECT_EQ(ask.Decided().action, Action::kHide);
}

TEST(DecideTest, NeverPressesWhatLeadsAway) {
  for (const ControlTarget target :
       {ControlTarget::kSameOrigin, ControlTarget::kCrossOrigin, ControlTarget::kOther}) {
    Ask ask;
    ask.candidate.controls[1].target = target;
    for (const model::Step& step : ask.Decided().steps) {
      EXPECT_FALSE(step.type == StepType::kDecline && step.control == 1);
    }
  }
}

TEST(DecideTest, NeverSubmitsFilledForm) {
  Ask ask;
  model::Field field;
  field.filled = true;
  ask.candidate.fields.push_back(field);
  ask.candidate.controls[1].submit = true;
  EXPECT_EQ(ask.Decided().steps.front().control, 2u);
  EXPECT_EQ(ask.Decided().steps.front().type, StepType::kDismiss);
}

TEST(DecideTest, UnwantedKindOfWantedBrandIsDeclined) {
  Ask ask;
  ask.Said().wanted = true;
  ask.Said().unwanted_kinds.Add(AskKind::kNewsletter);
  EXPECT_EQ(ask.Decided().action, Action::kDecline);
}

TEST(DecideTest, UnwantedKindOfBrandGoesBeforeAllowedKindsOfAll) {
  Ask ask;
  ask.found.kind = AskKind::kDonation;
  EXPECT_EQ(ask.Decided().reason, Reason::kKindAllowed);
  ask.Said().unwanted_kinds.Add(AskKind::kDonation);
  EXPECT_EQ(ask.Decided().action, Action::kDecline);
}

TEST(DecideTest, EngagementEndsWithItsTime) {
  Ask ask;
  ask.Said().engaged_until_ms = kNow;
  EXPECT_EQ(ask.Decided().action, Action::kDecline);
}

TEST(DecideTest, LearnedHideNeverHidesTheContent) {
  Ask ask;
  ask.Learned(LearnedAsk::Answer::kHide);
  ask.candidate.holds_main = true;
  EXPECT_EQ(ask.Decided().action, Action::kAllow);
  EXPECT_EQ(ask.Decided().veto, Veto::kContent);
}

TEST(DecideTest, SmallConfidenceIsUnsureAndSmallerIsNoAsk) {
  Ask ask;
  ask.found.confidence = kActConfidence - 0.01;
  EXPECT_EQ(ask.Decided().action, Action::kUnsure);
  EXPECT_TRUE(ask.Decided().steps.empty());
  ask.found.confidence = kUnsureConfidence - 0.01;
  EXPECT_EQ(ask.Decided().reason, Reason::kNoAsk);
}

TEST(DecideTest, OrderOfControlsDoesNotMatter) {
  Ask ask;
  ask.found.controls[2] = {2, ControlRole::kDecline, 0.97};
  const model::Verdict verdict = ask.Decided();
  std::swap(ask.candidate.controls[0], ask.candidate.controls[2]);
  std::swap(ask.found.controls[0], ask.found.controls[2]);
  const model::Verdict turned = ask.Decided();
  ASSERT_EQ(verdict.steps.size(), turned.steps.size());
  for (std::size_t i = 0; i < verdict.steps.size(); ++i) {
    EXPECT_EQ(verdict.steps[i].control, turned.steps[i].control);
  }
}

}  // namespace
}  // namespace lma::decide
