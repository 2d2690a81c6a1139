#include "classify/score.h"

#include <algorithm>
#include <cmath>

namespace lma::classify {
namespace {

using model::AskKind;
using model::EvidenceSource;

// What the text says. A second phrase adds less than the first: texts repeat themselves.
constexpr double kStrongPhrase = 4.0;
constexpr double kSecondStrongPhrase = 1.0;
constexpr double kPair = 2.6;
constexpr double kPairBesidePhrase = 0.8;
constexpr double kWeakPhrase = 1.4;
constexpr double kSecondWeakPhrase = 0.9;
constexpr double kLoosePair = 1.8;  // act and object far apart in a short text
constexpr double kObjectAlone = 0.7;
constexpr double kActAlone = 0.3;
constexpr double kInHeading = 0.8;

// Running text dilutes: an article about newsletters is full of their words.
constexpr double kFullWeightWords = 90;
constexpr double kFullWeightWordsOfForm = 160;
constexpr double kLeastDilution = 0.4;
constexpr std::uint32_t kRunningChars = 600;
constexpr double kRunningTextFactor = 0.7;
constexpr std::uint32_t kShortText = 60;

constexpr double kCertainProvider = 4.6;
constexpr double kProvider = 1.5;
constexpr double kSecondKindOfProvider = -0.3;
constexpr double kKindWord = 1.2;
constexpr double kFurtherKindWord = 0.4;

constexpr double kContactField = 1.6;
constexpr double kOnlyContactField = 2.2;
constexpr double kNamedForm = 1.0;  // its class, or its few words, and its field agree
constexpr std::uint32_t kShortForm = 30;
constexpr double kNoAddress = -2.0;
constexpr double kStars = 2.0;
constexpr double kScale = 3.0;
constexpr double kFullScaleWeight = 3.6;
constexpr double kQuestionToAll = 0.5;
constexpr double kQuestionWithStars = 1.4;
constexpr double kFramedSignIn = 2.6;
constexpr double kBareForm = 0.5;
constexpr double kShareLinks = 5.2;
constexpr double kShareLink = 2.0;
constexpr double kShareButton = 3.0;
constexpr double kNetworks = 1.8;
constexpr double kRowOfNetworks = 3.4;  // that says hardly anything else
constexpr double kFollowLinks = 2.2;
constexpr double kRowOfProfiles = 3.6;  // that says hardly anything else
constexpr double kFollowLink = 1.4;
constexpr double kJoinLink = 5.0;
constexpr double kHandle = 0.8;  // "@name"
constexpr double kAppLinks = 2.8;
constexpr double kSignUpLink = 3.2;
constexpr double kWheel = 3.0;

constexpr double kLayer = 0.8;
constexpr double kHeavyLayer = 0.4;  // backdrop, scroll lock, top layer
constexpr double kLayerWord = 0.3;
constexpr double kSmallFrame = 0.6;
constexpr double kByItself = 0.4;
constexpr double kOnLeaving = 0.8;
constexpr double kAfterPress = -0.8;
constexpr std::uint32_t kAfterPressMs = 400;

constexpr double kHasDecline = 1.2;
constexpr double kHasDismiss = 0.5;
constexpr double kHasAffirm = 0.5;
constexpr double kHasButton = 0.3;

constexpr double kManyLinks = -1.5;
constexpr double kTextArea = -1.2;
constexpr double kManyFields = -1.5;

class Scorer {
 public:
  Scorer(const model::Candidate& candidate, const Facts& facts, const ProviderTable& table,
         AskKind kind, std::vector<Note>* notes)
      : candidate_(candidate),
        facts_(facts),
        shape_(facts.shape),
        words_(facts.text.kinds[Index(kind)]),
        table_(table),
        kind_(kind),
        notes_(notes) {}

  double Sum() {
    FromText();
    FromMarks();
    FromLinksAndFields();
    // What any ask has makes an ask of nothing that says nothing.
    if (score_ > kPrior) FromAnyKind();
    return score_;
  }

 private:
  void Add(EvidenceSource source, double weight, std::string_view detail, PhraseRef phrase = {}) {
    score_ += weight;
    if (notes_ != nullptr) notes_->push_back({source, weight, phrase, detail});
  }

  double Dilution() const {
    const double full = shape_.email_fields + shape_.tel_fields > 0 || shape_.layered
                            ? kFullWeightWordsOfForm
                            : kFullWeightWords;
    double factor = 1;
    if (facts_.text.words > full) factor = std::max(kLeastDilution, full / facts_.text.words);
    if (candidate_.structure.paragraph_chars > kRunningChars) factor *= kRunningTextFactor;
    return factor;
  }

  void FromText() {
    const double factor = Dilution();
    const auto say = [&](double weight, PhraseRef phrase) {
      Add(EvidenceSource::kPhrase, weight * factor, {}, phrase);
    };
    if (words_.strong.count() > 0) say(kStrongPhrase, words_.strong.first());
    if (words_.strong.count() > 1) say(kSecondStrongPhrase, words_.strong.first());
    if (words_.pairs.count() > 0) {
      say(words_.strong.count() > 0 ? kPairBesidePhrase : kPair, words_.pairs.first());
    }
    if (words_.weak.count() > 0) say(kWeakPhrase, words_.weak.first());
    if (words_.weak.count() > 1) say(kSecondWeakPhrase, words_.weak.first());
    if (words_.strong.count() + words_.pairs.count() == 0) {
      const bool act = words_.acts.count() > 0;
      const bool object = words_.objects.count() > 0;
      if (act && object && facts_.text.words <= kShortText) {
        say(kLoosePair, words_.objects.first());
      } else if (object) {
        say(kObjectAlone, words_.objects.first());
      } else if (act) {
        say(kActAlone, words_.acts.first());
      }
    }
    if (words_.in_heading) Add(EvidenceSource::kPhrase, kInHeading * factor, "in the heading");
  }

  void FromMarks() {
    const MarkFacts& marks = facts_.marks;
    if (marks.provider != kNoEntity) {
      const Entity provider = table_.entity(marks.provider);
      if (provider.kinds.Has(kind_)) {
        double weight = provider.certain ? kCertainProvider : kProvider;
        if (kind_ != provider.first_kind) weight += kSecondKindOfProvider;
        Add(EvidenceSource::kProvider, weight, provider.id);
      }
    }
    const std::uint32_t named = marks.kind_words[Index(kind_)];
    if (named > 0) {
      Add(EvidenceSource::kStructure, named > 1 ? kKindWord + kFurtherKindWord : kKindWord,
          marks.kind_word[Index(kind_)]);
    }
  }

  void FromLinksAndFields() {
    const bool field = shape_.email_fields + shape_.tel_fields > 0;
    const bool said = score_ > kPrior;
    switch (kind_) {
      case AskKind::kNewsletter:
      case AskKind::kCoupon:
      case AskKind::kContest:
      case AskKind::kSignup:
      case AskKind::kReferral:
        if (field && said) FromContactField();
        if (!field && said && kind_ != AskKind::kReferral && shape_.sign_up_links > 0) {
          Add(EvidenceSource::kLink, kSignUpLink, "leads to a sign-up");
        }
        if (kind_ == AskKind::kSignup && IsFramedSignIn(candidate_, facts_)) {
          Add(EvidenceSource::kStructure, kFramedSignIn, "signs in by another's account");
        }
        // "Never miss a thing! Allow notifications?" has a newsletter's words and wants no address.
        if (kind_ == AskKind::kNewsletter && !field && said &&
            SaysSo(facts_.text, AskKind::kPush)) {
          Add(EvidenceSource::kStructure, kNoAddress, "asks for no address");
        }
        if (kind_ == AskKind::kContest && candidate_.structure.wheel) {
          Add(EvidenceSource::kStructure, kWheel, "wheel");
        }
        break;
      case AskKind::kReview:
        if (candidate_.structure.stars >= 3 && shape_.faces == 0) {
          Add(EvidenceSource::kStructure, kStars, "stars");
        }
        break;
      case AskKind::kSurvey:
        if (candidate_.structure.scale >= 5) {
          const bool full = candidate_.structure.scale == kFullScale;
          Add(EvidenceSource::kStructure, full ? kFullScaleWeight : kScale, "scale");
        } else if (shape_.faces >= 3) {
          Add(EvidenceSource::kStructure, kScale, "faces");
        } else if (IsRatingQuestion(candidate_, facts_)) {
          Add(EvidenceSource::kStructure, kQuestionWithStars, "a question with stars");
        }
        break;
      case AskKind::kShare:
        if (shape_.share_links > 0) {
          Add(EvidenceSource::kLink, shape_.share_links > 1 ? kShareLinks : kShareLink,
              "links that share");
        }
        if (IsShareButton(facts_)) {
          Add(EvidenceSource::kStructure, kShareButton, "the button of an article");
        }
        if (shape_.networks > 0 && said) {
          Add(EvidenceSource::kLink,
              shape_.networks > 1 && IsBareRow(facts_) ? kRowOfNetworks : kNetworks,
              "names networks");
        }
        break;
      case AskKind::kFollow:
      case AskKind::kLike:
        if (shape_.join_links > 0 && kind_ == AskKind::kFollow) {
          Add(EvidenceSource::kLink, kJoinLink, "a link that follows");
        } else if (shape_.follow_links > 0 && said) {
          const double several = IsBareRow(facts_) ? kRowOfProfiles : kFollowLinks;
          Add(EvidenceSource::kLink, shape_.follow_links > 1 ? several : kFollowLink,
              "links to profiles");
          if (shape_.handles > 0) Add(EvidenceSource::kLink, kHandle, "names an account");
        } else if (shape_.networks > 0 && said) {
          Add(EvidenceSource::kLink, kNetworks, "names networks");
        }
        break;
      case AskKind::kComment:
        if (said && facts_.text.question) {
          Add(EvidenceSource::kPhrase, kQuestionToAll, "asks a question");
        }
        break;
      case AskKind::kApp:
        if (shape_.app_links > 0) Add(EvidenceSource::kLink, kAppLinks, "links to app stores");
        break;
      default:
        break;
    }
  }

  // Whatever the button said: what opens in the same moment is more often its answer than not.
  bool FollowsPress() const {
    if (candidate_.surface != model::Surface::kOverlay || !candidate_.gesture) return false;
    const model::Gesture& gesture = *candidate_.gesture;
    return gesture.scope == model::GestureScope::kDocument && !gesture.label.empty() &&
           gesture.age_ms <= kAfterPressMs;
  }

  void FromContactField() {
    Add(EvidenceSource::kStructure, shape_.text_fields == 1 ? kOnlyContactField : kContactField,
        "asks for an address");
    const bool alone = shape_.text_fields == 1 && shape_.email_fields == 1 &&
                       candidate_.controls.size() <= 2 && shape_.other_links == 0;
    if (kind_ == AskKind::kNewsletter && alone && facts_.text.words <= kShortText) {
      Add(EvidenceSource::kStructure, kBareForm, "and for nothing else");
    }
    const bool says_what =
        words_.objects.count() > 0 && facts_.text.words <= kShortForm && shape_.text_fields == 1;
    if ((facts_.marks.kind_words[Index(kind_)] > 0 && shape_.text_fields <= 3) || says_what) {
      Add(EvidenceSource::kStructure, kNamedForm, "a form named for it");
    }
  }

  void FromAnyKind() {
    const model::Layer& layer = candidate_.layer;
    if (candidate_.surface == model::Surface::kOverlay && shape_.layered) {
      Add(EvidenceSource::kLayer, kLayer, "stands over the page");
      if (layer.backdrop || layer.scroll_lock || layer.top_layer || layer.modal) {
        Add(EvidenceSource::kLayer, kHeavyLayer, "blocks the page");
      }
    }
    if (candidate_.surface == model::Surface::kFrame) {
      Add(EvidenceSource::kLayer, kSmallFrame, "a frame of its own");
    }
    if (facts_.marks.layer_words > 0 && candidate_.surface != model::Surface::kInline) {
      Add(EvidenceSource::kStructure, kLayerWord, "named as a layer");
    }
    if (candidate_.surface == model::Surface::kOverlay && !candidate_.gesture) {
      if (candidate_.appear == "leave") {
        Add(EvidenceSource::kTiming, kOnLeaving, "came as the user was leaving");
      } else {
        Add(EvidenceSource::kTiming, kByItself, "came by itself");
      }
    }
    if (FollowsPress()) Add(EvidenceSource::kTiming, kAfterPress, "came as a button was pressed");
    if (shape_.declines > 0) Add(EvidenceSource::kControl, kHasDecline, "can be declined");
    if (shape_.dismisses > 0) Add(EvidenceSource::kControl, kHasDismiss, "can be closed");
    if (shape_.affirms > 0) {
      Add(EvidenceSource::kControl, kHasAffirm, "can be accepted");
    } else if (shape_.buttons > 0) {
      Add(EvidenceSource::kControl, kHasButton, "has a button");
    }
    if (shape_.other_links > 6) Add(EvidenceSource::kLink, kManyLinks, "many links");
    if (shape_.text_areas > 0 && kind_ != AskKind::kSurvey && kind_ != AskKind::kReview) {
      Add(EvidenceSource::kStructure, kTextArea, "room for a long text");
    }
    if (shape_.text_fields > 3) Add(EvidenceSource::kStructure, kManyFields, "many fields");
  }

  const model::Candidate& candidate_;
  const Facts& facts_;
  const ShapeFacts& shape_;
  const KindText& words_;
  const ProviderTable& table_;
  AskKind kind_;
  std::vector<Note>* notes_;
  double score_ = kPrior;
};

}  // namespace

double Score(const model::Candidate& candidate, const Facts& facts, const ProviderTable& table,
             AskKind kind, std::vector<Note>* notes) {
  return Scorer(candidate, facts, table, kind, notes).Sum();
}

double Confidence(double score) { return 1.0 / (1.0 + std::exp(-score)); }

}  // namespace lma::classify
