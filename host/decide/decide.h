// Policy: values in, verdict out. No I/O, no clock, no globals. The order of the rules stands in
// docs/policy.md and is tested line by line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "model/candidate.h"
#include "model/preference.h"
#include "model/verdict.h"

namespace lma::decide {

// From this confidence on an ask is acted on; from kUnsureConfidence on it is called unsure. Both
// are on the calibrated scale of docs/judgement.md.
inline constexpr double kActConfidence = 0.80;
inline constexpr double kUnsureConfidence = 0.40;

// An ask that came back this often in one visit is hidden without a press.
inline constexpr std::uint32_t kMaxComeBacks = 2;

// At most this many controls of one role are tried.
inline constexpr std::size_t kMaxPresses = 3;

// What is known beside the candidate.
struct Situation {
  std::optional<model::Preference> preference;  // of the page's brand
  model::Settings settings;
  std::optional<model::LearnedAsk> learned;  // the enabled learned ask that the candidate fits
  std::int64_t now_ms = 0;
  std::uint32_t come_backs = 0;  // how often this ask came back in this visit
};

// The verdict on one candidate. Pure: the same values give the same verdict. Whatever the evidence,
// no step presses a control that is affirmative or ambiguous, submits a form with filled fields or
// leaves the page.
model::Verdict Decide(const model::Candidate& candidate,
                      const model::Classification& classification, const Situation& situation);

// The same rules for a tick box that lets the brand write, call or share: kAsk when it is to be
// answered with no, else the reason to leave it.
model::Reason DecideOptIn(const Situation& situation);

// More such boxes in one form are a list of preferences, where each tick is the user's own.
inline constexpr std::size_t kMostBoxesOfAForm = 6;

// Seconds that reading such a box would have taken: a line of eight words, at four a second.
inline constexpr std::uint32_t kOptInSeconds = 2;

// Whether a control may be pressed at all: disabled ones, links that lead away and submits of
// filled forms may not.
bool Pressable(const model::Candidate& candidate, const model::Control& control);

// One of several nested candidates of an inline group.
struct Level {
  const model::Candidate* candidate = nullptr;
  const model::Classification* classification = nullptr;
};

// The index in `levels` (any order) of the candidate that holds the whole ask and nothing else, or
// nothing when none does. All others of the group are to be allowed.
std::optional<std::size_t> ChooseLevel(std::span<const Level> levels);

// Seconds that an ask of this kind would have taken: read it, find the way out, find the place
// again. The table and where it comes from stand in docs/kinds.md.
std::uint32_t SecondsGivenBack(model::AskKind kind);

}  // namespace lma::decide
