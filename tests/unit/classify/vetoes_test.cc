// What forbids touching, and the small print that does not.
#include <gmock/gmock.h>

#include "classify/candidate_builder.h"
#include "classify/fixture.h"

namespace lma::classify {
namespace {

using model::Candidate;
using model::Veto;

class VetoesTest : public BuiltInTest {
 protected:
  std::vector<Veto> Vetoes(const Candidate& candidate, const model::Page& page = OrdinaryPage()) {
    return classifier_.Classify(candidate, page).vetoes;
  }
  // An ask that nothing forbids, to be changed.
  static Candidate Newsletter() {
    return Build::Overlay("Subscribe to our newsletter No thanks")
        .Fields({Input("email", "Email")})
        .Controls({Button("Join"), Button("No thanks")});
  }
};

TEST_F(VetoesTest, NothingForbidsAnOrdinaryAsk) { EXPECT_TRUE(Vetoes(Newsletter()).empty()); }

TEST_F(VetoesTest, FieldsForbid) {
  const std::pair<model::Field, Veto> cases[] = {
      {Input("password", "Password"), Veto::kLogin},
      {Input("search", "Search"), Veto::kNavigation},
      {Input("file", "CV"), Veto::kForm},
      {[] {
         model::Field field = Input("text", "Code");
         field.autocomplete = "one-time-code";
         return field;
       }(),
       Veto::kLogin},
      {[] {
         model::Field field = Input("text", "Card");
         field.autocomplete = "cc-number";
         return field;
       }(),
       Veto::kPayment},
      {[] {
         model::Field field = Input("text", "Born");
         field.autocomplete = "bday";
         return field;
       }(),
       Veto::kAgeGate},
  };
  for (const auto& [field, veto] : cases) {
    Candidate candidate = Newsletter();
    candidate.fields.push_back(field);
    EXPECT_EQ(Vetoes(candidate), std::vector{veto}) << field.label;
  }
}

TEST_F(VetoesTest, SmallPrintDoesNotForbid) {
  Candidate candidate = Newsletter();
  candidate.text =
      "Subscribe to our newsletter and never miss an offer. Subscribe We use cookies to measure "
      "our e-mails. You can unsubscribe at any time. No thanks";
  EXPECT_TRUE(Vetoes(candidate).empty());
}

TEST_F(VetoesTest, WhatBeginsWithSigningInIsNoSmallPrint) {
  for (const std::string_view text :
       {"Iniciar sesión Introduce tu correo y contraseña para entrar. Ahora no Entrar",
        "Iniciar sesión Deja tu correo para recibir ofertas. Correo y contraseña Entrar"}) {
    EXPECT_EQ(Vetoes(Build::Overlay(text).Controls({Button("Ahora no"), Button("Entrar")})),
              std::vector{Veto::kLogin})
        << text;
  }
}

TEST_F(VetoesTest, ConsentThatSpeaksOfSubscribingForbids) {
  Candidate candidate = Build::Overlay(
                            "We use cookies to improve your experience. Subscribe to our "
                            "newsletter Accept all cookies Reject all")
                            .Controls({Button("Accept all cookies"), Button("Reject all")});
  EXPECT_EQ(Vetoes(candidate), std::vector{Veto::kConsent});
}

TEST_F(VetoesTest, KeepersForbidWhateverTheTextSays) {
  Candidate candidate = Newsletter();
  candidate.tokens = {"onetrust-banner-sdk"};
  EXPECT_EQ(Vetoes(candidate), std::vector{Veto::kConsent});
}

TEST_F(VetoesTest, CaptchaWithinAnAskDoesNotForbid) {
  Candidate candidate = Newsletter();
  candidate.tokens = {"g-recaptcha"};
  EXPECT_TRUE(Vetoes(candidate).empty());
  EXPECT_EQ(Vetoes(Build::Overlay("Select all squares").Tokens({"g-recaptcha"})),
            std::vector{Veto::kSecurity});
}

TEST_F(VetoesTest, GestureExplainsItsOwnKindOnly) {
  Candidate candidate = Newsletter();
  candidate.gesture.emplace();
  candidate.gesture->label = "Newsletter";
  candidate.gesture->age_ms = 400;
  EXPECT_EQ(Vetoes(candidate), std::vector{Veto::kGesture});
  candidate.gesture->age_ms = 60'000;
  EXPECT_TRUE(Vetoes(candidate).empty());
  candidate.gesture->age_ms = 400;
  for (const std::string_view label : {"", "Accept all cookies", "Add to cart", "Chat"}) {
    candidate.gesture->label = label;
    EXPECT_TRUE(Vetoes(candidate).empty()) << label;
  }
}

TEST_F(VetoesTest, AHeadlineThatWasFollowedExplainsNoAsk) {
  model::Candidate candidate = Newsletter();
  candidate.gesture.emplace();
  candidate.gesture->role = "link";
  candidate.gesture->scope = model::GestureScope::kNavigation;
  candidate.gesture->age_ms = 400;
  // "de" gives in Portuguese, "registro" begins like "register yourself".
  for (const char* label : {"een zwaluwnest in de kap", "sul registro delle burrasche"}) {
    candidate.gesture->label = label;
    EXPECT_TRUE(Vetoes(candidate).empty()) << label;
  }
  for (const char* label : {"Subscribe", "Suscribirme", "Ja, ich möchte den Newsletter haben"}) {
    candidate.gesture->label = label;
    EXPECT_EQ(Vetoes(candidate), std::vector{Veto::kGesture}) << label;
  }
}

TEST_F(VetoesTest, GestureCarriesOverNavigation) {
  Candidate candidate = Newsletter();
  candidate.surface = model::Surface::kInline;
  candidate.gesture.emplace();
  candidate.gesture->label = "Subscribe to our newsletter";
  candidate.gesture->scope = model::GestureScope::kNavigation;
  candidate.gesture->age_ms = 12'000;
  EXPECT_EQ(Vetoes(candidate), std::vector{Veto::kGesture});
}

TEST_F(VetoesTest, ContentForbids) {
  Candidate candidate = Newsletter();
  candidate.holds_main = true;
  EXPECT_EQ(Vetoes(candidate), std::vector{Veto::kContent});
  candidate.holds_main = false;
  candidate.text_share = 0.5;
  EXPECT_EQ(Vetoes(candidate), std::vector{Veto::kContent});
}

TEST_F(VetoesTest, DialogOnPageWithHardlyAnyTextIsNoContent) {
  Candidate candidate = Newsletter();
  candidate.text_share = 0.5;
  model::Page page = OrdinaryPage();
  page.text_chars = 300;
  EXPECT_TRUE(Vetoes(candidate, page).empty());
}

TEST_F(VetoesTest, PagesPurposeForbids) {
  for (const std::string_view url :
       {"https://shop.example/unsubscribe", "https://shop.example/checkout/step-1",
        "https://shop.example/newsletter", "https://www.surveymonkey.com/r/abc"}) {
    model::Page page = OrdinaryPage();
    page.url = url;
    page.top_url = url;
    EXPECT_FALSE(Vetoes(Newsletter(), page).empty()) << url;
  }
}

TEST_F(VetoesTest, SurveyHostInAFrameIsNoPageOfItsOwn) {
  model::Page page = OrdinaryPage();
  page.url = "https://www.surveymonkey.com/r/abc";
  EXPECT_TRUE(Vetoes(Newsletter(), page).empty());
}

TEST_F(VetoesTest, ANewsletterBelowASignInIsNoPartOfIt) {
  model::Page page = OrdinaryPage();
  page.url = page.top_url = "https://shop.example/login";
  const Candidate newsletter = Build::Inline("Subscribe to our newsletter Join")
                                   .Fields({Input("email", "Email")})
                                   .Controls({Button("Join")});
  EXPECT_THAT(Vetoes(newsletter, page), ::testing::IsEmpty());
  const Candidate sign_in = Build::Inline("Welcome back Continue with your e-mail")
                                .Fields({Input("email", "Email")})
                                .Controls({Button("Continue")});
  EXPECT_THAT(Vetoes(sign_in, page), ::testing::Contains(Veto::kLogin));
}

}  // namespace
}  // namespace lma::classify
