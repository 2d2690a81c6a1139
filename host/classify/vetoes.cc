#include "classify/vetoes.h"

#include <algorithm>

namespace lma::classify {
namespace {

using model::AskKind;
using model::EvidenceSource;
using model::Surface;
using model::Veto;

// An element with more of the page's text than this is part of the page, not an ask on it.
constexpr double kLargestShare = 1.0 / 3.0;
// On a page with hardly any text a dialog is soon a third of it.
constexpr std::uint32_t kShortPageChars = 1'500;
constexpr double kLargestShareOfShortPage = 0.75;
// A form with more fields than this is an application or a checkout.
constexpr std::uint32_t kMostTextFields = 5;

class VetoFinder {
 public:
  VetoFinder(const model::Candidate& candidate, const model::Page& page, const Facts& facts,
             std::optional<AskKind> kind, model::AskKindSet asked_for)
      : candidate_(candidate), page_(page), facts_(facts), kind_(kind), asked_for_(asked_for) {
    if (kind_) {
      says_so_ = SaysSo(facts.text, *kind_);
      text_key_ = TextKey(candidate, facts, *kind_);
    }
  }

  std::vector<VetoFinding> Find() {
    for (std::size_t i = 0; i < model::kVetoCount; ++i) FindOne(static_cast<Veto>(i));
    return std::move(found_);
  }

 private:
  void Add(Veto veto, EvidenceSource source, std::string_view detail) {
    found_.push_back({veto, source, {}, detail});
  }

  void FindOne(Veto veto) {
    const std::size_t i = Index(veto);
    if (!facts_.marks.keeper[i].empty()) {
      return Add(veto, EvidenceSource::kProvider, facts_.marks.keeper[i]);
    }
    if (!facts_.shape.field_veto[i].empty() && !IsTrapField(veto)) {
      return Add(veto, EvidenceSource::kStructure, facts_.shape.field_veto[i]);
    }
    if (!facts_.marks.soft_keeper[i].empty() && !text_key_) {
      return Add(veto, EvidenceSource::kProvider, facts_.marks.soft_keeper[i]);
    }
    if (PhraseCounts(veto)) {
      const VetoText& text = facts_.text.vetoes[i];
      const PhraseRef phrase = text.strong.count() > 0 ? text.strong.first() : text.weak.first();
      found_.push_back({veto, EvidenceSource::kPhrase, phrase, {}});
      return;
    }
    if (WordCounts(veto)) return Add(veto, EvidenceSource::kStructure, facts_.marks.veto_word[i]);
    if (PageCounts(veto)) return Add(veto, EvidenceSource::kStructure, facts_.marks.page[i]);
    if (veto == Veto::kNavigation && IsNavigation()) {
      return Add(veto, EvidenceSource::kStructure, "navigation");
    }
    if (veto == Veto::kForm) FindForm();
    if (veto == Veto::kContent) FindContent();
    if (veto == Veto::kGesture && kind_ && asked_for_.Has(*kind_)) {
      return Add(veto, EvidenceSource::kGesture, "the user asked for it");
    }
  }

  // Newsletter forms hide a field called "username" or "url" to catch robots. The real sign-in has
  // a password or says so by autocomplete, which is noted as "field".
  bool IsTrapField(Veto veto) const {
    return veto == Veto::kLogin && candidate_.surface == Surface::kInline && says_so_ &&
           facts_.shape.email_fields > 0 && facts_.shape.field_veto[Index(veto)] != "field";
  }

  // What a form in the page would say if sending failed stands in it from the start.
  bool IsFailureText(Veto veto) const {
    const VetoText& text = facts_.text.vetoes[Index(veto)];
    return veto == Veto::kSecurity && candidate_.surface == Surface::kInline && says_so_ &&
           facts_.shape.email_fields > 0 && !text.in_heading && !text.in_label;
  }

  // An ask's small print speaks of cookies, payment and other things that elsewhere forbid it. It
  // comes after what is asked, is no heading and no button, and is short.
  bool IsSmallPrint(Veto veto) const {
    if (IsFailureText(veto) || IsPartOfQuestion(veto)) return true;
    if (veto == Veto::kLogin && kind_ == AskKind::kSignup && IsFramedSignIn(candidate_, facts_)) {
      return true;
    }
    if (veto != Veto::kConsent && veto != Veto::kLogin && veto != Veto::kUnsubscribe &&
        veto != Veto::kPayment && veto != Veto::kNavigation && veto != Veto::kContent) {
      return false;
    }
    if (!says_so_) return false;
    const VetoText& text = facts_.text.vetoes[Index(veto)];
    if (text.in_heading || BeginsAsOwn(veto)) return false;
    // "Already a member? Log in" is a link of every nag to make an account.
    if (text.in_label && veto != Veto::kLogin) return false;
    const bool field = facts_.shape.email_fields + facts_.shape.tel_fields > 0;
    const bool after = facts_.text.first_ask < text.first;
    if (veto == Veto::kConsent && facts_.shape.text_fields == 0 && IsConsentWord()) return false;
    return after && text.strong.count() <= (field ? 2u : 1u);
  }

  // "Thank you for your order! How easy was it?" and the ends of a scale, "Surely not" to "Surely":
  // with a scale to answer on, neither is a checkout nor a confirmation.
  bool IsPartOfQuestion(Veto veto) const {
    if (!kind_ || !Family(AskKind::kSurvey).Has(*kind_)) return false;
    if (!IsRatingQuestion(candidate_, facts_)) return false;
    const VetoText& text = facts_.text.vetoes[Index(veto)];
    if (veto == Veto::kPayment) return text.strong.count() <= 1 && !text.in_label;
    return veto == Veto::kConfirm && candidate_.structure.scale >= 5 && !text.in_heading;
  }

  // A dialog that begins with "Log in" is one, whatever it then says of an e-mail address; and what
  // begins with "Your cart" is the shop's, whatever code it names.
  bool BeginsAsOwn(Veto veto) const {
    return (veto == Veto::kLogin || veto == Veto::kPayment) &&
           facts_.text.vetoes[Index(veto)].first_weak < facts_.text.first_ask;
  }

  bool IsConsentWord() const { return !facts_.marks.veto_word[Index(Veto::kConsent)].empty(); }

  bool PhraseCounts(Veto veto) const {
    const VetoText& text = facts_.text.vetoes[Index(veto)];
    if (text.strong.count() > 0) return !IsSmallPrint(veto);
    if (veto == Veto::kConfirm && text.is_label && AsksForNothing()) return true;
    // Weak ones are words that asks have too: two of them, and no plain ask beside.
    if (text.weak.count() < 2) return false;
    // A bank's alerts are asked for in the words of any other.
    const bool alerts = kind_ == AskKind::kPush && veto == Veto::kSecurity;
    return alerts || !says_so_ || BeginsAsOwn(veto);
  }

  // "Delete this review?" names what asks are about, and its button does what it says: it is the
  // application's own question unless there is something to fill in or somebody known to ask.
  bool AsksForNothing() const {
    const ShapeFacts& shape = facts_.shape;
    return candidate_.surface != Surface::kInline && shape.text_fields == 0 &&
           candidate_.structure.stars == 0 && candidate_.structure.scale == 0 &&
           facts_.marks.provider == kNoEntity;
  }

  // A class is what its author called the thing, and authors call newsletter forms "consent-form".
  bool WordCounts(Veto veto) const {
    if (facts_.marks.veto_word[Index(veto)].empty()) return false;
    if (veto == Veto::kContent) return IsOfReaders();
    if (veto == Veto::kMedia && IsPlayer()) return true;
    if (!text_key_) return true;
    const VetoText& text = facts_.text.vetoes[Index(veto)];
    return text.strong.count() + text.weak.count() > 0 && facts_.shape.email_fields == 0 &&
           veto == Veto::kConsent;
  }

  // A player has its own ways to like, to share and to subscribe, and they are the visitor's.
  bool IsPlayer() const {
    return facts_.shape.text_fields == 0 &&
           facts_.marks.veto_word[Index(Veto::kMedia)].find("player") != std::string_view::npos;
  }

  // "I would subscribe to your newsletter" in a comment asks nobody for anything.
  bool IsOfReaders() const {
    static constexpr std::array<AskKind, 8> kSaidByReaders = {
        AskKind::kNewsletter, AskKind::kCoupon, AskKind::kContest, AskKind::kSignup,
        AskKind::kPush,       AskKind::kSurvey, AskKind::kApp,     AskKind::kReferral};
    const bool said = kind_ && std::find(kSaidByReaders.begin(), kSaidByReaders.end(), *kind_) !=
                                   kSaidByReaders.end();
    return said && candidate_.surface == Surface::kInline && facts_.shape.text_fields == 0;
  }

  // On a page made for it, what has fields or stands in the page is the page itself.
  bool PageCounts(Veto veto) const {
    if (facts_.marks.page[Index(veto)].empty()) return false;
    // A sign-in has a password somewhere; "join our newsletter" below it is no part of it.
    if (veto == Veto::kLogin && candidate_.surface == Surface::kInline && says_so_) {
      return *kind_ == AskKind::kSignup;
    }
    if (candidate_.surface != Surface::kOverlay || facts_.shape.text_fields > 0) return true;
    if (!kind_) return true;
    const model::AskKindSet form = Family(AskKind::kNewsletter);
    return form.Has(*kind_) || Family(AskKind::kSurvey).Has(*kind_);
  }

  bool IsNavigation() const {
    static constexpr std::array<std::string_view, 10> kRoles = {
        "navigation", "menu", "menubar", "search",  "tablist",
        "listbox",    "tree", "grid",    "toolbar", "combobox"};
    bool navigation = candidate_.tag == "nav" || candidate_.tag == "search";
    for (const std::string_view role : kRoles) navigation = navigation || candidate_.role == role;
    // A bar of links to networks is no way around the site, whatever its tag.
    return navigation && !(facts_.shape.social() >= 2 && facts_.shape.other_links == 0);
  }

  void FindForm() {
    if (facts_.shape.filled) {
      Add(Veto::kForm, EvidenceSource::kStructure, "the user is filling it in");
    } else if (facts_.shape.text_fields > kMostTextFields) {
      Add(Veto::kForm, EvidenceSource::kStructure, "many fields");
    }
  }

  // Themes call any box of the page an article, a form to sign up too.
  bool IsArticle() const {
    constexpr std::uint32_t kMostWordsOfBox = 140;
    if (candidate_.tag != "article") return false;
    const bool box = candidate_.surface == Surface::kInline && facts_.shape.email_fields > 0 &&
                     facts_.text.words <= kMostWordsOfBox;
    return !box;
  }

  void FindContent() {
    if (candidate_.holds_main || candidate_.tag == "main" || IsArticle() ||
        candidate_.role == "main" || candidate_.tag == "body" || candidate_.tag == "html") {
      if (candidate_.surface != Surface::kFrame || candidate_.holds_main) {
        return Add(Veto::kContent, EvidenceSource::kStructure, "holds the main content");
      }
    }
    if (candidate_.surface == Surface::kFrame) return;
    const bool short_page = candidate_.surface == Surface::kOverlay && facts_.shape.layered &&
                            page_.text_chars < kShortPageChars;
    if (candidate_.text_share > (short_page ? kLargestShareOfShortPage : kLargestShare)) {
      Add(Veto::kContent, EvidenceSource::kGeometry, "more than a third of the page's text");
    }
  }

  const model::Candidate& candidate_;
  const model::Page& page_;
  const Facts& facts_;
  std::optional<AskKind> kind_;
  model::AskKindSet asked_for_;
  bool says_so_ = false;
  bool text_key_ = false;
  std::vector<VetoFinding> found_;
};

}  // namespace

std::vector<VetoFinding> FindVetoes(const model::Candidate& candidate, const model::Page& page,
                                    const Facts& facts, std::optional<AskKind> kind,
                                    model::AskKindSet asked_for) {
  return VetoFinder(candidate, page, facts, kind, asked_for).Find();
}

}  // namespace lma::classify
