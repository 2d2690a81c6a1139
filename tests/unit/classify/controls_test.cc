// The right "no" among many, over the built-in lexicons.
#include "classify/candidate_builder.h"
#include "classify/fixture.h"

namespace lma::classify {
namespace {

using model::ControlRole;
using model::ControlTarget;

class ControlsTest : public BuiltInTest {
 protected:
  std::vector<ControlRole> Roles(const model::Candidate& candidate) {
    std::vector<ControlRole> roles;
    for (const auto& control : classifier_.Classify(candidate, OrdinaryPage()).controls) {
      roles.push_back(control.role);
    }
    return roles;
  }
  ControlRole RoleOf(const model::Control& control) {
    return Roles(Build::Overlay("Subscribe to our newsletter").Controls({control})).front();
  }
};

TEST_F(ControlsTest, ReadsLabels) {
  EXPECT_EQ(RoleOf(Button("No thanks")), ControlRole::kDecline);
  EXPECT_EQ(RoleOf(Button("Maybe later")), ControlRole::kDecline);
  EXPECT_EQ(RoleOf(Button("Close")), ControlRole::kDismiss);
  EXPECT_EQ(RoleOf(Button("Subscribe")), ControlRole::kAffirm);
  EXPECT_EQ(RoleOf(Button("Nein danke")), ControlRole::kDecline);
  EXPECT_EQ(RoleOf(Button("Non merci")), ControlRole::kDecline);
}

TEST_F(ControlsTest, ReadsConfirmShamingAsDecline) {
  EXPECT_EQ(RoleOf(Button("No thanks, I prefer paying full price")), ControlRole::kDecline);
}

TEST_F(ControlsTest, OkIsNoDecline) {
  EXPECT_NE(RoleOf(Button("OK")), ControlRole::kDecline);
  EXPECT_NE(RoleOf(Button("Got it")), ControlRole::kDecline);
}

// Pressing "No" would be an answer, given in the user's name.
TEST_F(ControlsTest, BareNoIsNotPressedWhereItAnswers) {
  struct Question {
    std::string_view text, yes, no;
  };
  constexpr Question kQuestions[] = {{"Was this article helpful?", "Yes", "No"},
                                     {"Do you enjoy our app? Rate our app", "Yes", "Not really"},
                                     {"War dieser Artikel hilfreich?", "Ja", "Nein"},
                                     {"Cet article vous a-t-il été utile ?", "Oui", "Non"},
                                     {"¿Te ha resultado útil este artículo?", "Sí", "No"},
                                     {"この記事は役に立ちましたか？", "はい", "いいえ"}};
  for (const Question& question : kQuestions) {
    const auto roles =
        Roles(Build::Overlay(question.text).Controls({Button(question.yes), Button(question.no)}));
    EXPECT_NE(roles[1], ControlRole::kDecline) << question.text;
    EXPECT_NE(roles[1], ControlRole::kDismiss) << question.text;
  }
}

TEST_F(ControlsTest, BareNoDeclinesWhereItRefuses) {
  EXPECT_EQ(RoleOf(Button("No")), ControlRole::kDecline);
  EXPECT_EQ(RoleOf(Button("Nein")), ControlRole::kDecline);
  EXPECT_EQ(Roles(Build::Overlay("Take our survey").Controls({Button("No thanks")})).front(),
            ControlRole::kDecline);
  EXPECT_EQ(Roles(Build::Overlay("Rate our app").Controls({Button("No, remind me later")})).front(),
            ControlRole::kDecline);
}

TEST_F(ControlsTest, ReadsAccessibleNameOfIcon) {
  EXPECT_EQ(RoleOf(Icon("Close", {})), ControlRole::kDismiss);
}

TEST_F(ControlsTest, ReadsClassOfIcon) {
  EXPECT_EQ(RoleOf(Icon("", {"popup__close"})), ControlRole::kDismiss);
}

TEST_F(ControlsTest, TakesTheOneIconInTheCorner) {
  EXPECT_EQ(RoleOf(Icon("", {})), ControlRole::kDismiss);
  EXPECT_EQ(Roles(Build::Overlay("x").Controls({Icon("", {}), Icon("", {})})),
            (std::vector{ControlRole::kNone, ControlRole::kNone}));
}

TEST_F(ControlsTest, BigPictureInTheCornerIsNoCloser) {
  model::Control picture = Icon("", {});
  picture.width = 200;
  EXPECT_EQ(RoleOf(picture), ControlRole::kNone);
}

TEST_F(ControlsTest, IconThatLeadsAwayIsNoCloser) {
  model::Control icon = Icon("", {});
  icon.target = ControlTarget::kSameOrigin;
  EXPECT_EQ(RoleOf(icon), ControlRole::kNone);
}

TEST_F(ControlsTest, ClassNeverTurnsYesIntoNo) {
  model::Control yes = Button("Subscribe");
  yes.tokens = {"close", "klaviyo-close-form", "no-thanks"};
  EXPECT_EQ(RoleOf(yes), ControlRole::kAffirm);
}

TEST_F(ControlsTest, NameThatSaysYesMakesALabelAmbiguous) {
  model::Control button = Button("Close");
  button.name = "Subscribe";
  EXPECT_EQ(RoleOf(button), ControlRole::kAmbiguous);
}

TEST_F(ControlsTest, ProvidersOwnCloserIsKnown) {
  model::Control closer = Icon("", {"klaviyo-close-form"});
  closer.corner = false;
  EXPECT_EQ(RoleOf(closer), ControlRole::kDismiss);
}

TEST_F(ControlsTest, UnreadSubmitWithCloserClassIsLeft) {
  model::Control button = Button("Zzyzx qwerty");
  button.tokens = {"close"};
  EXPECT_EQ(RoleOf(button), ControlRole::kDismiss);
  button.submit = true;
  EXPECT_EQ(RoleOf(button), ControlRole::kNone);
}

TEST_F(ControlsTest, LabelAloneSaysItsLanguage) {
  const LabelJudgement judged = classifier_.JudgeLabel("Nein danke", "de");
  EXPECT_EQ(judged.role, ControlRole::kDecline);
  EXPECT_EQ(judged.language, "de");
}

}  // namespace
}  // namespace lma::classify
