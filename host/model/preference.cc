#include "model/preference.h"

#include <array>
#include <string_view>

namespace lma::model {
namespace {

constexpr std::array<std::string_view, 4> kOutcomes = {"gone", "still_there", "came_back",
                                                       "undone"};
constexpr std::array<std::string_view, 4> kActions = {"declined", "dismissed", "hidden",
                                                      "learned_hidden"};

}  // namespace

std::string_view OutcomeName(Outcome outcome) {
  return kOutcomes[static_cast<std::size_t>(outcome)];
}

std::optional<Outcome> ParseOutcome(std::string_view name) {
  for (std::size_t i = 0; i < kOutcomes.size(); ++i) {
    if (kOutcomes[i] == name) return static_cast<Outcome>(i);
  }
  return std::nullopt;
}

std::string_view JournalActionName(JournalAction action) {
  return kActions[static_cast<std::size_t>(action)];
}

std::optional<JournalAction> ParseJournalAction(std::string_view name) {
  for (std::size_t i = 0; i < kActions.size(); ++i) {
    if (kActions[i] == name) return static_cast<JournalAction>(i);
  }
  return std::nullopt;
}

}  // namespace lma::model
