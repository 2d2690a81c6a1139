// Asks as sites really make them, over the built-in lexicons.
#include "classify/candidate_builder.h"
#include "classify/fixture.h"

namespace lma::classify {
namespace {

using model::AskKind;
using model::Candidate;
using model::ControlTarget;

struct Case {
  const char* name;
  AskKind kind;
  Candidate candidate;
};

class AsksTest : public BuiltInTest, public ::testing::WithParamInterface<Case> {};

TEST_P(AsksTest, IsRecognised) {
  const model::Classification found = classifier_.Classify(GetParam().candidate, OrdinaryPage());
  EXPECT_TRUE(IsAsk(found)) << Why(found);
  ASSERT_TRUE(found.kind);
  EXPECT_EQ(model::AskKindName(*found.kind), model::AskKindName(GetParam().kind)) << Why(found);
}

// A question after an order, with five buttons to answer it.
Candidate AfterOrder(std::string_view text, std::string_view language,
                     std::initializer_list<std::string_view> answers) {
  Build build = Build::Bar(text);
  build.Language(language);
  std::vector<model::Control> controls;
  for (const std::string_view answer : answers) controls.push_back(Button(answer));
  build.Get().structure.stars = 5;
  controls.push_back(Icon("×", {}));
  build.Get().controls = controls;
  for (std::uint32_t i = 0; i < controls.size(); ++i) build.Get().controls[i].index = i;
  return build.Get();
}

// As One Tap shows it to one who was there before: no line about sharing.
Candidate OneTap(std::string_view text, std::string_view heading, std::string_view language,
                 std::string_view button) {
  return Build::Frame(text).Heading(heading).Language(language).Controls(
      {Icon("×", {}), Button(button)});
}

const Case kOverlays[] = {
    {"HowWasYourOrder", AskKind::kSurvey,
     AfterOrder("Thank you for your order! Did all go well? 😡 🙁 😐 🙂 😍", "en",
                {"😡", "🙁", "😐", "🙂", "😍"})},
    {"HowWasYourOrderPolish", AskKind::kSurvey,
     AfterOrder(
         "Dziękujemy za zamówienie! Czy wszystko poszło sprawnie? 😡 🙁 😐 🙂 😍",
         "pl", {"😡", "🙁", "😐", "🙂", "😍"})},
    {"LocalPaperNeedsMembers", AskKind::kDonation,
     Build::Bar("Local journalism needs you. Become a member from 3 € a month. Become a member ×")
         .Controls({Link("Become a member", ControlTarget::kCrossOrigin), Icon("×", {})})},
    {"CartWithACode", AskKind::kCoupon,
     Build::Bar("Still thinking? Complete your order within 15 minutes and the postage is on us. "
                "Code: NOW Copy code No thanks")
         .Controls({Button("Copy code"), Button("No thanks")})},
    // The page says English, as many do, and is not.
    {"NewsletterInAPageOfTheWrongLanguage", AskKind::kNewsletter,
     Build::Overlay("Newsletter abonnieren Nie wieder Angebote verpassen. Abonnieren Nein danke")
         .Language("en")
         .Fields({Input("email", "E-Mail")})
         .Controls({Button("Abonnieren"), Button("Nein danke")})},
    {"NewsletterEnglish", AskKind::kNewsletter,
     Build::Overlay("Join our newsletter Be the first to hear about new arrivals. Subscribe By "
                    "subscribing you agree to our privacy policy. You can unsubscribe at any time.")
         .Heading("Join our newsletter")
         .Fields({Input("email", "Your email")})
         .Controls({Button("Subscribe"), Icon("Close", {})})},
    {"CouponEnglish", AskKind::kCoupon,
     Build::Overlay("Get 10% off your first order Sign up for emails and save. Continue No, I "
                    "prefer paying full price")
         .Heading("Get 10% off your first order")
         .Fields({Input("email", "Email address")})
         .Controls({Button("Continue"), Button("No, I prefer paying full price")})},
    {"NewsletterGerman", AskKind::kNewsletter,
     Build::Overlay("Newsletter abonnieren und keine Angebote mehr verpassen Jetzt anmelden Nein "
                    "danke")
         .Heading("Newsletter abonnieren")
         .Language("de")
         .Fields({Input("email", "E-Mail-Adresse")})
         .Controls({Button("Jetzt anmelden"), Button("Nein danke")})},
    {"NewsletterFrench", AskKind::kNewsletter,
     Build::Overlay("Abonnez-vous à notre newsletter Recevez nos offres en avant-première. "
                    "S'inscrire Non merci")
         .Language("fr")
         .Fields({Input("email", "Votre e-mail")})
         .Controls({Button("S'inscrire"), Button("Non merci")})},
    {"PushEnglish", AskKind::kPush,
     Build::Bar("Would you like to receive notifications on the latest news? No thanks Allow")
         .Controls({Button("No thanks"), Button("Allow")})},
    {"ReviewEnglish", AskKind::kReview,
     Build::Overlay("Enjoying our app? Would you mind taking a moment to rate it? Rate now Remind "
                    "me later No thanks")
         .Controls({Button("Rate now"), Button("Remind me later"), Button("No thanks")})},
    {"NpsEnglish", AskKind::kSurvey,
     [] {
       Build build = Build::Bar(
           "How likely are you to recommend us to a friend or colleague? 0 1 2 3 "
           "4 5 6 7 8 9 10 Not at all likely Extremely likely");
       build.Controls({Icon("Close", {})});
       build.Get().structure.scale = 11;
       return build.Get();
     }()},
    {"SurveyInvitation", AskKind::kSurvey,
     Build::Bar("Help us improve. Take our 1 minute survey Take survey Not now")
         .Controls({Button("Take survey"), Button("Not now")})},
    {"AppBanner", AskKind::kApp,
     Build::Bar("Download our free app for a better experience Open Close")
         .Tokens({"smartbanner"})
         .Links({"apps.apple.com/app/id123"})
         .Controls(
             {Link("Open", ControlTarget::kCrossOrigin), Icon("Close", {"smartbanner__exit"})})},
    {"ChatInvitation", AskKind::kChat,
     Build::Bar("Hi there! Need help? Chat with us Chat now Not now")
         .Controls({Button("Chat now"), Button("Not now")})},
    {"SignupWall", AskKind::kSignup,
     Build::Overlay("Create a free account to keep reading Sign up Already have an account? Log in "
                    "Maybe later")
         .Heading("Create a free account to keep reading")
         .Controls({Button("Sign up"), Link("Log in", ControlTarget::kSameOrigin),
                    Button("Maybe later")})},
    {"Referral", AskKind::kReferral,
     Build::Overlay("Refer a friend and get $10 off your next order Invite friends No thanks")
         .Controls({Button("Invite friends"), Button("No thanks")})},
    {"Contest", AskKind::kContest,
     Build::Overlay("Spin to win! Enter your email for your chance to win a prize. Spin the wheel "
                    "No thanks")
         .Fields({Input("email", "Email")})
         .Controls({Button("Spin the wheel"), Button("No thanks")})},
    {"Follow", AskKind::kFollow,
     Build::Overlay("Follow us on Instagram for daily inspiration Follow Not now")
         .Links({"instagram.com/brand"})
         .Controls({Link("Follow", ControlTarget::kCrossOrigin), Button("Not now")})},
};

const Case kInlines[] = {
    {"NewsletterBox", AskKind::kNewsletter,
     Build::Inline("Subscribe to our newsletter The best stories every week. Sign up")
         .Tokens({"newsletter"})
         .Fields({Input("email", "Email")})
         .Controls({Button("Sign up")})},
    {"NewsletterFooterWithoutWords", AskKind::kNewsletter,
     Build::Inline("Let's drink coffee and throw things at happy people")
         .Tokens({"newsletter__wrapper"})
         .Fields({Input("email", "Email")})
         .Controls({Button("Go")})},
    {"ShareBarOfLinks", AskKind::kShare,
     Build::Inline("").Links({"facebook.com/sharer/sharer.php", "twitter.com/intent/tweet",
                              "linkedin.com/shareArticle"})},
    {"ShareBarWithALabelOnEachLink", AskKind::kShare,
     Build::Inline("印刷する メールでシェアする Facebookでシェアする Xでシェアする 反応 "
                   "はてなブックマークでシェアする")
         .Links({"mailto:", "facebook.com/sharer", "x.com/intent/tweet", "x.com/search",
                 "bookmarks.example/add"})
         .Controls({Link("印刷する", model::ControlTarget::kNone),
                    Link("メールでシェアする", model::ControlTarget::kOther),
                    Link("Facebookでシェアする", model::ControlTarget::kCrossOrigin),
                    Link("Xでシェアする", model::ControlTarget::kCrossOrigin),
                    Link("反応", model::ControlTarget::kCrossOrigin),
                    Link("はてなブックマークでシェアする", model::ControlTarget::kCrossOrigin)})},
    {"ShareBarByWayOfTheSite", AskKind::kShare,
     Build::Inline("ツイート シェアする")
         .Links({"redirect.example/1"})
         .Controls({Link("ツイート", ControlTarget::kCrossOrigin),
                    Link("シェアする", ControlTarget::kCrossOrigin)})},
    {"ShareBarOfButtons", AskKind::kShare,
     Build::Inline("Share Facebook Twitter WhatsApp")
         .Tokens({"social-share"})
         .Controls({Button("Facebook"), Button("Twitter"), Button("WhatsApp")})},
    {"FollowUs", AskKind::kFollow,
     Build::Inline("Follow us")
         .Links({"facebook.com/brand", "instagram.com/brand", "youtube.com/@brand"})},
    {"FollowOnOneNetwork", AskKind::kFollow,
     Build::Inline("@brand Follow us")
         .Links({"instagram.com/brand"})
         .Controls({Link("Follow us", ControlTarget::kCrossOrigin)})},
    {"ProfilesBehindAFewWords", AskKind::kFollow,
     Build::Inline("Stay connected Facebook Instagram")
         .Links({"facebook.com/brand", "instagram.com/brand"})
         .Controls({Link("Facebook", ControlTarget::kCrossOrigin),
                    Link("Instagram", ControlTarget::kCrossOrigin)})},
    {"CallToFollowInAnArticle", AskKind::kFollow,
     [] {
       Build build = Build::Inline(
           "More from the kitchen Every day I cook something new. Follow me on Instagram so that "
           "you never miss one! @kitchen");
       build.Links({"instagram.com/kitchen"});
       build.Controls({Link("@kitchen", ControlTarget::kCrossOrigin)});
       build.Get().tag = "aside";
       build.Get().in_article = true;
       return build.Get();
     }()},
    {"LinkToTheComments", AskKind::kComment,
     [] {
       Build build = Build::Inline(
           "Have you walked it yourself? Leave a comment and tell the others! To the comments");
       build.Controls({Link("To the comments", ControlTarget::kSameOrigin)});
       build.Get().tag = "aside";
       build.Get().in_article = true;
       return build.Get();
     }()},
    {"LinkThatFollowsAtOnce", AskKind::kFollow,
     Build::Inline("The day's stories in your news app")
         .Links({"news.google.com/publications/CAAq"})
         .Controls({Link("The day's stories in your news app", ControlTarget::kCrossOrigin)})},
    {"RowOfNamedNetworks", AskKind::kShare,
     Build::Inline("Facebook WhatsApp")
         .Tokens({"post-share"})
         .Controls({Button("Facebook"), Button("WhatsApp")})},
    {"NewsletterWithNumberedField", AskKind::kNewsletter,
     Build::Inline("Sign up for our newsletter Submit")
         .Fields({Input("text", "Enter your email*")})
         .Controls({Button("Submit")})},
    {"LinkToAService", AskKind::kNewsletter,
     Build::Inline("Get your FREE starter pack Send me the pack")
         .Links({"list.kit.com/starter-pack"})
         .Controls({Link("Send me the pack", ControlTarget::kCrossOrigin)})},
    {"PictureThatLeadsToAService", AskKind::kNewsletter,
     [] {
       Build build = Build::Inline("");
       build.Links({"eepurl.com/abc"});
       model::Control link = Link("", ControlTarget::kCrossOrigin);
       link.name = "Subscribe to our newsletter";
       build.Controls({link});
       build.Get().structure.media = 1;
       build.Get().geometry.width = 600;
       build.Get().geometry.height = 120;
       return build.Get();
     }()},
    {"BoxCalledArticle", AskKind::kNewsletter,
     [] {
       Build build =
           Build::Inline("The weekly letter Get our best stories in your inbox Subscribe");
       build.Fields({Input("email", "Your email")}).Controls({Button("Subscribe")});
       build.Get().tag = "article";
       return build.Get();
     }()},
    {"Helpful", AskKind::kSurvey,
     Build::Inline("Was this page helpful? Yes No").Controls({Button("Yes"), Button("No")})},
    {"RateRecipeInOtherWords", AskKind::kReview,
     [] {
       Build build =
           Build::Inline("Heb jij dit recept klaargemaakt? We zijn benieuwd wat je er van vindt!");
       build.Language("nl");
       build.Get().structure.stars = 5;
       build.Controls(
           {Icon("Beoordeel recept met 1 ster", {}), Icon("Beoordeel recept met 5 sterren", {})});
       return build.Get();
     }()},
    {"RateRecipe", AskKind::kReview,
     [] {
       Build build = Build::Inline("Rate this recipe");
       build.Get().structure.stars = 5;
       build.Controls({Icon("1 star", {}), Icon("5 stars", {})});
       return build.Get();
     }()},
    {"AppStores", AskKind::kApp,
     Build::Inline("Download our app")
         .Links({"apps.apple.com/app/id1", "play.google.com/store/apps/details"})},
};

TEST_F(BuiltInTest, SigningInByAnothersFrameIsAsked) {
  model::Page page = OrdinaryPage();
  page.url = "https://accounts.google.com/gsi/iframe/select";
  for (const Candidate& candidate :
       {OneTap("Sign in to Harbour News with Google Jo Example Continue as Jo",
               "Sign in to Harbour News with Google", "en", "Continue as Jo"),
        OneTap("Über Google bei Hafenblatt anmelden Jo Beispiel Als Jo fortfahren",
               "Über Google bei Hafenblatt anmelden", "de", "Als Jo fortfahren")}) {
    const model::Classification found = classifier_.Classify(candidate, page);
    EXPECT_TRUE(IsAsk(found)) << Why(found);
    EXPECT_EQ(found.kind, AskKind::kSignup);
  }
  // The site's own button, in a frame of the same vendor, has nothing that closes it.
  page.url = "https://accounts.google.com/gsi/button";
  const Candidate button =
      Build::Frame("Sign in with Google").Controls({Button("Sign in with Google")});
  const model::Classification own = classifier_.Classify(button, page);
  EXPECT_FALSE(IsAsk(own)) << Why(own);
}

INSTANTIATE_TEST_SUITE_P(Overlays, AsksTest, ::testing::ValuesIn(kOverlays),
                         [](const auto& test) { return std::string(test.param.name); });
INSTANTIATE_TEST_SUITE_P(Inlines, AsksTest, ::testing::ValuesIn(kInlines),
                         [](const auto& test) { return std::string(test.param.name); });

Candidate LoneShareButton() { return Build::Inline("Share").Controls({Button("Share")}).Get(); }

TEST_F(BuiltInTest, TakesTheShareButtonOfAnArticle) {
  model::Page page = OrdinaryPage();
  page.published = true;
  const model::Classification found = classifier_.Classify(LoneShareButton(), page);
  EXPECT_TRUE(IsAsk(found)) << Why(found);
}

// A program has such a button for its work.
TEST_F(BuiltInTest, LeavesTheShareButtonOfAProgram) {
  const model::Classification found = classifier_.Classify(LoneShareButton(), OrdinaryPage());
  EXPECT_FALSE(IsAsk(found)) << Why(found);
}

}  // namespace
}  // namespace lma::classify
