#include "decide/decide.h"

#include <algorithm>
#include <vector>

namespace lma::decide {
namespace {

using model::Action;
using model::Candidate;
using model::Classification;
using model::Control;
using model::ControlRole;
using model::ControlTarget;
using model::Preference;
using model::QuietLevel;
using model::Reason;
using model::Step;
using model::StepType;
using model::Surface;
using model::Verdict;
using model::Veto;

// What the user said of the brand, as far as it lets the ask be.
std::optional<Reason> Welcome(const Classification& found, const Situation& situation) {
  if (!situation.preference) return std::nullopt;
  const Preference& preference = *situation.preference;
  if (preference.paused_until_leave || preference.paused_until_ms > situation.now_ms) {
    return Reason::kPaused;
  }
  if (preference.wanted && !(found.kind && preference.unwanted_kinds.Has(*found.kind))) {
    return Reason::kWantedBrand;
  }
  if (found.kind && preference.wanted_kinds.Has(*found.kind)) return Reason::kWantedKind;
  if (preference.engaged_until_leave || preference.engaged_until_ms > situation.now_ms) {
    return Reason::kEngaged;
  }
  return std::nullopt;
}

// What is content stays, even where the user pointed at it: the page would be empty.
bool IsContent(const Candidate& candidate, const Classification& found) {
  return candidate.holds_main ||
         std::find(found.vetoes.begin(), found.vetoes.end(), Veto::kContent) != found.vetoes.end();
}

bool IsAllowedKind(const Classification& found, const Situation& situation) {
  if (!found.kind || !situation.settings.allowed_kinds.Has(*found.kind)) return false;
  // What was said of this brand goes before what was said of all.
  return !(situation.preference && situation.preference->unwanted_kinds.Has(*found.kind));
}

struct Press {
  const Control* control;
  double confidence;
};

// Better first: the surer role, then a plain button before one that sends a form, then the page's
// own order by index. Depends on nothing else, so the order of the controls does not matter.
bool IsBetter(const Press& a, const Press& b) {
  if (a.confidence != b.confidence) return a.confidence > b.confidence;
  if (a.control->submit != b.control->submit) return b.control->submit;
  return a.control->index < b.control->index;
}

std::size_t AddPresses(const Candidate& candidate, const Classification& found, ControlRole role,
                       StepType type, std::vector<Step>* steps) {
  std::vector<Press> presses;
  const std::size_t count = std::min(candidate.controls.size(), found.controls.size());
  for (std::size_t i = 0; i < count; ++i) {
    const Control& control = candidate.controls[i];
    if (found.controls[i].role != role || !Pressable(candidate, control)) continue;
    presses.push_back({&control, found.controls[i].confidence});
  }
  std::sort(presses.begin(), presses.end(), IsBetter);
  if (presses.size() > kMaxPresses) presses.resize(kMaxPresses);
  for (const Press& press : presses) steps->push_back({type, press.control->index});
  return presses.size();
}

void AddSteps(const Candidate& candidate, const Classification& found, const Situation& situation,
              std::vector<Step>* steps) {
  // A block of the page has no "no" to press, and what came back after two refusals does not
  // listen to them.
  const bool press = candidate.surface != Surface::kInline && situation.come_backs < kMaxComeBacks;
  if (press) {
    AddPresses(candidate, found, ControlRole::kDecline, StepType::kDecline, steps);
    const std::size_t closers =
        AddPresses(candidate, found, ControlRole::kDismiss, StepType::kDismiss, steps);
    if (found.escape_closes) steps->push_back({StepType::kEscape, 0});
    if (found.backdrop_closes || (candidate.layer.backdrop && closers == 0)) {
      steps->push_back({StepType::kBackdrop, 0});
    }
  }
  steps->push_back({StepType::kHide, 0});
}

Action ActionOf(StepType step) {
  switch (step) {
    case StepType::kDecline:
      return Action::kDecline;
    case StepType::kDismiss:
    case StepType::kEscape:
    case StepType::kBackdrop:
      return Action::kDismiss;
    case StepType::kHide:
      return Action::kHide;
  }
  return Action::kHide;
}

Verdict& Allow(Verdict& verdict, Reason reason) {
  verdict.action = Action::kAllow;
  verdict.reason = reason;
  return verdict;
}

}  // namespace

bool Pressable(const Candidate& candidate, const Control& control) {
  if (control.disabled) return false;
  if (control.target != ControlTarget::kNone && control.target != ControlTarget::kFragment) {
    return false;
  }
  if (!control.submit) return true;
  return std::none_of(candidate.fields.begin(), candidate.fields.end(),
                      [](const model::Field& field) { return field.filled; });
}

Verdict Decide(const Candidate& candidate, const Classification& found,
               const Situation& situation) {
  Verdict verdict;
  verdict.id = candidate.id;
  verdict.kind = found.kind;
  verdict.confidence = found.confidence;
  verdict.provider = found.provider;
  verdict.evidence = found.evidence;

  if (const std::optional<Reason> welcome = Welcome(found, situation)) {
    return Allow(verdict, *welcome);
  }
  if (situation.learned && situation.learned->answer == model::LearnedAsk::Answer::kAllow) {
    return Allow(verdict, Reason::kException);
  }
  if (situation.learned && !IsContent(candidate, found)) {
    verdict.action = Action::kHide;
    verdict.reason = Reason::kLearned;
    if (situation.learned->kind) verdict.kind = situation.learned->kind;
    verdict.steps.push_back({StepType::kHide, 0});
    return verdict;
  }
  if (!found.vetoes.empty() || candidate.holds_main) {
    verdict.veto = found.vetoes.empty() ? Veto::kContent : found.vetoes.front();
    return Allow(verdict, Reason::kVeto);
  }
  if (!found.kind || found.confidence < kUnsureConfidence) return Allow(verdict, Reason::kNoAsk);
  if (IsAllowedKind(found, situation)) return Allow(verdict, Reason::kKindAllowed);
  if (candidate.surface == Surface::kInline &&
      situation.settings.quiet_level == QuietLevel::kPrompts) {
    return Allow(verdict, Reason::kQuietLevel);
  }
  if (!found.text_key || !found.structure_key || found.confidence < kActConfidence) {
    verdict.action = Action::kUnsure;
    verdict.reason =
        found.text_key && !found.structure_key ? Reason::kUnsureStructure : Reason::kUnsureText;
    return verdict;
  }
  verdict.reason = Reason::kAsk;
  AddSteps(candidate, found, situation, &verdict.steps);
  verdict.action = ActionOf(verdict.steps.front().type);
  return verdict;
}

}  // namespace lma::decide
