#include "classify/classifier.h"

#include <algorithm>

#include "classify/controls.h"
#include "classify/facts.h"
#include "classify/score.h"
#include "classify/vetoes.h"

namespace lma::classify {

using model::AskKind;
using model::Classification;
using model::Evidence;
using model::EvidenceSource;

class Classifier::Impl {
 public:
  Impl(const lexicon::Lexicon& lexicon, const ProviderTable& providers)
      : lexicon_(lexicon), table_(providers) {}

  Classification Classify(const model::Candidate& candidate, const model::Page& page) {
    Classification result;
    facts_ = Facts();
    GatherMarks(table_, candidate, page, buffers_, &facts_.marks);
    std::vector<ControlFinding> controls =
        JudgeControls(lexicon_, table_, candidate, page, facts_.marks.provider, buffers_);
    for (std::size_t i = 0; i < controls.size(); ++i) {
      result.controls.push_back(
          {candidate.controls[i].index, controls[i].role, controls[i].confidence});
    }
    GatherText(lexicon_, candidate, page, result.controls, buffers_, &facts_.text);
    GatherShape(table_, candidate, page, result.controls, buffers_, &facts_.shape);
    ScoreAll(candidate, &result);
    if (result.kind) {
      if (AsksAQuestion(*result.kind)) LeaveAnswers(&controls, &result);
      result.text_key = TextKey(candidate, facts_, *result.kind);
      result.structure_key = StructureKey(candidate, facts_, *result.kind);
    }
    const model::AskKindSet asked_for = GestureKinds(lexicon_, table_, candidate, buffers_);
    for (const VetoFinding& veto : FindVetoes(candidate, page, facts_, result.kind, asked_for)) {
      result.vetoes.push_back(veto.veto);
      AddVeto(veto, &result);
    }
    SayHowItCloses(candidate, &result);
    if (result.kind) ExplainKind(candidate, *result.kind, &result);
    ExplainControls(controls, &result);
    return result;
  }

  Classification JudgeText(std::string_view text) {
    Classification result;
    facts_ = Facts();
    GatherPlainText(lexicon_, text, buffers_, &facts_.text);
    model::Candidate candidate;
    candidate.text = text;
    const model::Page page;
    ScoreAll(candidate, &result);
    for (const VetoFinding& veto : FindVetoes(candidate, page, facts_, result.kind, {})) {
      result.vetoes.push_back(veto.veto);
      AddVeto(veto, &result);
    }
    if (!result.kind) return result;
    result.text_key = TextKey(candidate, facts_, *result.kind);
    ExplainKind(candidate, *result.kind, &result);
    if (!result.text_key) result.kind.reset();
    return result;
  }

  LabelJudgement JudgeLabel(std::string_view label, std::string_view language) {
    const ControlFinding finding = JudgeLabelWords(lexicon_, label, language, {}, buffers_);
    LabelJudgement judgement;
    judgement.role = finding.role;
    judgement.confidence = finding.confidence;
    if (finding.phrase.found()) {
      judgement.phrase = lexicon_.PhraseText(finding.phrase.phrase);
      judgement.language = lexicon_.PhraseLanguage(finding.phrase.phrase);
    }
    return judgement;
  }

  std::optional<AskKind> ScanText(std::string_view text) {
    facts_ = Facts();
    GatherPlainText(lexicon_, text, buffers_, &facts_.text);
    std::optional<AskKind> best;
    double best_weight = 0;
    for (const AskKind kind : model::kAllAskKinds) {
      const KindText& words = facts_.text.kinds[Index(kind)];
      double weight = 0;
      if (words.objects.count() + words.weak.count() > 0) weight = 1;
      if (words.pairs.count() > 0) weight = 2;
      if (words.strong.count() > 0) weight = 3;
      if (weight > best_weight) {
        best = kind;
        best_weight = weight;
      }
    }
    return best;
  }

 private:
  void ScoreAll(const model::Candidate& candidate, Classification* result) {
    std::optional<AskKind> best;
    bool best_fits = false;
    model::AskKindSet fitting;
    for (const AskKind kind : model::kAllAskKinds) {
      double& score = result->scores[Index(kind)];
      score = Score(candidate, facts_, table_, kind, nullptr);
      if (score <= kPrior) continue;
      // A kind that both keys fit goes before a better scored one that they do not.
      const bool fits = TextKey(candidate, facts_, kind) && StructureKey(candidate, facts_, kind);
      if (fits) fitting.Add(kind);
      const bool better = !best || (fits && !best_fits) ||
                          (fits == best_fits && score > result->scores[Index(*best)]);
      if (better) {
        best = kind;
        best_fits = fits;
      }
    }
    if (best && best_fits) best = WhatItIsFor(*best, fitting, result->scores);
    result->kind = best;
    if (best) {
      result->confidence = Confidence(result->scores[Index(*best)]);
      result->heading_asks = facts_.text.kinds[Index(*best)].said_in_heading;
    }
    result->words = facts_.text.words;
    result->social_links = facts_.shape.social();
    result->other_links = facts_.shape.other_links;
    if (facts_.text.words > 0) {
      result->coverage = static_cast<double>(facts_.text.covered) / facts_.text.words;
    }
    if (facts_.marks.provider != kNoEntity) {
      result->provider = table_.entity(facts_.marks.provider).id;
    }
  }

  // Where several kinds fit, what the words are about goes before what they mention.
  template <typename Scores>
  AskKind WhatItIsFor(AskKind best, model::AskKindSet fitting, const Scores& scores) const {
    const auto said = [&](AskKind kind) {
      return fitting.Has(kind) && facts_.text.kinds[Index(kind)].strong.count() > 0;
    };
    const ShapeFacts& shape = facts_.shape;
    const bool no_field = shape.text_fields == 0;
    // "Become a member, from 5 € a month, so that we can go on" is an appeal for money.
    if (best == AskKind::kSignup && said(AskKind::kDonation)) return AskKind::kDonation;
    // "Sign up, it's free" with nothing but an address to type in is no account.
    if (best == AskKind::kSignup && fitting.Has(AskKind::kNewsletter) && shape.text_fields == 1 &&
        shape.email_fields == 1) {
      best = AskKind::kNewsletter;
    }
    // What is given for a friend or for the app is no coupon by itself.
    if (best == AskKind::kCoupon && no_field && shape.app_links > 0 && fitting.Has(AskKind::kApp)) {
      return AskKind::kApp;
    }
    if (best == AskKind::kCoupon && no_field && fitting.Has(AskKind::kReferral)) {
      return AskKind::kReferral;
    }
    if (best == AskKind::kNewsletter && no_field && said(AskKind::kPush)) return AskKind::kPush;
    // Stars are for a review where one is spoken of.
    if (best == AskKind::kSurvey && said(AskKind::kReview) && shape.faces == 0 && shape.stars) {
      return AskKind::kReview;
    }
    return best == AskKind::kNewsletter ? WhatItOffers(fitting, scores) : best;
  }

  // A sign-up that offers something is named by what it offers: who lets coupons through does so
  // although their forms speak of a newsletter too.
  template <typename Scores>
  static AskKind WhatItOffers(model::AskKindSet fitting, const Scores& scores) {
    constexpr double kCertainlyOffered = 2.0;
    AskKind best = AskKind::kNewsletter;
    for (const AskKind kind : {AskKind::kCoupon, AskKind::kContest}) {
      const double score = scores[Index(kind)];
      const bool better = best == AskKind::kNewsletter || score > scores[Index(best)];
      if (fitting.Has(kind) && score > kCertainlyOffered && better) best = kind;
    }
    return best;
  }

  // "Was this helpful? Yes / No": a bare "no" answers what was asked, in the user's name; so does
  // "Just looking" to somebody who wants to chat. Such an ask is closed or hidden.
  static bool AsksAQuestion(AskKind kind) {
    return kind == AskKind::kSurvey || kind == AskKind::kReview || kind == AskKind::kLike ||
           kind == AskKind::kComment || kind == AskKind::kChat;
  }

  static void LeaveAnswers(std::vector<ControlFinding>* controls, Classification* result) {
    for (std::size_t i = 0; i < controls->size(); ++i) {
      if (!(*controls)[i].answers) continue;
      (*controls)[i].role = model::ControlRole::kAmbiguous;
      result->controls[i].role = model::ControlRole::kAmbiguous;
    }
  }

  void SayHowItCloses(const model::Candidate& candidate, Classification* result) {
    result->escape_closes = candidate.layer.modal || candidate.layer.top_layer ||
                            candidate.role == "dialog" || candidate.role == "alertdialog";
    if (facts_.marks.provider == kNoEntity) return;
    const Entity provider = table_.entity(facts_.marks.provider);
    result->escape_closes = result->escape_closes || provider.escape;
    result->backdrop_closes = provider.backdrop;
  }

  void AddVeto(const VetoFinding& veto, Classification* result) {
    Evidence evidence;
    evidence.source = veto.source;
    evidence.veto = veto.veto;
    evidence.detail = veto.detail;
    Cite(veto.phrase, &evidence);
    result->evidence.push_back(std::move(evidence));
  }

  void ExplainKind(const model::Candidate& candidate, AskKind kind, Classification* result) {
    notes_.clear();
    Score(candidate, facts_, table_, kind, &notes_);
    for (const Note& note : notes_) {
      Evidence evidence;
      evidence.source = note.source;
      evidence.kind = kind;
      evidence.weight = note.weight;
      evidence.detail = note.detail;
      Cite(note.phrase, &evidence);
      result->evidence.push_back(std::move(evidence));
    }
  }

  void ExplainControls(const std::vector<ControlFinding>& controls, Classification* result) {
    for (const ControlFinding& control : controls) {
      if (control.role != model::ControlRole::kDecline &&
          control.role != model::ControlRole::kDismiss) {
        continue;
      }
      Evidence evidence;
      evidence.source = EvidenceSource::kControl;
      evidence.detail = control.mark;
      Cite(control.phrase, &evidence);
      result->evidence.push_back(std::move(evidence));
    }
  }

  void Cite(PhraseRef phrase, Evidence* evidence) const {
    if (!phrase.found()) return;
    evidence->detail = lexicon_.PhraseText(phrase.phrase);
    evidence->language = lexicon_.PhraseLanguage(phrase.phrase);
  }

  const lexicon::Lexicon& lexicon_;
  const ProviderTable& table_;
  Buffers buffers_;
  Facts facts_;
  std::vector<Note> notes_;
};

Classifier::Classifier(const lexicon::Lexicon& lexicon, const ProviderTable& providers)
    : impl_(std::make_unique<Impl>(lexicon, providers)) {}
Classifier::~Classifier() = default;

Classification Classifier::Classify(const model::Candidate& candidate, const model::Page& page) {
  return impl_->Classify(candidate, page);
}
Classification Classifier::JudgeText(std::string_view text) { return impl_->JudgeText(text); }
LabelJudgement Classifier::JudgeLabel(std::string_view label, std::string_view language) {
  return impl_->JudgeLabel(label, language);
}
std::optional<AskKind> Classifier::ScanText(std::string_view text) { return impl_->ScanText(text); }

}  // namespace lma::classify
