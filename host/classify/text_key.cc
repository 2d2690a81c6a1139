// The first key: whether it is said what the brand wants.
#include "classify/facts.h"

namespace lma::classify {

using model::AskKind;
using model::Surface;

bool HasContactField(const ShapeFacts& shape) {
  const bool number = shape.tel_fields > 0 && shape.text_fields <= 2;
  return (shape.email_fields > 0 || number) && shape.text_areas == 0;
}

bool LivesOnLinks(AskKind kind) {
  return kind == AskKind::kLike || kind == AskKind::kFollow || kind == AskKind::kShare ||
         kind == AskKind::kApp;
}

bool SpeaksOfLogin(const TextFacts& text) {
  const VetoText& login = text.vetoes[Index(model::Veto::kLogin)];
  return login.strong.count() + login.weak.count() > 0;
}

bool SaysSo(const TextFacts& text, AskKind kind) {
  const KindText& words = text.kinds[Index(kind)];
  return words.strong.count() + words.pairs.count() > 0;
}

bool IsShareButton(const Facts& facts) {
  constexpr std::uint32_t kMostWords = 3;
  const KindText& words = facts.text.kinds[Index(AskKind::kShare)];
  // Programs have such buttons too, and there they are what one works with.
  return facts.shape.published && facts.shape.controls == 1 && facts.shape.text_fields == 0 &&
         facts.text.words <= kMostWords && words.weak.count() > 0 && words.acts.count() > 0;
}

bool IsFramedSignIn(const model::Candidate& candidate, const Facts& facts) {
  constexpr std::size_t kMostControls = 4;
  const KindText& words = facts.text.kinds[Index(AskKind::kSignup)];
  const bool names_it = words.objects.count() + words.strong.count() > 0;
  const bool signs_in = words.in_heading || words.acts.count() > 0 || SpeaksOfLogin(facts.text);
  return candidate.surface == Surface::kFrame && names_it && signs_in &&
         facts.shape.dismisses + facts.shape.declines > 0 && facts.shape.text_fields == 0 &&
         candidate.controls.size() >= 2 && candidate.controls.size() <= kMostControls;
}

bool IsRatingQuestion(const model::Candidate& candidate, const Facts& facts) {
  if (candidate.surface == Surface::kInline) return false;
  if (facts.shape.text_fields != facts.shape.text_areas) return false;
  const KindText& words = facts.text.kinds[Index(AskKind::kSurvey)];
  const bool hinted = SaysSo(facts.text, AskKind::kSurvey) ||
                      words.weak.count() + words.objects.count() + words.acts.count() > 0;
  const bool question = facts.text.question;
  // More faces are to be chosen from.
  constexpr std::uint32_t kMostFaces = 7;
  const std::uint32_t faces = facts.shape.faces;
  if ((faces >= 3 && faces <= kMostFaces) || facts.shape.stars) return question || hinted;
  // Numbers are also those of a key pad, of days and of guests; only 0 to 10 is asked with.
  const std::uint32_t scale = candidate.structure.scale;
  return question && (scale == kFullScale || (scale >= 5 && hinted));
}

bool TextKey(const model::Candidate& candidate, const Facts& facts, AskKind kind) {
  const KindText& words = facts.text.kinds[Index(kind)];
  if (SaysSo(facts.text, kind) || words.weak.count() >= 2) return true;
  if (facts.marks.provider_certain) return true;
  const ShapeFacts& shape = facts.shape;
  // Addresses made for sharing, or for following, say it as plainly as words.
  if (kind == AskKind::kShare && shape.share_links >= 2) return true;
  if (kind == AskKind::kFollow && shape.join_links >= 1) return true;
  if (kind == AskKind::kShare && IsShareButton(facts)) return true;
  if (kind == AskKind::kSurvey && IsRatingQuestion(candidate, facts)) return true;
  if (kind == AskKind::kSignup && IsFramedSignIn(candidate, facts)) return true;
  const bool named = facts.marks.kind_words[Index(kind)] > 0;
  const bool hinted = words.weak.count() + words.objects.count() > 0 ||
                      (words.acts.count() > 0 && (named || LivesOnLinks(kind)));
  switch (kind) {
    case AskKind::kNewsletter:
    case AskKind::kCoupon:
    case AskKind::kContest:
      if (shape.sign_up_links > 0 && words.weak.count() + words.objects.count() > 0) return true;
      return HasContactField(shape) && shape.text_fields <= 4 && (hinted || named);
    case AskKind::kShare:
      return shape.share_links + shape.networks >= 1 && (hinted || (named && shape.social() >= 2));
    case AskKind::kFollow:
    case AskKind::kLike:
      // A bare list of profiles, as in a footer, asks for nothing.
      return shape.follow_links + shape.networks >= 1 &&
             (words.weak.count() + words.acts.count() > 0 ||
              (words.in_heading && shape.follow_links > 0));
    case AskKind::kApp:
      return shape.app_links >= 1 && (hinted || named);
    case AskKind::kReview:
      return shape.buttons + shape.text_fields > 0 && hinted && words.acts.count() > 0;
    case AskKind::kSurvey:
    case AskKind::kPush:
    case AskKind::kReferral:
    case AskKind::kSignup:
    case AskKind::kChat:
      return hinted && named && shape.buttons > 0;
    default:
      return false;
  }
}

}  // namespace lma::classify
