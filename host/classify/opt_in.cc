#include "classify/opt_in.h"

#include <algorithm>
#include <string>

namespace lma::classify {
namespace {

using lexicon::EntryClass;
using lexicon::Match;
using lexicon::OptinClass;
using model::AskKind;
using model::Veto;

// A label that says what its ticking does has at least so many words.
constexpr std::size_t kFewestWords = 2;

// "I do not want to miss any offers" holds "I do not want" and asks for the offers all the same.
bool Within(const Match& inner, const Match& outer) {
  return inner.begin >= outer.begin && inner.end <= outer.end &&
         outer.end - outer.begin > inner.end - inner.begin;
}

// What a reversed label has to speak of, so that "I do not want the insurance" is not ticked. An
// act alone says nothing: "want" is one.
bool SpeaksOfMarketing(const Match& match) {
  const bool names_it =
      match.entry_class == EntryClass::kAsk || match.entry_class == EntryClass::kObject;
  return names_it && (match.kind() == AskKind::kNewsletter || match.kind() == AskKind::kCoupon ||
                      match.kind() == AskKind::kSurvey);
}

bool Overlap(const Match& a, const Match& b) { return a.begin < b.end && b.begin < a.end; }

// Vetoes that a label may bear; others are about dialogs.
bool KeepsABox(const Match& match) {
  if (match.entry_class != EntryClass::kVeto) return false;
  switch (match.veto()) {
    case Veto::kConsent:
    case Veto::kAgeGate:
    case Veto::kLogin:
    case Veto::kSecurity:
    case Veto::kSession:
      return !match.weak;
    // The messages of an order are no marketing: "keep me posted about my delivery".
    case Veto::kPayment:
      return true;
    default:
      return false;
  }
}

}  // namespace

// The phrases of one text that matter here; of most classes the first.
struct OptInJudge::Phrases {
  std::optional<Match> required;
  std::optional<Match> untick;
  std::optional<Match> reversed;
  std::optional<Match> marketing;
  std::optional<Match> kept;  // a veto's
  std::optional<Match> topic;
  std::size_t words = 0;
};

OptInJudge::Phrases OptInJudge::Read(std::string_view text) {
  Phrases found;
  lexicon_.MatchText(text, scratch_, &matches_);
  found.words = scratch_.tokens.size();
  const auto keep_first = [](std::optional<Match>* place, const Match& match) {
    if (!*place) *place = match;
  };
  for (const Match& match : matches_) {
    if (KeepsABox(match)) keep_first(&found.kept, match);
    if (SpeaksOfMarketing(match)) keep_first(&found.topic, match);
    if (match.entry_class != EntryClass::kOptin) continue;
    switch (match.optin()) {
      case OptinClass::kMarketing:
        // The last says most: "I wish to receive" comes before what.
        found.marketing = match;
        break;
      case OptinClass::kUntick:
        keep_first(&found.untick, match);
        break;
      case OptinClass::kRequired:
        keep_first(&found.required, match);
        break;
      case OptinClass::kReversed: {
        const bool swallowed = std::any_of(matches_.begin(), matches_.end(), [&](const Match& m) {
          return m.entry_class == EntryClass::kOptin && m.optin() == OptinClass::kMarketing &&
                 Within(match, m);
        });
        if (!swallowed) keep_first(&found.reversed, match);
        break;
      }
    }
  }
  return found;
}

bool OptInJudge::InConsentDialog(const model::OptInBox& box, const model::Page& page) {
  marks_.clear();
  for (const std::string_view token : box.tokens) table_.FindWord(token, &marks_);
  for (const Mark& mark : marks_) {
    if (mark.mark_class != MarkClass::kKeeper) continue;
    const Entity keeper = table_.entity(mark.entity);
    if (keeper.veto == Veto::kConsent) return true;
  }
  for (const std::string_view text : {box.context, std::string_view(page.title)}) {
    if (text.empty()) continue;
    lexicon_.MatchText(text, scratch_, &matches_);
    const bool consent = std::any_of(matches_.begin(), matches_.end(), [](const Match& match) {
      return match.entry_class == EntryClass::kVeto && match.veto() == Veto::kConsent &&
             !match.weak;
    });
    if (consent) return true;
  }
  return false;
}

bool OptInJudge::IsPreferencePage(const model::Page& page) {
  marks_.clear();
  table_.FindPage(page.url, &marks_);
  return std::any_of(marks_.begin(), marks_.end(), [](const Mark& mark) {
    return (mark.mark_class == MarkClass::kPagePath || mark.mark_class == MarkClass::kPageHost) &&
           mark.veto() == Veto::kUnsubscribe;
  });
}

// Whether the form's own button asks for the same: there the visitor has come for it.
bool OptInJudge::IsSignUpForIt(std::string_view submit) {
  if (submit.empty()) return false;
  lexicon_.MatchText(submit, scratch_, &matches_);
  bool newsletter = false;
  bool account = false;
  for (const Match& match : matches_) {
    const bool of_ask = match.entry_class == EntryClass::kAsk ||
                        match.entry_class == EntryClass::kAct ||
                        match.entry_class == EntryClass::kObject;
    if (!of_ask) continue;
    newsletter = newsletter || match.kind() == AskKind::kNewsletter;
    account = account || match.kind() == AskKind::kSignup;
  }
  return newsletter && !account;
}

OptInFinding OptInJudge::Judge(const model::OptInBox& box, const model::Page& page) {
  OptInFinding finding;
  const Phrases label = Read(box.label);
  const auto say = [&](const std::optional<Match>& match, std::optional<Veto> veto) {
    if (!match) return;
    model::Evidence evidence;
    evidence.source = model::EvidenceSource::kPhrase;
    evidence.veto = veto;
    if (!veto) evidence.kind = AskKind::kNewsletter;
    evidence.detail = lexicon_.PhraseText(match->phrase);
    evidence.language = lexicon_.PhraseLanguage(match->phrase);
    finding.evidence.push_back(std::move(evidence));
  };
  const auto keep = [&](const std::optional<Match>& why, Veto veto, std::string_view rule) {
    finding.meaning = OptInMeaning::kKept;
    say(why, veto);
    if (why) return;
    model::Evidence evidence;
    evidence.source = model::EvidenceSource::kStructure;
    evidence.veto = veto;
    evidence.detail = rule;
    finding.evidence.push_back(std::move(evidence));
  };
  if (label.required) {
    keep(label.required, Veto::kForm, {});
    return finding;
  }
  if (label.kept) {
    keep(label.kept, label.kept->veto(), {});
    return finding;
  }
  // "I wish to receive" within "I do not wish to receive" does not say what.
  const bool speaks =
      label.topic ||
      (label.marketing && !(label.reversed && Overlap(*label.marketing, *label.reversed)));
  const bool reversed = label.reversed && speaks && !label.untick;
  // A refusal of something else is none of ours, whatever the words within it would say alone.
  const bool marketing = label.untick ? speaks : label.marketing && !label.reversed;
  if ((!reversed && !marketing) || label.words < kFewestWords) return finding;
  if (box.required) {
    keep(std::nullopt, Veto::kForm, "the form requires it");
    return finding;
  }
  if (InConsentDialog(box, page)) {
    keep(std::nullopt, Veto::kConsent, "within a consent dialog");
    return finding;
  }
  if (IsPreferencePage(page)) {
    keep(std::nullopt, Veto::kUnsubscribe, "a page of preferences");
    return finding;
  }
  if (IsSignUpForIt(box.submit)) {
    keep(std::nullopt, Veto::kForm, "the form is for this");
    return finding;
  }
  finding.meaning = reversed ? OptInMeaning::kReversed : OptInMeaning::kMarketing;
  say(reversed ? label.reversed : label.marketing ? label.marketing : label.untick, std::nullopt);
  if (box.checked != reversed) finding.set = reversed;
  return finding;
}

}  // namespace lma::classify
