#include "app/judging.h"

#include <algorithm>
#include <map>

namespace lma::app {
namespace {

using model::Candidate;
using model::Classification;
using model::Verdict;

void Allow(Verdict* verdict) {
  verdict->action = model::Action::kAllow;
  verdict->reason = model::Reason::kNoAsk;
  verdict->steps.clear();
}

// Lets at most one candidate of each inline group be acted on. Group 0 is no group.
void KeepOneOfEachGroup(const std::vector<Candidate>& candidates,
                        const std::vector<Classification>& classifications,
                        std::vector<Verdict>* verdicts) {
  std::vector<std::uint32_t> done;
  for (const Candidate& first : candidates) {
    if (first.surface != model::Surface::kInline || first.group == 0) continue;
    if (std::find(done.begin(), done.end(), first.group) != done.end()) continue;
    done.push_back(first.group);
    std::vector<decide::Level> levels;
    std::vector<std::size_t> members;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (candidates[i].surface != model::Surface::kInline) continue;
      if (candidates[i].group != first.group) continue;
      levels.push_back({&candidates[i], &classifications[i]});
      members.push_back(i);
    }
    const auto chosen = decide::ChooseLevel(levels);
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (!chosen || *chosen != i) Allow(&(*verdicts)[members[i]]);
    }
  }
}

}  // namespace

Result<std::unique_ptr<Judging>> Judging::BuiltIn() {
  const auto lexicon = lexicon::Lexicon::FromBlob(lexicon::BuiltInBlob());
  if (!lexicon) return Fail(lexicon.error());
  auto providers = classify::ProviderTable::FromBlob(classify::BuiltInProviders());
  if (!providers) return Fail(providers.error());
  return std::unique_ptr<Judging>(new Judging(*lexicon, *providers));
}

std::vector<Verdict> Judging::Judge(const model::Page& page,
                                    const std::vector<Candidate>& candidates,
                                    const decide::Situation& situation) {
  std::vector<Classification> classifications;
  std::vector<Verdict> verdicts;
  classifications.reserve(candidates.size());
  verdicts.reserve(candidates.size());
  for (const Candidate& candidate : candidates) {
    classifications.push_back(classifier_.Classify(candidate, page));
    verdicts.push_back(decide::Decide(candidate, classifications.back(), situation));
  }
  KeepOneOfEachGroup(candidates, classifications, &verdicts);
  return verdicts;
}

std::vector<model::OptInVerdict> Judging::JudgeOptIn(const model::Page& page,
                                                     const std::vector<model::OptInBox>& boxes,
                                                     const decide::Situation& situation) {
  constexpr double kConfidence = 0.95;
  const model::Reason reason = decide::DecideOptIn(situation);
  std::vector<model::OptInVerdict> verdicts;
  verdicts.reserve(boxes.size());
  std::map<std::uint32_t, std::size_t> asking;  // boxes by form
  for (const model::OptInBox& box : boxes) {
    classify::OptInFinding found = opt_in_.Judge(box, page);
    model::OptInVerdict verdict;
    verdict.evidence = std::move(found.evidence);
    if (found.meaning == classify::OptInMeaning::kMarketing ||
        found.meaning == classify::OptInMeaning::kReversed) {
      ++asking[box.form];
      verdict.reason = reason;
      verdict.confidence = kConfidence;
      if (reason == model::Reason::kAsk) verdict.set = found.set;
    } else if (found.meaning == classify::OptInMeaning::kKept) {
      verdict.reason = model::Reason::kVeto;
    }
    verdicts.push_back(std::move(verdict));
  }
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (!verdicts[i].set || asking[boxes[i].form] <= decide::kMostBoxesOfAForm) continue;
    verdicts[i].set.reset();
    verdicts[i].reason = model::Reason::kVeto;
  }
  return verdicts;
}

std::optional<model::AskKind> Judging::KindOfText(std::string_view text) {
  return classifier_.ScanText(text);
}

model::ControlRole Judging::RoleOfLabel(std::string_view label) {
  return classifier_.JudgeLabel(label, {}).role;
}

std::uint32_t Judging::SecondsFor(model::AskKind kind) const {
  return decide::SecondsGivenBack(kind);
}

}  // namespace lma::app
