// Which of several nested blocks of the page holds the whole ask and nothing else.
#include <algorithm>
#include <vector>

#include "decide/decide.h"

namespace lma::decide {
namespace {

using model::AskKind;
using model::Candidate;
using model::Classification;

// What a wider block may add around the ask found within: a line of explanation and small print,
// not another piece of the page. Blocks of links (share, follow) have no text to speak of.
constexpr std::uint32_t kMostAddedWords = 70;
constexpr std::uint32_t kMostAddedWordsWithoutField = 20;
// A bare field says nothing: its blurb, and what the law wants said of text messages, stand around.
constexpr std::uint32_t kMostAddedWordsToBareForm = 120;
constexpr std::uint32_t kMostWordsOfBareForm = 12;
// Beside links only the words of more such links; an author, a date or a headline is the page's.
constexpr std::uint32_t kMostAddedWordsToLinks = 2;
constexpr std::uint32_t kWordsOfLink = 3;
constexpr std::uint32_t kMostLinksWithWords = 8;
constexpr std::uint32_t kMostAddedLinks = 3;
constexpr std::uint32_t kMostOtherLinksInBar = 1;
constexpr std::uint32_t kMostAddedHeadings = 1;
constexpr std::uint32_t kMostWordsOfAddedHeading = 2;
constexpr std::uint32_t kMostWordsOfOwnHeading = 10;
constexpr std::uint32_t kMostAddedMedia = 2;

bool IsAsk(const Level& level) {
  const Classification& found = *level.classification;
  return found.kind && found.vetoes.empty() && !level.candidate->holds_main && found.text_key &&
         found.structure_key && found.confidence >= kActConfidence;
}

// A sign-up comes with a blurb and small print; what only leads to one does not, and what stands
// around a question about the page is the page.
bool IsSignUp(const Candidate& candidate, AskKind kind) {
  return !candidate.fields.empty() && kind != AskKind::kSurvey && kind != AskKind::kReview &&
         kind != AskKind::kComment;
}

bool LivesOnLinks(AskKind kind) {
  return kind == AskKind::kLike || kind == AskKind::kFollow || kind == AskKind::kShare;
}

std::uint32_t Added(std::uint32_t inner, std::uint32_t outer) {
  return outer > inner ? outer - inner : 0;
}

std::ptrdiff_t Buttons(const Candidate& candidate) {
  return std::count_if(candidate.controls.begin(), candidate.controls.end(),
                       [](const auto& c) { return c.type != model::ControlType::kLink; });
}

// A field and its button, and around them the words that ask for it, but nothing more to fill in.
bool IsBareFormOf(const Level& inner, const Level& outer) {
  const Candidate& a = *inner.candidate;
  const Candidate& b = *outer.candidate;
  const Classification& x = *inner.classification;
  const Classification& y = *outer.classification;
  return !a.fields.empty() && a.fields.size() == b.fields.size() && Buttons(a) == Buttons(b) &&
         x.words <= kMostWordsOfBareForm && y.words * y.coverage > x.words * x.coverage;
}

// Words that belong to no phrase of an ask.
double Unexplained(const Classification& found) { return found.words * (1 - found.coverage); }

// Whether `outer` holds the same ask as `inner`, with nothing of the page beside it.
bool AddsNothing(const Level& inner, const Level& outer) {
  const Candidate& a = *inner.candidate;
  const Candidate& b = *outer.candidate;
  const Classification& x = *inner.classification;
  const Classification& y = *outer.classification;
  const bool links = LivesOnLinks(*x.kind) && LivesOnLinks(*y.kind);
  const double words = Unexplained(y) - Unexplained(x);
  const std::uint32_t new_controls = Added(static_cast<std::uint32_t>(a.controls.size()),
                                           static_cast<std::uint32_t>(b.controls.size()));
  const std::uint32_t to_links =
      kMostAddedWordsToLinks + kWordsOfLink * std::min(new_controls, kMostLinksWithWords);
  const bool sign_up = IsSignUp(b, *y.kind);
  const std::uint32_t headings = Added(a.structure.headings, b.structure.headings);
  // "Keep up with Anna's Kitchen" over the links is theirs.
  const bool own_heading = headings > 0 && y.heading_asks && !x.heading_asks;
  const std::uint32_t most_words =
      (links                                   ? to_links
       : sign_up && IsBareFormOf(inner, outer) ? kMostAddedWordsToBareForm
       : sign_up                               ? kMostAddedWords
                                               : kMostAddedWordsWithoutField) +
      (own_heading && links ? kMostWordsOfOwnHeading : 0);
  if (words > most_words) return false;
  if (headings > kMostAddedHeadings) return false;
  // The heading of a question says what is asked; one with other words is of what stands beside.
  if (headings > 0 && !sign_up && !own_heading && words > kMostWordsOfAddedHeading) return false;
  // Each link of a bar may be a picture.
  const std::uint32_t most_media = kMostAddedMedia + (links ? new_controls : 0);
  if (Added(a.structure.media, b.structure.media) > most_media) return false;
  // More links of the same sort make the same bar, "Print" among them; among other asks they are
  // the page's.
  if (links) {
    return Added(x.other_links, y.other_links) <=
           kMostOtherLinksInBar + Added(x.social_links, y.social_links) / 2;
  }
  return Added(a.structure.links, b.structure.links) <= kMostAddedLinks;
}

}  // namespace

std::optional<std::size_t> ChooseLevel(std::span<const Level> levels) {
  std::optional<std::size_t> chosen;
  const auto level_of = [&](std::size_t i) { return levels[i].candidate->level; };
  std::vector<std::size_t> order(levels.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return level_of(a) != level_of(b) ? level_of(a) < level_of(b) : a < b;
  });
  for (const std::size_t i : order) {
    if (!IsAsk(levels[i])) {
      if (chosen) break;  // a wider block is no ask: neither is what holds it
      continue;
    }
    if (!chosen || AddsNothing(levels[*chosen], levels[i])) {
      chosen = i;
    } else {
      break;
    }
  }
  return chosen;
}

}  // namespace lma::decide
