// What must hold for every candidate, however hostile: random ones from the words of real asks and
// of what must be kept, through the classifier and the policy.
#include <algorithm>
#include <random>

#include "classify/candidate_builder.h"
#include "classify/fixture.h"
#include "decide/decide.h"

namespace lma::classify {
namespace {

using model::Candidate;
using model::ControlRole;
using model::ControlTarget;

constexpr int kCandidates = 3000;

constexpr std::string_view kTexts[] = {"Subscribe to our newsletter",
                                       "We use cookies",
                                       "No thanks",
                                       "Delete file?",
                                       "Log in",
                                       "Get 10% off your first order",
                                       "Download our app",
                                       "\xff\xfe broken",
                                       "",
                                       "Newsletter abonnieren",
                                       "Your session is about to expire",
                                       "How likely are you to recommend us",
                                       "Rate our app",
                                       "\xe8\xae\xa2\xe9\x98\x85",
                                       "Follow us on Facebook",
                                       "Spin to win",
                                       "Cancel",
                                       "Accept all cookies"};
constexpr std::string_view kLabels[] = {
    "No thanks", "Subscribe", "Close", "\xc3\x97", "Cancel",     "OK",    "Not now", "Continue",
    "",          "Later",     "Yes",   "Accept",   "Nein danke", "Allow", "\xff",    "Skip"};
constexpr std::string_view kTokens[] = {"close",
                                        "newsletter-popup",
                                        "btn-primary",
                                        "modal",
                                        "dismiss",
                                        "no-thanks",
                                        "submit",
                                        "klaviyo-form",
                                        "onetrust-banner-sdk",
                                        "klaviyo-close-form",
                                        "x"};
constexpr std::string_view kTypes[] = {"email", "text", "password", "checkbox", "tel", "search"};

class RandomCandidates {
 public:
  explicit RandomCandidates(unsigned seed) : random_(seed) {}

  Candidate Next() {
    Candidate candidate;
    candidate.surface = static_cast<model::Surface>(Below(3));
    candidate.text = Pick(kTexts);
    candidate.heading = Pick(kTexts);
    candidate.layer.position = static_cast<model::Position>(Below(5));
    candidate.layer.backdrop = Below(2) == 0;
    candidate.layer.modal = Below(3) == 0;
    candidate.holds_main = Below(20) == 0;
    candidate.text_share = Below(10) / 10.0;
    for (std::size_t i = Below(4); i > 0; --i) candidate.tokens.push_back(Pick(kTokens));
    for (std::size_t i = Below(6); i > 0; --i) candidate.controls.push_back(AnyControl());
    for (std::size_t i = 0; i < candidate.controls.size(); ++i) {
      candidate.controls[i].index = static_cast<std::uint32_t>(i);
    }
    for (std::size_t i = Below(3); i > 0; --i) {
      model::Field field;
      field.type = Pick(kTypes);
      field.filled = Below(3) == 0;
      candidate.fields.push_back(field);
    }
    return candidate;
  }

  template <typename T>
  void Shuffle(std::vector<T>* values) {
    std::shuffle(values->begin(), values->end(), random_);
  }

 private:
  std::size_t Below(std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
  }
  template <std::size_t N>
  std::string_view Pick(const std::string_view (&values)[N]) {
    return values[Below(N)];
  }
  model::Control AnyControl() {
    model::Control control;
    control.label = Pick(kLabels);
    control.name = Below(3) == 0 ? Pick(kLabels) : std::string_view();
    control.target = static_cast<ControlTarget>(Below(5));
    control.submit = Below(3) == 0;
    control.dialog_form = Below(5) == 0;
    control.icon = Below(3) == 0;
    control.corner = Below(3) == 0;
    control.disabled = Below(8) == 0;
    if (Below(2) == 0) control.tokens.push_back(Pick(kTokens));
    return control;
  }

  std::mt19937 random_;
};

class PropertyTest : public BuiltInTest {
 protected:
  model::Verdict Judge(const Candidate& candidate) {
    last_ = classifier_.Classify(candidate, OrdinaryPage());
    decide::Situation situation;
    situation.settings.allowed_kinds = {};
    return decide::Decide(candidate, last_, situation);
  }
  model::Classification last_;
};

TEST_F(PropertyTest, PressesNothingThatCouldHarm) {
  RandomCandidates random(1);
  int pressed = 0;
  for (int i = 0; i < kCandidates; ++i) {
    const Candidate candidate = random.Next();
    const bool filled = std::any_of(candidate.fields.begin(), candidate.fields.end(),
                                    [](const model::Field& field) { return field.filled; });
    for (const model::Step& step : Judge(candidate).steps) {
      if (step.type != model::StepType::kDecline && step.type != model::StepType::kDismiss)
        continue;
      ++pressed;
      const model::Control& control = candidate.controls[step.control];
      const LabelJudgement label = classifier_.JudgeLabel(control.label, "");
      EXPECT_NE(label.role, ControlRole::kAffirm) << control.label;
      EXPECT_FALSE(control.submit && filled);
      EXPECT_TRUE(control.target == ControlTarget::kNone ||
                  control.target == ControlTarget::kFragment);
      EXPECT_FALSE(control.disabled);
    }
  }
  EXPECT_GT(pressed, 20) << "the candidates try nothing";
}

TEST_F(PropertyTest, NothingOutvotesAVeto) {
  RandomCandidates random(2);
  int vetoed = 0;
  for (int i = 0; i < kCandidates; ++i) {
    const Candidate candidate = random.Next();
    const model::Verdict verdict = Judge(candidate);
    if (last_.vetoes.empty()) continue;
    ++vetoed;
    EXPECT_EQ(verdict.action, model::Action::kAllow);
    EXPECT_TRUE(verdict.steps.empty());
  }
  EXPECT_GT(vetoed, 100);
}

TEST_F(PropertyTest, OrderOfEvidenceDoesNotMatter) {
  RandomCandidates random(3);
  for (int i = 0; i < kCandidates; ++i) {
    Candidate candidate = random.Next();
    const model::Verdict verdict = Judge(candidate);
    const double confidence = last_.confidence;
    random.Shuffle(&candidate.tokens);
    random.Shuffle(&candidate.controls);  // each keeps its index
    random.Shuffle(&candidate.fields);
    const model::Verdict turned = Judge(candidate);
    EXPECT_EQ(verdict.action, turned.action);
    EXPECT_EQ(verdict.kind, turned.kind);
    EXPECT_DOUBLE_EQ(confidence, last_.confidence);
    ASSERT_EQ(verdict.steps.size(), turned.steps.size());
    for (std::size_t step = 0; step < verdict.steps.size(); ++step) {
      EXPECT_EQ(verdict.steps[step].control, turned.steps[step].control);
    }
  }
}

}  // namespace
}  // namespace lma::classify
