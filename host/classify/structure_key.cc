// The second key: whether the element is built as such an ask is.
#include <algorithm>

#include "classify/facts.h"

namespace lma::classify {
namespace {

using model::AskKind;
using model::Surface;

// An overlay with more words, or more links elsewhere, is a page of its own.
constexpr std::uint32_t kMostOverlayWords = 350;
constexpr std::uint32_t kMostOverlayLinks = 8;
constexpr std::uint32_t kMostFrameWords = 250;

// Blocks of the page are judged by stricter measures: they may be content.
constexpr std::uint32_t kMostFormWords = 140;
constexpr std::uint32_t kMostPlainWords = 70;
constexpr std::uint32_t kMostRunningChars = 700;

bool WantsAddress(AskKind kind) {
  return kind == AskKind::kNewsletter || kind == AskKind::kCoupon || kind == AskKind::kContest ||
         kind == AskKind::kSignup || kind == AskKind::kReferral || kind == AskKind::kApp;
}

// A field, rating, scale or link that such an ask, and hardly anything else, has.
bool HasOwnStructure(const Facts& facts, const model::Structure& structure, AskKind kind) {
  const ShapeFacts& shape = facts.shape;
  switch (kind) {
    case AskKind::kNewsletter:
    case AskKind::kCoupon:
    case AskKind::kContest:
      return HasContactField(shape) && shape.text_fields <= 4;
    case AskKind::kReview:
      return structure.stars >= 3;
    case AskKind::kSurvey:
      return structure.scale >= 5 || structure.stars >= 3;
    case AskKind::kShare:
      return shape.share_links >= 1 || shape.networks >= 1;
    case AskKind::kFollow:
    case AskKind::kLike:
      return shape.follow_links + shape.networks >= 1;
    case AskKind::kApp:
      return shape.app_links >= 1;
    default:
      return false;
  }
}

bool IsActionable(const model::Candidate& candidate, const ShapeFacts& shape) {
  return !candidate.controls.empty() || !candidate.fields.empty() || !candidate.sources.empty() ||
         !candidate.links.empty() || shape.text_fields > 0 || candidate.structure.stars > 0;
}

// A wall that cannot be closed, and that members pass by logging in or by the site's own links,
// holds back what the user came for; the way in is theirs.
bool IsWall(const model::Candidate& candidate, const Facts& facts) {
  const ShapeFacts& shape = facts.shape;
  if (shape.declines + shape.dismisses + shape.text_fields > 0) return false;
  if (facts.marks.provider_certain) return false;
  const bool blocks = candidate.layer.backdrop || candidate.layer.scroll_lock;
  const bool leads_on =
      candidate.controls.size() >= 2 &&
      std::all_of(candidate.controls.begin(), candidate.controls.end(), [](const auto& control) {
        return control.target == model::ControlTarget::kSameOrigin;
      });
  return SpeaksOfLogin(facts.text) || (blocks && leads_on);
}

// "Log in with KakaoTalk" names a network and asks for no share.
bool IsLoginByNetwork(const Facts& facts, AskKind kind) {
  const bool social = kind == AskKind::kShare || kind == AskKind::kFollow || kind == AskKind::kLike;
  return social && facts.shape.share_links + facts.shape.follow_links == 0 &&
         SpeaksOfLogin(facts.text);
}

// A dialog whose words have an ask's parts but no phrase of one, and none of whose buttons says yes
// or no to it: "You will get no more notifications. Cancel / Unfollow".
bool IsPlainDialog(const model::Candidate& candidate, const Facts& facts, AskKind kind) {
  const ShapeFacts& shape = facts.shape;
  return facts.text.kinds[Index(kind)].strong.count() == 0 && shape.affirms + shape.declines == 0 &&
         shape.text_fields == 0 && shape.social() + shape.app_links == 0 &&
         candidate.structure.stars == 0 && candidate.structure.scale == 0 &&
         facts.marks.provider == kNoEntity && facts.marks.kind_words[Index(kind)] == 0;
}

// "Open the app and approve the transfer" is what the user is doing; an ask for an app leads to it.
bool LeadsToNoApp(const Facts& facts) {
  const ShapeFacts& shape = facts.shape;
  return shape.app_links + shape.affirms + shape.other_links == 0 && !facts.text.app_on_labels &&
         !facts.marks.provider_certain;
}

bool FitsOverlay(const model::Candidate& candidate, const Facts& facts, AskKind kind) {
  const ShapeFacts& shape = facts.shape;
  if (IsWall(candidate, facts) || IsPlainDialog(candidate, facts, kind)) return false;
  if (kind == AskKind::kApp && LeadsToNoApp(facts)) return false;
  if (IsLoginByNetwork(facts, kind)) return false;
  if (!shape.layered && facts.marks.layer_words == 0) return false;
  if (candidate.tag == "header" || candidate.tag == "nav" || candidate.tag == "main") return false;
  if (facts.text.words > kMostOverlayWords || shape.other_links > kMostOverlayLinks) return false;
  // A bar at the edge that is more links than ask is the site's own.
  const bool no_way_out = shape.declines + shape.dismisses == 0;
  if (no_way_out && shape.other_links > 4 && shape.text_fields == 0) return false;
  // "Menu … Follow us" is a way around the site with an ask among its entries.
  if (LivesOnLinks(kind) && shape.social() == 0 && shape.other_links > 4) return false;
  return IsActionable(candidate, shape) || facts.marks.provider_certain;
}

// The button that a site has for signing in with another's account stands in that one's frame.
bool IsSignInButton(const model::Candidate& candidate, const Facts& facts, AskKind kind) {
  return kind == AskKind::kSignup && candidate.controls.size() <= 1 &&
         facts.shape.dismisses + facts.shape.declines == 0;
}

bool FitsFrame(const model::Candidate& candidate, const Facts& facts, AskKind kind) {
  if (IsSignInButton(candidate, facts, kind)) return false;
  return facts.text.words <= kMostFrameWords && facts.shape.other_links <= 6 &&
         IsActionable(candidate, facts.shape);
}

// Words of the block that belong to no phrase of an ask.
std::uint32_t UnexplainedWords(const TextFacts& text) {
  return text.words > text.covered ? text.words - text.covered : 0;
}

double Coverage(const TextFacts& text) {
  return text.words == 0 ? 0 : static_cast<double>(text.covered) / text.words;
}

// A link that leads nowhere is a button.
bool HasButton(const model::Candidate& candidate) {
  return std::any_of(candidate.controls.begin(), candidate.controls.end(), [](const auto& control) {
    return control.type != model::ControlType::kLink ||
           control.target == model::ControlTarget::kNone ||
           control.target == model::ControlTarget::kFragment;
  });
}

// What such a block says beside its ask: names of networks, counts. A date, an author or a headline
// belongs to the page.
std::uint32_t MostUnexplained(AskKind kind, std::uint32_t social) {
  constexpr std::uint32_t kMostNetworks = 6;
  const std::uint32_t names = 2 * std::min(social, kMostNetworks);
  return kind == AskKind::kShare ? 4 + names : 10 + names;
}

// All that it says stands on its links, but for a word like "Share:", and none of them is a
// headline that leads on in the site.
bool IsMadeOfLinks(const model::Candidate& candidate) {
  constexpr std::size_t kLongestOwnLabel = 20;  // bytes
  constexpr std::size_t kMostBeside = 16;
  std::size_t labels = 0;
  for (const model::Control& control : candidate.controls) {
    const bool own = control.target == model::ControlTarget::kSameOrigin;
    if (own && control.label.size() > kLongestOwnLabel) return false;
    labels += control.label.size() + 1;
  }
  return labels + kMostBeside >= candidate.text.size();
}

// Nothing but links within the site: a way around it, whatever they are called.
bool IsMenu(const model::Candidate& candidate) {
  constexpr std::size_t kMostBeside = 8;
  std::size_t labels = 0;
  for (const model::Control& control : candidate.controls) {
    if (control.target != model::ControlTarget::kSameOrigin) return false;
    labels += control.label.size() + 1;
  }
  return candidate.controls.size() >= 2 && candidate.fields.empty() &&
         labels + kMostBeside >= candidate.text.size();
}

// A teaser of another page: its picture, its headline, its link.
bool IsTeaser(const model::Candidate& candidate, const ShapeFacts& shape) {
  return candidate.structure.media > 0 && candidate.structure.headings > 0 && shape.other_links > 0;
}

// A few words that call for it in so many words, and nothing to press but what they call for. In
// running text such a link is the text's.
bool IsBareCall(const model::Candidate& candidate, const Facts& facts, AskKind kind) {
  constexpr std::uint32_t kMostWords = 30;
  return facts.text.kinds[Index(kind)].strong.count() > 0 && facts.text.words <= kMostWords &&
         facts.shape.other_links == 0 && facts.shape.text_fields == 0 &&
         candidate.structure.headings <= 1 && candidate.tag != "p" && candidate.tag != "li" &&
         candidate.tag != "span";
}

bool FitsLinkBlock(const model::Candidate& candidate, const Facts& facts, AskKind kind) {
  const ShapeFacts& shape = facts.shape;
  if (shape.social() > 0 && IsBareCall(candidate, facts, kind)) return true;
  const std::uint32_t social = shape.social() + shape.app_links;
  // What a link that shares says is explained by where it leads.
  const bool only_links =
      kind == AskKind::kShare && shape.social() >= 3 && IsMadeOfLinks(candidate);
  const std::uint32_t words_of_link = only_links ? 14 : 7;
  const KindText& words = facts.text.kinds[Index(kind)];
  // "Follow us on …" above a line about what there is to see.
  const bool headed = kind != AskKind::kShare && !candidate.in_article && words.in_heading &&
                      words.strong.count() > 0 && candidate.structure.headings == 1 &&
                      shape.other_links == 0;
  const std::uint32_t most_words =
      kind == AskKind::kApp ? 60 : (headed ? 30 : 14) + words_of_link * social;
  if (facts.text.words > most_words || candidate.structure.paragraph_chars > 200) return false;
  if (kind != AskKind::kApp && !only_links && !headed &&
      UnexplainedWords(facts.text) > MostUnexplained(kind, social)) {
    return false;
  }
  // "Social media" in a portrait is what somebody does for a living.
  if (kind == AskKind::kFollow && !SaysSo(facts.text, kind) && shape.join_links == 0 &&
      !IsBareRow(facts)) {
    return false;
  }
  // Links of a bar that says nothing else go to the site's own way of sharing.
  const bool says_only_this =
      SaysSo(facts.text, kind) && facts.text.words <= 24 && Coverage(facts.text) >= 0.4;
  const std::uint32_t most_others = kind == AskKind::kApp ? 2
                                    : says_only_this      ? 6
                                    : only_links          ? 3
                                                          : 1;
  if (shape.text_fields > (kind == AskKind::kApp ? 0u : 1u)) return false;
  if (shape.other_links > most_others) return false;
  if (candidate.structure.headings > 2) return false;
  const bool named = facts.marks.kind_words[Index(kind)] > 0;
  if (social == 0) {
    // A button that opens the menu of networks, or links by way of an address that nobody knows.
    const bool led = kind == AskKind::kShare && candidate.controls.size() >= 2 && says_only_this &&
                     IsMadeOfLinks(candidate);
    const bool says = named || SaysSo(facts.text, kind);
    // A network's own box draws its buttons in a frame.
    if (says && facts.marks.provider_certain && shape.other_links == 0) return true;
    return (HasButton(candidate) || led) &&
           (says || (kind == AskKind::kShare && IsShareButton(facts)));
  }
  // A single link in running text is the text's.
  const bool in_text = shape.join_links == 0 || !IsMadeOfLinks(candidate);
  const bool calls = says_only_this && facts.text.kinds[Index(kind)].strong.count() > 0 &&
                     candidate.tag != "p" && candidate.tag != "li" && candidate.tag != "span";
  if (candidate.in_article && social < 2 && !named && shape.buttons == 0 && in_text && !calls) {
    return false;
  }
  if (kind == AskKind::kShare) return true;
  return social >= 2 || named || facts.text.words >= 4 || SaysSo(facts.text, kind);
}

// A picture of some size that says all in its description.
bool IsBanner(const model::Candidate& candidate) {
  constexpr std::int32_t kLeastWidth = 120;
  constexpr std::int32_t kLeastHeight = 50;
  return candidate.text.empty() && candidate.structure.media == 1 &&
         candidate.geometry.width >= kLeastWidth && candidate.geometry.height >= kLeastHeight;
}

// A button with nothing beside it is a way to go, and nobody is asked before pressing it.
bool IsLoneControl(const model::Candidate& candidate) {
  constexpr std::size_t kLittleMore = 3;
  return candidate.controls.size() == 1 && candidate.fields.empty() && !IsBanner(candidate) &&
         candidate.text.size() <= candidate.controls[0].label.size() + kLittleMore;
}

// The address is typed in on a page of the sender's, one press away.
bool LeadsToSignUp(const ShapeFacts& shape, AskKind kind) {
  return shape.sign_up_links > 0 &&
         (kind == AskKind::kNewsletter || kind == AskKind::kCoupon || kind == AskKind::kContest);
}

// Fewer words beside a link are its label.
constexpr std::uint32_t kLeastWordsOfCall = 8;

bool FitsFormBlock(const model::Candidate& candidate, const Facts& facts, AskKind kind) {
  const ShapeFacts& shape = facts.shape;
  const bool named = facts.marks.kind_words[Index(kind)] > 0;
  const bool own = HasOwnStructure(facts, candidate.structure, kind);
  if (shape.other_links > 4 || candidate.structure.headings > 3) return false;
  if (candidate.structure.paragraph_chars > kMostRunningChars) return false;
  if (shape.text_areas > 0 && kind != AskKind::kSurvey && kind != AskKind::kReview) return false;
  if (WantsAddress(kind) && HasContactField(shape)) {
    // "Tell me when my size is back": the choice is the product's.
    const auto choices = std::count_if(candidate.fields.begin(), candidate.fields.end(),
                                       [](const auto& field) { return field.type == "radio"; });
    if (choices >= 4) return false;
    return facts.text.words <= kMostFormWords && shape.text_fields <= 4;
  }
  // "Reviews: 4.8 of 5 … Write a review" tells what others thought, and leaves it to the user.
  if (kind == AskKind::kReview && !facts.text.review_beside_labels) return false;
  if (kind == AskKind::kSurvey || kind == AskKind::kReview) {
    // Stars and a name beside room for a text: the form in which one writes a comment.
    if (shape.text_areas > 0 && shape.text_fields > 2 && !shape.layered) return false;
    // Stars beside a product's name and price tell what others thought.
    const bool strong = facts.text.kinds[Index(kind)].strong.count() > 0;
    // "(174)", named "Review: 3.7 out of 5 stars", is a rating and no question.
    const bool asks = kind != AskKind::kReview || facts.text.words >= 6;
    const bool says_so = strong || (asks && SaysSo(facts.text, kind));
    if (!says_so && candidate.fields.empty() && !facts.marks.provider_certain) return false;
    if (candidate.fields.empty() && IsTeaser(candidate, shape)) return false;
    if (shape.text_fields == 0 && facts.text.words > 12 && Coverage(facts.text) < 0.15) {
      return false;
    }
    return facts.text.words <= kMostPlainWords &&
           (own || shape.buttons >= 1 || !candidate.controls.empty() || !candidate.fields.empty());
  }
  // No field: the words have to carry it, and something has to be pressed.
  if (facts.text.words > kMostPlainWords || candidate.controls.empty()) return false;
  if (!SaysSo(facts.text, kind) && !LeadsToSignUp(shape, kind)) return false;
  // What is typed in is more than an address: the page's own form.
  if (shape.text_fields > 2 || IsMenu(candidate)) return false;
  // The bar at the head of a site has a way to join, among its other things.
  if ((kind == AskKind::kSignup || kind == AskKind::kPush) && shape.social() >= 2) return false;
  // A story that names a prize is a story.
  if ((kind == AskKind::kContest || kind == AskKind::kCoupon) && shape.buttons == 0 &&
      candidate.structure.paragraph_chars > 150) {
    return false;
  }
  // An offer with a way to join at its end is the shop's own.
  const bool offer = kind == AskKind::kSignup || kind == AskKind::kCoupon;
  if (offer && IsTeaser(candidate, shape) && Coverage(facts.text) < 0.3 && shape.buttons == 0) {
    return false;
  }
  if (offer && shape.other_links > 2 && shape.buttons == 0 && Coverage(facts.text) < 0.3)
    return false;
  const KindText& said = facts.text.kinds[Index(kind)];
  const bool to_comments = HasButton(candidate) || (candidate.controls.size() == 1 &&
                                                    facts.text.words >= kLeastWordsOfCall);
  const bool needs_no_field = kind == AskKind::kDonation || kind == AskKind::kContest;
  const bool headed = needs_no_field && said.in_heading && facts.text.words <= 40;
  const bool called = said.strong.count() > 0 && (kind == AskKind::kComment ? to_comments : headed);
  if (candidate.in_article && shape.buttons == 0 && !named && !called) return false;
  if (IsLoneControl(candidate)) return false;
  // A single link in a list or a sentence stays; a block that leads up to one goes.
  const bool one_link = shape.buttons == 0 && candidate.controls.size() <= 1;
  if (one_link && !IsBanner(candidate) &&
      (facts.text.words < 5 || candidate.tag == "a" || candidate.tag == "li" ||
       candidate.tag == "p" || candidate.tag == "span")) {
    return false;
  }
  return named || Coverage(facts.text) >= 0.15 || facts.text.words <= 25;
}

// "Follow our account: scan the code" has a picture and nothing to press.
bool IsPictureCode(const model::Candidate& candidate, const Facts& facts, AskKind kind) {
  constexpr std::uint32_t kMostWords = 30;
  return kind == AskKind::kFollow && facts.text.kinds[Index(kind)].strong.count() > 0 &&
         candidate.structure.media > 0 && candidate.controls.empty() && candidate.links.empty() &&
         candidate.fields.empty() && facts.text.words <= kMostWords && Coverage(facts.text) >= 0.15;
}

bool FitsInline(const model::Candidate& candidate, const Facts& facts, AskKind kind) {
  // The way to help is the user's; only an invitation that stands over the page is an ask. The
  // functions of a social network are its content.
  if (kind == AskKind::kChat) return false;
  if (facts.shape.page_is_network && (LivesOnLinks(kind) || kind == AskKind::kComment))
    return false;
  if (IsPictureCode(candidate, facts, kind)) return true;
  if (!IsActionable(candidate, facts.shape)) return false;
  if (LivesOnLinks(kind) && !(kind == AskKind::kApp && HasContactField(facts.shape))) {
    return FitsLinkBlock(candidate, facts, kind);
  }
  return FitsFormBlock(candidate, facts, kind);
}

// Where a code is typed in rather than an address, a shop takes one that the user has.
bool TakesACode(const ShapeFacts& shape) {
  return shape.text_fields == 1 && shape.email_fields + shape.tel_fields == 0;
}

}  // namespace

bool IsBareRow(const Facts& facts) {
  constexpr std::uint32_t kMostBeside = 3;
  return facts.shape.other_links <= 1 &&
         UnexplainedWords(facts.text) <= kMostBeside + facts.shape.social();
}

bool StructureKey(const model::Candidate& candidate, const Facts& facts, AskKind kind) {
  if (kind == AskKind::kCoupon && TakesACode(facts.shape)) return false;
  switch (candidate.surface) {
    case Surface::kOverlay:
      return FitsOverlay(candidate, facts, kind);
    case Surface::kFrame:
      return FitsFrame(candidate, facts, kind);
    case Surface::kInline:
      return FitsInline(candidate, facts, kind);
  }
  return false;
}

}  // namespace lma::classify
