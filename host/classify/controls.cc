#include "classify/controls.h"

#include <algorithm>
#include <array>

namespace lma::classify {
namespace {

using model::Control;
using model::ControlRole;

// Confidences of a role by what it was judged by; they order the steps, the best first.
constexpr double kByProvider = 0.98;
constexpr double kByWholeLabel = 0.97;
constexpr double kByOpenLabel = 0.90;
constexpr double kByDialogForm = 0.80;
constexpr double kByClass = 0.75;
constexpr double kByCorner = 0.60;

// A closer is small; a picture in a corner is not.
constexpr std::int32_t kLargestCloser = 72;

// The role that votes agree on. A "no" that is also a "yes" in the same language is neither.
std::optional<ControlRole> Agree(const std::array<bool, 5>& votes) {
  const auto has = [&](ControlRole role) { return votes[static_cast<std::size_t>(role)]; };
  const bool no = has(ControlRole::kDecline) || has(ControlRole::kDismiss);
  const bool yes = has(ControlRole::kAffirm);
  if (no && yes) return ControlRole::kAmbiguous;
  if (has(ControlRole::kAmbiguous)) return ControlRole::kAmbiguous;
  if (has(ControlRole::kDecline)) return ControlRole::kDecline;
  if (has(ControlRole::kDismiss)) return ControlRole::kDismiss;
  if (yes) return ControlRole::kAffirm;
  return std::nullopt;
}

bool IsPressedToLeave(const Control& control) {
  return control.target == model::ControlTarget::kSameOrigin ||
         control.target == model::ControlTarget::kCrossOrigin ||
         control.target == model::ControlTarget::kOther;
}

bool HasLetters(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char byte) {
                       return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
                     }) ||
         text.size() > 4;  // a few letters of another script; one symbol has up to four bytes
}

class ControlJudge {
 public:
  ControlJudge(const lexicon::Lexicon& lexicon, const ProviderTable& table,
               const model::Candidate& candidate, const model::Page& page, std::uint16_t provider,
               Buffers& buffers)
      : lexicon_(lexicon),
        table_(table),
        candidate_(candidate),
        page_(page),
        provider_(provider),
        buffers_(buffers) {}

  std::vector<ControlFinding> Judge() {
    std::vector<ControlFinding> findings;
    findings.reserve(candidate_.controls.size());
    for (const Control& control : candidate_.controls) findings.push_back(ByWords(control));
    for (std::size_t i = 0; i < findings.size(); ++i) ByMarks(candidate_.controls[i], &findings[i]);
    CloserInCorner(&findings);
    return findings;
  }

 private:
  ControlFinding ByWords(const Control& control) {
    ControlFinding label =
        JudgeLabelWords(lexicon_, control.label, candidate_.language, page_.language, buffers_);
    if (control.name.empty() || control.name == control.label) return label;
    const ControlFinding name =
        JudgeLabelWords(lexicon_, control.name, candidate_.language, page_.language, buffers_);
    if (label.role == ControlRole::kNone) {
      // What is read aloud says what is shown says nothing about, unless that says something else.
      return HasLetters(control.label) && name.role != ControlRole::kAffirm ? label : name;
    }
    if (name.role == ControlRole::kAffirm && label.role != ControlRole::kAffirm) {
      label.role = ControlRole::kAmbiguous;
    }
    return label;
  }

  void ByMarks(const Control& control, ControlFinding* finding) {
    if (finding->role == ControlRole::kAffirm || finding->role == ControlRole::kAmbiguous) return;
    buffers_.marks.clear();
    for (const std::string_view token : control.tokens) table_.FindWord(token, &buffers_.marks);
    bool affirms = false;
    ControlFinding best = *finding;
    for (const Mark& mark : buffers_.marks) {
      ControlRole role = ControlRole::kNone;
      double confidence = kByClass;
      if (mark.mark_class == MarkClass::kProviderDecline) role = ControlRole::kDecline;
      if (mark.mark_class == MarkClass::kProviderDismiss) role = ControlRole::kDismiss;
      // Another provider's word for its closer is a class like any other.
      if (role != ControlRole::kNone && mark.entity == provider_) confidence = kByProvider;
      if (mark.mark_class == MarkClass::kControlWord) role = mark.role();
      if (role == ControlRole::kAffirm) affirms = true;
      if (role != ControlRole::kDecline && role != ControlRole::kDismiss) continue;
      const bool better = confidence > best.confidence ||
                          (confidence == best.confidence &&
                           (role == ControlRole::kDecline || mark.text < best.mark));
      // A label that says no knows better than a class that says close.
      if (better && !(finding->role == ControlRole::kDecline && role == ControlRole::kDismiss)) {
        best = {role, confidence, {}, mark.text};
      }
    }
    const bool unread = finding->role == ControlRole::kNone;
    if (unread && affirms) return;
    // A class alone names a closer, but not a button that says something we cannot read and that
    // sends a form.
    if (unread && best.confidence == kByClass && control.submit && HasLetters(control.label) &&
        !control.dialog_form) {
      return;
    }
    if (unread && best.role == ControlRole::kNone && control.dialog_form &&
        !HasLetters(control.label)) {
      best = {ControlRole::kDismiss, kByDialogForm, {}, "dialog form"};
    }
    *finding = best;
  }

  // The one small thing without letters in an upper corner closes, when nothing else does.
  void CloserInCorner(std::vector<ControlFinding>* findings) {
    std::size_t corner = findings->size();
    std::size_t count = 0;
    for (std::size_t i = 0; i < findings->size(); ++i) {
      if ((*findings)[i].role == ControlRole::kDismiss) return;
      const Control& control = candidate_.controls[i];
      const bool fits = (*findings)[i].role == ControlRole::kNone && control.corner &&
                        control.icon && !control.submit && !IsPressedToLeave(control) &&
                        !HasLetters(control.label) && !HasLetters(control.name) &&
                        control.width <= kLargestCloser && control.height <= kLargestCloser;
      if (!fits) continue;
      corner = i;
      ++count;
    }
    if (count == 1) (*findings)[corner] = {ControlRole::kDismiss, kByCorner, {}, "corner"};
  }

  const lexicon::Lexicon& lexicon_;
  const ProviderTable& table_;
  const model::Candidate& candidate_;
  const model::Page& page_;
  std::uint16_t provider_;
  Buffers& buffers_;
};

}  // namespace

ControlFinding JudgeLabelWords(const lexicon::Lexicon& lexicon, std::string_view label,
                               std::string_view language, std::string_view page_language,
                               Buffers& buffers) {
  ControlFinding finding;
  if (label.empty()) return finding;
  lexicon.MatchLabel(label, buffers.scratch, &buffers.labels);
  if (buffers.labels.empty()) return finding;
  // What the words mean in the ask's own language goes before what they mean elsewhere, and a
  // phrase that is the whole label before one that it begins with.
  struct Pass {
    bool open;
    std::string_view language;  // empty: any
  };
  const std::array<Pass, 6> passes = {Pass{false, language}, Pass{false, page_language},
                                      Pass{true, language},  Pass{true, page_language},
                                      Pass{false, {}},       Pass{true, {}}};
  for (std::size_t i = 0; i < passes.size(); ++i) {
    const bool any = i >= 4;
    if (!any && passes[i].language.empty()) continue;
    std::array<bool, 5> votes{};
    for (const lexicon::LabelMatch& match : buffers.labels) {
      if (match.open != passes[i].open) continue;
      if (!any && !lexicon::SameLanguage(lexicon.LanguageCode(match.language), passes[i].language))
        continue;
      votes[static_cast<std::size_t>(match.role)] = true;
    }
    const std::optional<ControlRole> role = Agree(votes);
    if (!role) continue;
    finding.role = *role;
    finding.confidence = passes[i].open ? kByOpenLabel : kByWholeLabel;
    finding.answers = *role == ControlRole::kDecline;
    for (const lexicon::LabelMatch& match : buffers.labels) {
      if (match.role != *role) continue;
      // "No, remind me later" begins as an answer does and is none.
      finding.answers = finding.answers && match.weak;
      if (match.phrase < finding.phrase.phrase) finding.phrase = {match.phrase};
    }
    return finding;
  }
  return finding;
}

std::vector<ControlFinding> JudgeControls(const lexicon::Lexicon& lexicon,
                                          const ProviderTable& table,
                                          const model::Candidate& candidate,
                                          const model::Page& page, std::uint16_t provider,
                                          Buffers& buffers) {
  return ControlJudge(lexicon, table, candidate, page, provider, buffers).Judge();
}

}  // namespace lma::classify
