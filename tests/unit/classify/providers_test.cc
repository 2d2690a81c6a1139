// The files of host/data/providers and host/data/keepers as they ship: enough of them, no mark
// that two could claim, none that others use too; and that the judge goes by them.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "classify/candidate_builder.h"
#include "classify/compiler/table_source.h"
#include "classify/fixture.h"

namespace lma::classify {
namespace {

using model::AskKind;
using model::Candidate;
using model::Veto;

// All files of both folders, read as the build reads them.
TableSource ReadAll() {
  TableSource source;
  for (const bool keeper : {false, true}) {
    const auto folder = std::filesystem::path(LMA_DATA_FOLDER) / (keeper ? "keepers" : "providers");
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      std::ostringstream text;
      text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
      const Status added = source.AddEntityFile(text.str(), entry.path().stem().string(), keeper);
      EXPECT_TRUE(added) << (added ? "" : added.error().detail);
    }
  }
  return source;
}

bool MarksTheAsk(MarkClass mark_class) {
  return mark_class == MarkClass::kProvider || mark_class == MarkClass::kKeeper;
}

// Words of everyday mark-up. One that stands alone marks nobody.
const std::set<std::string_view> kOrdinary = {
    "action",    "active",     "alert",        "app",          "badge",   "banner",    "bar",
    "block",     "body",       "bottom",       "box",          "btn",     "bubble",    "button",
    "campaign",  "cancel",     "card",         "chat",         "close",   "comment",   "consent",
    "container", "content",    "cookie",       "cookies",      "coupon",  "cta",       "dialog",
    "discount",  "dismiss",    "donate",       "email",        "embed",   "engage",    "feedback",
    "field",     "floating",   "flyout",       "follow",       "footer",  "form",      "frame",
    "gdpr",      "header",     "hidden",       "icon",         "iframe",  "image",     "inline",
    "input",     "invite",     "item",         "launcher",     "layer",   "lightbox",  "like",
    "link",      "login",      "main",         "mask",         "message", "messenger", "modal",
    "news",      "newsletter", "notice",       "notification", "offer",   "open",      "optin",
    "overlay",   "panel",      "payment",      "poll",         "popin",   "popover",   "popup",
    "privacy",   "promo",      "prompt",       "push",         "rating",  "ratings",   "referral",
    "review",    "reviews",    "reward",       "root",         "section", "share",     "show",
    "sidebar",   "signin",     "signup",       "slide",        "slidein", "social",    "stars",
    "sticky",    "subscribe",  "subscription", "survey",       "tab",     "teaser",    "text",
    "title",     "toast",      "tooltip",      "top",          "vote",    "wheel",     "widget",
    "window",    "wrapper"};

TEST(ProvidersTest, ThereAreEnoughOfEveryClass) {
  const TableSource source = ReadAll();
  int providers = 0;
  int keepers = 0;
  std::map<Veto, int> kept;
  std::map<AskKind, int> by_kind;
  for (const SourceEntity& entity : source.entities()) {
    entity.keeper ? ++keepers : ++providers;
    if (entity.keeper) ++kept[entity.veto];
    for (const AskKind kind : entity.kinds) ++by_kind[kind];
  }
  EXPECT_GE(providers, 230);
  EXPECT_GE(keepers, 75);
  EXPECT_GE(kept[Veto::kConsent], 60);
  EXPECT_GE(kept[Veto::kPayment], 10);
  EXPECT_GE(kept[Veto::kLogin], 8);
  EXPECT_GE(kept[Veto::kSecurity], 8);
  for (const AskKind kind :
       {AskKind::kSurvey, AskKind::kReview, AskKind::kNewsletter, AskKind::kCoupon, AskKind::kPush,
        AskKind::kChat, AskKind::kReferral, AskKind::kContest, AskKind::kApp, AskKind::kShare,
        AskKind::kFollow, AskKind::kLike, AskKind::kSignup, AskKind::kDonation}) {
    EXPECT_GE(by_kind[kind], 4) << model::AskKindName(kind);
  }
}

TEST_F(BuiltInTest, NoMarkOfAnAskBelongsToTwo) {
  const TableSource source = ReadAll();
  for (const SourceMark& mark : source.marks()) {
    if (!MarksTheAsk(mark.mark_class)) continue;
    // A prefix of one may cover a word of another, which equality of the marks would not show.
    std::vector<Mark> found;
    Marks().FindWord(mark.key, &found);
    std::set<std::string_view> owners;
    for (const Mark& other : found) {
      if (MarksTheAsk(other.mark_class)) owners.insert(Marks().entity(other.entity).id);
    }
    EXPECT_LE(owners.size(), 1u) << mark.text;
  }
}

TEST(ProvidersTest, NoMarkOfAnAskIsAnOrdinaryWord) {
  const TableSource source = ReadAll();
  for (const SourceMark& mark : source.marks()) {
    if (!MarksTheAsk(mark.mark_class)) continue;
    std::string word = mark.key;
    while (!word.empty() && (word.back() == '-' || word.back() == '_')) word.pop_back();
    EXPECT_FALSE(kOrdinary.contains(word)) << mark.text;
    EXPECT_GE(word.size(), 3u) << mark.text;
  }
}

TEST(ProvidersTest, NamesAreUnique) {
  const TableSource source = ReadAll();
  std::set<std::string> names;
  for (const SourceEntity& entity : source.entities()) {
    EXPECT_TRUE(names.insert(entity.name).second) << entity.name;
  }
}

struct Known {
  const char* provider;
  AskKind kind;
  Candidate candidate;
};

class KnownProvidersTest : public BuiltInTest, public ::testing::WithParamInterface<Known> {};

TEST_P(KnownProvidersTest, IsNamedAndRecognised) {
  const model::Classification found = classifier_.Classify(GetParam().candidate, OrdinaryPage());
  EXPECT_TRUE(IsAsk(found)) << Why(found);
  EXPECT_EQ(found.provider, GetParam().provider) << Why(found);
  ASSERT_TRUE(found.kind);
  EXPECT_EQ(model::AskKindName(*found.kind), model::AskKindName(GetParam().kind)) << Why(found);
}

const Known kKnown[] = {
    {"surveymonkey", AskKind::kSurvey,
     Build::Overlay("We value your feedback. Would you take a short survey? Start survey No thanks")
         .Tokens({"smcx-modal", "smcx-widget"})
         .Controls({Button("Start survey"), Button("No thanks")})},
    {"survicate", AskKind::kSurvey,
     Build::Bar("How likely are you to recommend us to a friend? Not at all likely Very likely")
         .Sources({"survey.survicate.com"})
         .Tokens({"survicate-box"})
         .Controls({Icon("Close", {})})},
    {"kk-star-ratings", AskKind::kReview,
     Build::Inline("Rate this article 4.5 (12 votes)")
         .Tokens({"kk-star-ratings", "kksr-auto"})
         .Controls({Button("1"), Button("2"), Button("3"), Button("4"), Button("5")})},
    {"thrive-leads", AskKind::kNewsletter,
     Build::Overlay("Get our best recipes by e-mail. Sign me up")
         .Tokens({"tve-leads-lightbox"})
         .Fields({Input("email", "Your e-mail")})
         .Controls({Button("Sign me up"), Icon("", {"tve-screen-filler-close"})})},
    {"smsbump", AskKind::kCoupon,
     Build::Overlay("Get 15% off your first order. Enter your phone number to unlock. Continue")
         .Tokens({"smsbump-modal"})
         .Fields({Input("tel", "Phone number")})
         .Controls({Button("Continue"), Icon("Close", {})})},
    {"frizbit", AskKind::kPush,
     Build::Bar("¿Quieres recibir notificaciones con nuestras ofertas? No, gracias Permitir")
         .Tokens({"frizbit-prompt"})
         .Language("es")
         .Controls({Button("No, gracias"), Button("Permitir")})},
    {"vizury", AskKind::kPush,
     Build::Bar("Get notifications about the latest offers. Allow Later")
         .Tokens({"vizury-notification-template"})
         .Controls({Button("Allow"), Button("Later")})},
    {"salesforce-chat", AskKind::kChat,
     Build::Bar("Need help? Chat with us now. No thanks Start chat")
         .Tokens({"embeddedserviceinvitation", "snapins_invite"})
         .Controls({Button("No thanks"), Button("Start chat")})},
    {"smile-io", AskKind::kReferral,
     Build::Bar("Refer a friend and get $10 off. Invite friends")
         .Tokens({"smile-prompt-frame"})
         .Controls({Button("Invite friends"), Icon("Close", {})})},
    {"wp-optin-wheel", AskKind::kContest,
     Build::Overlay("Spin to win a prize! Try your luck. No, I don't feel lucky")
         .Tokens({"wof-overlay", "wof-wheel"})
         .Fields({Input("email", "Your e-mail")})
         .Controls({Button("Spin now"), Button("No, I don't feel lucky")})},
    {"adjust-banner", AskKind::kApp,
     Build::Bar("Shop faster in our app. Open")
         .Tokens({"adjust-smart-banner__AEqYlWgPonspKfseFq2N"})
         .Controls({Button("Open"), Icon("Dismiss", {})})},
    {"social-warfare", AskKind::kShare,
     Build::Inline("Share Tweet Pin")
         .Tokens({"swp_social_panel"})
         .Links({"facebook.com/sharer", "twitter.com/intent/tweet", "pinterest.com/pin/create"})
         .Controls({Button("Share on Facebook"), Button("Share on Twitter"), Button("Pin")})},
};

INSTANTIATE_TEST_SUITE_P(Classes, KnownProvidersTest, ::testing::ValuesIn(kKnown),
                         [](const auto& test) {
                           std::string name = test.param.provider;
                           std::erase(name, '-');
                           return name;
                         });

struct Kept {
  const char* token;
  Veto veto;
};

class KeepersTest : public BuiltInTest, public ::testing::WithParamInterface<Kept> {};

// Whatever the words say, what a keeper draws is no ask.
TEST_P(KeepersTest, ForbidsTheAsk) {
  const Candidate candidate = Build::Overlay("We value your privacy. Stay up to date. OK No thanks")
                                  .Tokens({GetParam().token})
                                  .Controls({Button("OK"), Button("No thanks")});
  const model::Classification found = classifier_.Classify(candidate, OrdinaryPage());
  EXPECT_TRUE(std::ranges::count(found.vetoes, GetParam().veto)) << Why(found);
}

constexpr std::array kKept = {
    Kept{"ccc-notify", Veto::kConsent},       Kept{"cookiefirst-root", Veto::kConsent},
    Kept{"pandectes-banner", Veto::kConsent}, Kept{"sibbo-cmp-layout", Veto::kConsent},
    Kept{"braintree-dropin", Veto::kPayment}, Kept{"razorpay-checkout-frame", Veto::kPayment},
    Kept{"kc-form-login", Veto::kLogin},      Kept{"supertokens-root", Veto::kLogin},
};

INSTANTIATE_TEST_SUITE_P(Classes, KeepersTest, ::testing::ValuesIn(kKept), [](const auto& test) {
  std::string name = test.param.token;
  std::erase(name, '-');
  return name;
});

}  // namespace
}  // namespace lma::classify
