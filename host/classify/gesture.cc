// Whether the user's own gesture asked for what came.
#include <algorithm>

#include "classify/facts.h"

namespace lma::classify {
namespace {

using model::AskKind;
using model::AskKindSet;
using model::GestureScope;

// A dialog that the user opened is there within seconds; over a navigation it takes the page's
// loading time longer.
constexpr std::uint32_t kSamePageMs = 8'000;
constexpr std::uint32_t kOtherPageMs = 30'000;
constexpr std::uint32_t kAtOnceMs = 1'500;

bool SameWords(std::string_view a, std::string_view b) {
  const auto letter = [](char byte) {
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte;
  };
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [&](char x, char y) { return letter(x) == letter(y); });
}

// "Subscribe" alone says what is done; in the middle of a headline it is a word like others.
bool IsTheAct(const lexicon::Match& act, const lexicon::Scratch& label) {
  constexpr std::size_t kShortLabel = 3;
  if (label.tokens.size() > 1 && IsShortWord(act, label)) return false;
  return act.begin == 0 || label.tokens.size() <= kShortLabel;
}

}  // namespace

AskKindSet Family(AskKind kind) {
  AskKindSet family;
  family.Add(kind);
  const auto add = [&](std::initializer_list<AskKind> kinds) {
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) return;
    for (const AskKind other : kinds) family.Add(other);
  };
  add({AskKind::kNewsletter, AskKind::kCoupon, AskKind::kContest, AskKind::kSignup});
  add({AskKind::kReview, AskKind::kSurvey});
  add({AskKind::kLike, AskKind::kFollow, AskKind::kShare});
  add({AskKind::kReview, AskKind::kComment});
  return family;
}

AskKindSet GestureKinds(const lexicon::Lexicon& lexicon, const ProviderTable& table,
                        const model::Candidate& candidate, Buffers& buffers) {
  AskKindSet kinds;
  if (!candidate.gesture) return kinds;
  const model::Gesture& gesture = *candidate.gesture;
  const bool same_page =
      gesture.scope == GestureScope::kDocument || gesture.scope == GestureScope::kAnchor;
  if (gesture.age_ms > (same_page ? kSamePageMs : kOtherPageMs)) return kinds;

  const auto add_family = [&](AskKind kind) {
    kinds = AskKindSet::FromBits(kinds.bits() | Family(kind).bits());
  };
  if (!gesture.label.empty()) {
    // The dialog that bears the name of what was pressed is what was pressed for.
    bool named = SameWords(gesture.label, candidate.heading);
    for (const model::Control& control : candidate.controls) {
      named = named || SameWords(gesture.label, control.label);
    }
    lexicon.MatchLabel(gesture.label, buffers.scratch, &buffers.labels);
    const bool says_no =
        std::any_of(buffers.labels.begin(), buffers.labels.end(), [](const auto& match) {
          return match.role == model::ControlRole::kDecline ||
                 match.role == model::ControlRole::kDismiss;
        });
    if (named && !says_no) return AskKindSet::All();
    // No site shares by itself what was not asked for, right after a button was pressed.
    if (!says_no && gesture.scope == GestureScope::kDocument && gesture.age_ms <= kAtOnceMs) {
      kinds.Add(AskKind::kShare);
    }
    lexicon.MatchText(gesture.label, buffers.scratch, &buffers.matches);
    for (const lexicon::Match& match : buffers.matches) {
      if (match.entry_class == lexicon::EntryClass::kAsk ||
          match.entry_class == lexicon::EntryClass::kObject ||
          (match.entry_class == lexicon::EntryClass::kAct && IsTheAct(match, buffers.scratch))) {
        add_family(match.kind());
      }
      // "My account" opens what to sign in with, and what it says of making an account.
      if (match.entry_class == lexicon::EntryClass::kVeto && match.veto() == model::Veto::kLogin) {
        add_family(AskKind::kSignup);
      }
    }
  }
  buffers.marks.clear();
  for (const std::string_view token : gesture.tokens) table.FindWord(token, &buffers.marks);
  for (const Mark& mark : buffers.marks) {
    if (mark.mark_class == MarkClass::kKindWord) add_family(mark.kind());
    if (mark.mark_class == MarkClass::kProvider) {
      kinds = AskKindSet::FromBits(kinds.bits() | table.entity(mark.entity).kinds.bits());
    }
  }
  return kinds;
}

}  // namespace lma::classify
