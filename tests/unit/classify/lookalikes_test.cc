// What looks like an ask and must stay: protected dialogs, the page's own content and functions.
#include "classify/candidate_builder.h"
#include "classify/fixture.h"

namespace lma::classify {
namespace {

using model::Candidate;
using model::ControlTarget;

struct Case {
  const char* name;
  Candidate candidate;
};

class LookAlikesTest : public BuiltInTest, public ::testing::WithParamInterface<Case> {};

TEST_P(LookAlikesTest, IsLeftAlone) {
  const model::Classification found = classifier_.Classify(GetParam().candidate, OrdinaryPage());
  EXPECT_FALSE(IsAsk(found)) << Why(found);
}

// A product's ratings, with a button for one's own.
Candidate Ratings(std::string_view text, std::string_view language, std::string_view button) {
  Build build = Build::Inline(text);
  build.Language(language);
  build.Get().structure.stars = 5;
  build.Get().structure.headings = 1;
  build.Controls({Icon("1/5", {}), Icon("2/5", {}), Icon("3/5", {}), Icon("4/5", {}),
                  Icon("5/5", {}), Button(button)});
  return build.Get();
}

const Case kDialogs[] = {
    // A field's label says what to type, and not what for.
    {"InviteToTheProject", Build::Overlay("Invite members Email Send invitation Cancel")
                               .Heading("Invite members")
                               .Fields({Input("email", "Email")})
                               .Controls({Button("Send invitation"), Button("Cancel")})},
    {"InviteToTheProjectGreek", Build::Overlay("Προσθήκη μέλους Email Αποστολή Άκυρο")
                                    .Heading("Προσθήκη μέλους")
                                    .Language("el")
                                    .Fields({Input("email", "Email")})
                                    .Controls({Button("Αποστολή"), Button("Άκυρο")})},
    {"WallOfSubscribers",
     Build::Overlay("This article is for subscribers Subscribe from 1 € a month. Already a "
                    "subscriber? Log in")
         .Heading("This article is for subscribers")
         .Links({"news.example/subscribe", "news.example/login"})
         .Controls({Link("Subscribe", ControlTarget::kSameOrigin),
                    Link("Log in", ControlTarget::kSameOrigin)})},
    {"MenuWithFollowUsInIt",
     Build::Overlay("Menu Bikes Offers Workshop Gift cards Club Follow us")
         .Heading("Menu")
         .Links({"shop.example/bikes", "shop.example/offers", "shop.example/workshop",
                 "shop.example/gift-cards", "shop.example/club", "shop.example/follow"})
         .Controls({Icon("Close menu", {"close"}), Link("Bikes", ControlTarget::kSameOrigin),
                    Link("Offers", ControlTarget::kSameOrigin),
                    Link("Workshop", ControlTarget::kSameOrigin),
                    Link("Gift cards", ControlTarget::kSameOrigin),
                    Link("Club", ControlTarget::kSameOrigin),
                    Link("Follow us", ControlTarget::kSameOrigin)})},
    {"AlertsOfABankInItsOwnWords",
     Build::Overlay("Slå på aviseringar? Du ser saldo och kortköp så fort något händer på kontot. "
                    "Slå på Inte nu")
         .Heading("Slå på aviseringar?")
         .Language("sv")
         .Controls({Button("Slå på"), Button("Inte nu")})},
    {"AlertsOfABank",
     Build::Overlay("Turn on notifications? Be told at once of every payment with your card and of "
                    "every login to your account. Turn on Not now")
         .Heading("Turn on notifications?")
         .Controls({Button("Turn on"), Button("Not now")})},
    {"KeyPad",
     [] {
       Build build = Build::Overlay("Enter your code 1 2 3 4 5 6 7 8 9 0 Forgot it? Cancel");
       build.Get().structure.scale = 9;
       build.Controls({Button("1"), Button("2"), Button("3"), Button("Cancel")});
       return build.Get();
     }()},
    {"GuestsOfABooking",
     [] {
       Build build = Build::Overlay("How many guests? 1 2 3 4 5 6 Close");
       build.Get().structure.scale = 6;
       build.Controls({Button("1"), Button("2"), Button("3"), Button("Close")});
       return build.Get();
     }()},
    {"StopFollowing", Build::Overlay("Stop following this thread? You will receive no more "
                                     "notifications. Cancel Stop following")
                          .Heading("Stop following this thread?")
                          .Controls({Button("Cancel"), Button("Stop following")})},
    {"ApproveInTheApp",
     Build::Overlay("Payment of 60 € Open our app and approve it there. Reject Send a text instead")
         .Heading("Payment of 60 €")
         .Controls({Button("Reject"), Button("Send a text instead")})},
    {"PlayerOverThePage",
     Build::Bar("第12回 灯台の一日 1.0× 共有 購読する ×")
         .Tokens({"player"})
         .Controls({Button("共有"), Button("購読する"), Button("×")})},
    {"CookieBanner",
     Build::Bar("We use cookies to improve your experience. Accept all Reject all Manage settings")
         .Controls({Button("Accept all"), Button("Reject all"), Button("Manage settings")})},
    {"ConsentOrPay",
     Build::Overlay(
         "Read on with ads and cookies or subscribe without ads We and our partners use "
         "cookies to personalise ads. Accept and continue Subscribe now for 2.99 a month")
         .Controls({Button("Accept and continue"), Button("Subscribe now")})},
    {"ConsentGerman",
     Build::Overlay("Wir verwenden Cookies Mit Ihrer Einwilligung nutzen wir Cookies. Alle "
                    "akzeptieren Ablehnen Jetzt abonnieren")
         .Language("de")
         .Controls({Button("Alle akzeptieren"), Button("Ablehnen"), Button("Jetzt abonnieren")})},
    {"Login", Build::Overlay("Log in to your account Sign in Forgot your password?")
                  .Heading("Log in to your account")
                  .Fields({Input("email", "Email"), Input("password", "Password")})
                  .Controls({Button("Sign in"), Button("Cancel")})},
    {"LoginInTwoSteps",
     Build::Overlay("Log in to your account Continue New here? Create an account")
         .Heading("Log in to your account")
         .Fields({Input("email", "Email")})
         .Controls({Button("Continue"), Icon("Close", {})})},
    {"DeleteFile",
     Build::Overlay(
         "Delete file? This cannot be undone. Are you sure you want to delete this file? "
         "Cancel Delete")
         .Controls({Button("Cancel"), Button("Delete")})},
    {"SessionExpires", Build::Overlay("Your session is about to expire Stay signed in Log out")
                           .Controls({Button("Stay signed in"), Button("Log out")})},
    {"AgeGate",
     Build::Overlay("Are you over 18? You must be 18 or older to enter this site. Yes No")
         .Controls({Button("Yes"), Button("No")})},
    {"Checkout",
     [] {
       model::Field card = Input("text", "Card number");
       card.autocomplete = "cc-number";
       return Build::Overlay("Checkout Pay now Sign up for our newsletter and get 10% off")
           .Fields({card, Input("email", "Email")})
           .Controls({Button("Pay now"), Button("Cancel")})
           .Get();
     }()},
    {"UnsavedChanges",
     Build::Overlay("You have unsaved changes. Do you want to leave this page? Leave Stay")
         .Controls({Button("Leave"), Button("Stay")})},
    {"SearchOverlay", Build::Overlay("Search Popular: newsletter, gift cards, subscribe")
                          .Fields({Input("search", "Search")})
                          .Controls({Button("Search"), Icon("Close", {})})},
    {"StickyHeader", Build::Bar("Home News Sport Culture Opinion Newsletter Subscribe Sign in")
                         .Links({"site.example/a", "site.example/b", "site.example/c",
                                 "site.example/d", "site.example/e", "site.example/newsletter",
                                 "site.example/subscribe", "site.example/login", "site.example/f"})
                         .Controls({Link("Newsletter", ControlTarget::kSameOrigin),
                                    Link("Subscribe", ControlTarget::kSameOrigin)})},
    {"Unsubscribed", Build::Overlay("You have been unsubscribed from our newsletter. Close")
                         .Controls({Button("Close")})},
    {"PlainDialog", Build::Overlay("Size guide Small Medium Large").Controls({Icon("Close", {})})},
    {"FilledForm",
     [] {
       model::Field field = Input("email", "Email");
       field.filled = true;
       return Build::Overlay("Subscribe to our newsletter No thanks")
           .Fields({field})
           .Controls({Button("Subscribe"), Button("No thanks")})
           .Get();
     }()},
    {"OpenedByTheUser", Build::Overlay("Subscribe to our newsletter No thanks")
                            .Fields({Input("email", "Email")})
                            .Controls({Button("Sign me up"), Button("No thanks")})
                            .Gesture("Newsletter", 350)},
    // "de" is an act of asking for reviews in Portuguese, "application" its object in French.
    {"UpdateNotice",
     Build::Overlay("Une nouvelle version de l’application est disponible. Rechargez la page pour "
                    "l’installer.")
         .Controls({Icon("", {"notyf__dismiss-btn"})})},
    {"DeletesAReview", Build::Overlay("Wil je deze recensie verwijderen? Annuleren Verwijderen")
                           .Controls({Button("Annuleren"), Button("Verwijderen")})},
    {"DiscardsAReview", Build::Overlay("Discard your review? Cancel Discard")
                            .Controls({Button("Cancel"), Button("Discard")})},
    {"TakesACode", Build::Overlay("Your bag. Discount code Apply")
                       .Fields({Input("text", "Discount code")})
                       .Controls({Button("Apply"), Icon("Close", {})})},
    {"StepOfATour", Build::Overlay("Here are your folders. Share a folder with a friend from its "
                                   "menu. 1 of 2 Previous Next")
                        .Controls({Icon("Close", {}), Button("Previous"), Button("Next")})
                        .Gesture("Show me around", 27)},
};

const Case kContent[] = {
    {"ArticleAboutNewsletters",
     [] {
       Build build = Build::Inline(
           "Why you should subscribe to our newsletter was the title of the talk. Ten years ago "
           "the "
           "newsletter was thought dead. Then writers found that readers would pay for it, and "
           "publishers began to ask everyone to sign up for newsletters of every sort. This "
           "article "
           "looks at what became of them, who reads them, and why so many people unsubscribe after "
           "a month. We spoke with editors of four papers about their newsletters and their "
           "readers, "
           "about advertising, about trust and about the weather. Most of them said the same.");
       build.Controls({Link("editors", ControlTarget::kCrossOrigin)});
       build.Get().in_article = true;
       build.Get().structure.paragraph_chars = 520;
       return build.Get();
     }()},
    {"FooterLinkList", Build::Inline("About us Contact Careers Newsletter Terms Privacy")
                           .Links({"s.example/a", "s.example/b", "s.example/c", "s.example/d",
                                   "s.example/e", "s.example/f"})
                           .Controls({Link("Newsletter", ControlTarget::kSameOrigin)})},
    {"LoneButton",
     Build::Inline("Subscribe to our newsletter").Controls({Button("Subscribe to our newsletter")})},
    {"BareProfileLinks",
     Build::Inline("Facebook Instagram YouTube")
         .Tokens({"footer-social"})
         .Links({"facebook.com/brand", "instagram.com/brand", "youtube.com/@brand"})},
    {"SingleLinkInText",
     [] {
       Build build = Build::Inline("subscribe to our newsletter");
       build.Get().tag = "a";
       build.Get().in_article = true;
       build.Controls({Link("subscribe to our newsletter", ControlTarget::kSameOrigin)});
       return build.Get();
     }()},
    {"HoldsMain",
     [] {
       Build build = Build::Inline("Subscribe to our newsletter");
       build.Fields({Input("email", "Email")}).Controls({Button("Subscribe")});
       build.Get().holds_main = true;
       return build.Get();
     }()},
    {"CommentForm",
     Build::Inline("Leave a reply Your email address will not be published. Post comment")
         .Tokens({"comment-respond"})
         .Fields({Input("textarea", "Comment"), Input("text", "Name"), Input("email", "Email"),
                  Input("url", "Website")})
         .Controls({Button("Post comment")})},
    {"CommentFormWithStars",
     [] {
       Build build = Build::Inline("Leave a reply Rate this recipe Comment Name Email Post comment");
       build.Fields({Input("textarea", "Comment"), Input("text", "Name"), Input("email", "Email")});
       build.Get().structure.stars = 5;
       build.Controls({Button("Post comment")});
       return build.Get();
     }()},
    {"WaysToWriteToAShop",
     Build::Inline("Telephone Mail WhatsApp")
         .Links({"tel:", "mailto:", "wa.me/441234", "api.whatsapp.com/send?phone"})
         .Controls({Link("Mail", ControlTarget::kOther),
                    Link("WhatsApp", ControlTarget::kCrossOrigin)})},
    {"PortraitWithProfiles",
     Build::Inline("Jo Marsh Social media editor. Writes on ports and ferries. Twitter LinkedIn")
         .Tokens({"author-social-links"})
         .Links({"twitter.com/jo", "linkedin.com/in/jo"})
         .Controls({Link("Twitter", ControlTarget::kCrossOrigin),
                    Link("LinkedIn", ControlTarget::kCrossOrigin)})},
    {"ContactForm", Build::Inline("Contact us Send message")
                        .Fields({Input("text", "Name"), Input("email", "Email"),
                                 Input("textarea", "Your message")})
                        .Controls({Button("Send message")})},
    {"ProductPrice", Build::Inline("Lamp $40 Add to cart").Controls({Button("Add to cart")})},
    {"RatingOfAProduct",
     [] {
       Build build = Build::Inline("(174)");
       build.Get().tag = "button";
       model::Control control = Button("(174)");
       control.name = "Review: 3.7 out of 5 stars. Total reviews:";
       build.Controls({control});
       return build.Get();
     }()},
    {"OfferWithAWayToJoinAtItsEnd",
     Build::Inline(
         "15% off all sofas and sectionals 40 weeks of savings are here for our anniversary. "
         "Hurry, "
         "this offer is valid until Friday. Not a member? Join today for free. See all terms")
         .Heading("15% off all sofas and sectionals")
         .Links({"shop.example/sofas", "shop.example/join", "business.example/join",
                 "shop.example/terms"})
         .Controls({Link("Shop sofas", ControlTarget::kSameOrigin),
                    Link("Join today", ControlTarget::kSameOrigin),
                    Link("See all terms", ControlTarget::kSameOrigin)})},
    {"FormOfAMembership",
     Build::Inline("It costs nothing to join our club. Become a member and enjoy the benefits of "
                   "membership straight away.")
         .Fields({Input("tel", "Membership number"), Input("text", "First name"),
                  Input("text", "Last name"), Input("select", "Title")})
         .Controls({Button("Join")})},
    {"EntriesOfAMenu",
     Build::Inline("Subscribe to our newsletter Join now Contests")
         .Links({"s.example/a", "s.example/b", "s.example/c"})
         .Controls({Link("Subscribe to our newsletter", ControlTarget::kSameOrigin),
                    Link("Join now", ControlTarget::kSameOrigin),
                    Link("Contests", ControlTarget::kSameOrigin)})},
    {"TeaserWithItsRating",
     [] {
       Build build = Build::Inline("Rated 5 of 5 stars. Rate this recipe. Pancakes Easy 20 min");
       build.Heading("Pancakes").Links({"food.example/pancakes"});
       build.Get().structure.stars = 5;
       build.Get().structure.media = 1;
       build.Get().structure.headings = 1;
       build.Controls({Link("Rated 5 of 5 stars. Rate this recipe. Pancakes Easy 20 min",
                            ControlTarget::kSameOrigin),
                       Button("Save")});
       return build.Get();
     }()},
    {"HeadOfASiteWithAWayToJoin",
     Build::Inline("Paulines kitchen Search Log in Become a member")
         .Links({"kitchen.example", "instagram.com/kitchen", "facebook.com/kitchen",
                 "kitchen.example/login", "kitchen.example/join"})
         .Controls({Link("Paulines kitchen", ControlTarget::kSameOrigin),
                    Link("Become a member", ControlTarget::kSameOrigin), Button("Search")})},
    {"SearchBesideAWordOnTheApp",
     Build::Inline("Search Stay tuned! Download our app for the latest news")
         .Fields({Input("text", "Search categories")})
         .Controls({Button("Search")})},
    {"StoryThatNamesAPrize",
     [] {
       Build build = Build::Inline(
           "We are nominated! We are nominated for website of the year. Will you help us to win this "
           "fine title? Vote for us and enter to win an air fryer, a console and more. Vote");
       build.Heading("We are nominated!").Links({"award.example/vote"});
       build.Get().structure.paragraph_chars = 170;
       build.Controls({Link("Vote", ControlTarget::kCrossOrigin)});
       return build.Get();
     }()},
    {"WaysToReachThePaper",
     Build::Inline("Give us a call Shoot us an email Send us a text")
         .Links({"tel:", "news.example/tips", "sms:"})
         .Controls({Link("Give us a call", ControlTarget::kOther),
                    Link("Shoot us an email", ControlTarget::kSameOrigin),
                    Link("Send us a text", ControlTarget::kOther)})},
    {"SizeThatIsOutOfStock",
     Build::Inline("Select a size Stock alerts Enter your email, we'll notify you sign up")
         .Tokens({"newsletter"})
         .Fields({Input("radio", "xs"), Input("radio", "s"), Input("radio", "m"),
                  Input("radio", "l"), Input("email", "Your email")})
         .Controls({Button("sign up")})},
    {"RatingsOfAProduct", Ratings("Customer reviews 4.8 of 5, 97 ratings. “Very soft.” Olga Write a "
                                  "review",
                                  "en", "Write a review")},
    {"RatingsOfAProductGerman",
     Ratings("Kundenmeinungen 4,8 von 5 Sternen, 97 Stimmen. „Sehr weich.“ Olga Bewertung schreiben",
             "de", "Bewertung schreiben")},
    {"CommentThatPraisesANewsletter",
     Build::Inline("Jon I would subscribe to your newsletter for that. Reply")
         .Tokens({"comment", "depth-1"})
         .Controls({Button("Reply")})},
    {"GiftCardByEmail",
     [] {
       model::Field recipient = Input("email", "Recipient's email");
       recipient.name = "recipient";
       return Build::Inline(
                  "Send a gift card It arrives in their inbox on the day you choose. Add to basket")
           .Fields({recipient, Input("select", "Amount")})
           .Controls({Button("Add to basket")})
           .Get();
     }()},
    {"LettersOfReaders",
     Build::Inline("I read your morning letter every day, thank you. Reply Like")
         .Controls({Button("Reply"), Button("Like")})},
    {"StoryCalledArticle",
     [] {
       Build build = Build::Inline("Why everybody wants you to subscribe to their newsletter Read on");
       build.Controls({Link("Read on", ControlTarget::kSameOrigin)});
       build.Get().tag = "article";
       return build.Get();
     }()},
    {"ContactByChat",
     Build::Inline("Need help? Chat with us Chat now").Controls({Button("Chat now")})},
};

INSTANTIATE_TEST_SUITE_P(Dialogs, LookAlikesTest, ::testing::ValuesIn(kDialogs),
                         [](const auto& test) { return std::string(test.param.name); });
INSTANTIATE_TEST_SUITE_P(Content, LookAlikesTest, ::testing::ValuesIn(kContent),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace lma::classify
