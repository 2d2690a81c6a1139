// What must hold for every candidate, however hostile, in every language: the labelled rows with
// their parts exchanged at random, broken bytes and all, through the classifier and the policy.
// (tests/unit/classify/property_test.cc does the same with candidates made from nothing.)
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>
#include <string>
#include <vector>

#include "classify/classifier.h"
#include "decide/decide.h"
#include "judgement/labelled_set.h"
#include "protocol/decode.h"

namespace lma::judgement {
namespace {

using model::Candidate;
using model::Control;
using model::ControlRole;
using model::ControlTarget;
using model::StepType;

constexpr int kRounds = 6;  // mutations of each row

struct Row {
  std::string message;  // what the candidate's views are of
  Candidate candidate;
  model::Page page;
};

class MutationsTest : public ::testing::Test {
 protected:
  MutationsTest()
      : words_(*lexicon::Lexicon::FromBlob(lexicon::BuiltInBlob())),
        marks_(*classify::ProviderTable::FromBlob(classify::BuiltInProviders())) {}

  void SetUp() override {
    const auto cases = ReadSet(LMA_SOURCE_DIR "/tests/judgement/sets");
    ASSERT_TRUE(cases) << cases.error().detail;
    for (const Case& one : *cases) {
      Row& row = rows_.emplace_back();
      row.message = one.message;
      protocol::Envelope envelope;
      const auto request = protocol::Decode(row.message, &envelope);
      ASSERT_TRUE(request) << one.id;
      const auto& judge = std::get<protocol::JudgeRequest>(*request);
      row.candidate = judge.candidates.front();
      row.page = judge.page;
    }
  }

  std::size_t Below(std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
  }
  bool OneIn(std::size_t count) { return Below(count) == 0; }
  const Candidate& Other() { return rows_[Below(rows_.size())].candidate; }

  std::string_view OtherLabel() {
    static constexpr std::string_view kHostile[] = {"",
                                                    " ",
                                                    "\xff\xfe",
                                                    "\xe2\x80\xae\x6f\x4e",
                                                    "No\xc2\xad thanks",
                                                    "x",
                                                    "\xf0\x9f\x91\x8d",
                                                    "No thanks, subscribe me",
                                                    "Yes, no thanks",
                                                    "Accept and close",
                                                    "OK, not now"};
    if (OneIn(4)) return kHostile[Below(std::size(kHostile))];
    const Candidate& other = Other();
    return other.controls.empty() ? "" : other.controls[Below(other.controls.size())].label;
  }

  void Mutate(Control* control) {
    if (OneIn(2)) control->label = OtherLabel();
    if (OneIn(4)) control->name = OtherLabel();
    if (OneIn(3)) control->target = static_cast<ControlTarget>(Below(5));
    if (OneIn(3)) control->submit = !control->submit;
    if (OneIn(6)) control->dialog_form = !control->dialog_form;
    if (OneIn(8)) control->disabled = true;
    if (OneIn(4)) control->corner = control->icon = !control->icon;
    const Candidate& other = Other();
    if (OneIn(3) && !other.controls.empty()) control->tokens = other.controls.front().tokens;
  }

  Candidate Mutated(const Candidate& original) {
    Candidate candidate = original;
    for (Control& control : candidate.controls) Mutate(&control);
    if (OneIn(4)) candidate.controls.push_back(Control());
    for (std::size_t i = 0; i < candidate.controls.size(); ++i) {
      candidate.controls[i].index = static_cast<std::uint32_t>(i);
    }
    if (OneIn(3)) candidate.text = Other().text;
    if (OneIn(4)) candidate.heading = Other().heading;
    if (OneIn(4)) candidate.fields = Other().fields;
    for (model::Field& field : candidate.fields) field.filled = OneIn(3);
    if (OneIn(5)) candidate.tokens = Other().tokens;
    if (OneIn(5)) candidate.links = Other().links;
    if (OneIn(6)) candidate.language = Other().language;
    if (OneIn(20)) candidate.holds_main = true;
    if (OneIn(20)) candidate.text = "\xff\xff\xc3\x28 newsletter \xe2\x82";
    return candidate;
  }

  model::Verdict Judge(const Candidate& candidate, const model::Page& page) {
    found_ = classifier_.Classify(candidate, page);
    decide::Situation situation;
    situation.settings.allowed_kinds = {};
    return decide::Decide(candidate, found_, situation);
  }

  // Calls `check` with each mutated candidate and the page it stands on.
  template <typename Check>
  void ForEach(unsigned seed, const Check& check) {
    random_.seed(seed);
    for (int round = 0; round < kRounds; ++round) {
      for (const Row& row : rows_) check(Mutated(row.candidate), row.page);
    }
  }

  lexicon::Lexicon words_;
  classify::ProviderTable marks_;
  classify::Classifier classifier_{words_, marks_};
  std::deque<Row> rows_;
  std::mt19937 random_;
  model::Classification found_;
};

TEST_F(MutationsTest, PressesNothingThatCouldHarm) {
  int pressed = 0;
  ForEach(1, [&](const Candidate& candidate, const model::Page& page) {
    const bool filled = std::any_of(candidate.fields.begin(), candidate.fields.end(),
                                    [](const model::Field& field) { return field.filled; });
    for (const model::Step& step : Judge(candidate, page).steps) {
      if (step.type != StepType::kDecline && step.type != StepType::kDismiss) continue;
      ++pressed;
      const Control& control = candidate.controls[step.control];
      const ControlRole role = classifier_.JudgeLabel(control.label, candidate.language).role;
      EXPECT_NE(role, ControlRole::kAffirm) << control.label;
      EXPECT_NE(found_.controls[step.control].role, ControlRole::kAmbiguous) << control.label;
      EXPECT_FALSE(control.submit && filled) << control.label;
      EXPECT_FALSE(control.disabled) << control.label;
      EXPECT_TRUE(control.target == ControlTarget::kNone ||
                  control.target == ControlTarget::kFragment)
          << control.label;
    }
  });
  EXPECT_GT(pressed, 1000) << "the candidates try nothing";
}

TEST_F(MutationsTest, NothingOutvotesAVeto) {
  int vetoed = 0;
  ForEach(2, [&](const Candidate& candidate, const model::Page& page) {
    const model::Verdict verdict = Judge(candidate, page);
    if (found_.vetoes.empty() && !candidate.holds_main) return;
    ++vetoed;
    EXPECT_EQ(verdict.action, model::Action::kAllow) << candidate.text;
    EXPECT_TRUE(verdict.steps.empty()) << candidate.text;
  });
  EXPECT_GT(vetoed, 1000);
}

TEST_F(MutationsTest, OrderOfEvidenceDoesNotMatter) {
  ForEach(3, [&](Candidate candidate, const model::Page& page) {
    const model::Verdict verdict = Judge(candidate, page);
    const model::Classification before = found_;
    const auto shuffle = [&](auto* values) {
      std::shuffle(values->begin(), values->end(), random_);
    };
    shuffle(&candidate.tokens);
    shuffle(&candidate.sources);
    shuffle(&candidate.links);
    shuffle(&candidate.fields);
    shuffle(&candidate.controls);  // each keeps its index
    const model::Verdict turned = Judge(candidate, page);
    EXPECT_EQ(verdict.action, turned.action) << candidate.text;
    EXPECT_EQ(verdict.kind, turned.kind) << candidate.text;
    EXPECT_EQ(before.vetoes, found_.vetoes) << candidate.text;
    EXPECT_NEAR(before.confidence, found_.confidence, 1e-9) << candidate.text;
    ASSERT_EQ(verdict.steps.size(), turned.steps.size()) << candidate.text;
    for (std::size_t i = 0; i < verdict.steps.size(); ++i) {
      EXPECT_EQ(verdict.steps[i].type, turned.steps[i].type);
      EXPECT_EQ(verdict.steps[i].control, turned.steps[i].control);
    }
  });
}

// The same candidate twice, with others between, says the same: nothing is kept from one to the
// next.
TEST_F(MutationsTest, JudgesEachCandidateByItself) {
  ForEach(4, [&](const Candidate& candidate, const model::Page& page) {
    const double confidence = (Judge(candidate, page), found_.confidence);
    const Row& other = rows_[Below(rows_.size())];
    Judge(other.candidate, other.page);
    Judge(candidate, page);
    EXPECT_EQ(confidence, found_.confidence) << candidate.text;
  });
}

}  // namespace
}  // namespace lma::judgement
