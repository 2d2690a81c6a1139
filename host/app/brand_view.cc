#include "app/brand_view.h"

#include <limits>

namespace lma::app {
namespace {

constexpr std::int64_t kForEver = std::numeric_limits<std::int64_t>::max();

std::string_view StateName(const model::Preference& preference, std::int64_t now_ms) {
  switch (WelcomeAt(preference, now_ms).why) {
    case Welcome::Why::kPaused:
      return "paused";
    case Welcome::Why::kWantedBrand:
      return "wanted";
    case Welcome::Why::kEngaged:
      return "engaged";
    case Welcome::Why::kNone:
      break;
  }
  return preference.wanted || !preference.wanted_kinds.empty() ? "some_kinds" : "unwanted";
}

}  // namespace

Welcome WelcomeAt(const model::Preference& preference, std::int64_t now_ms) {
  if (preference.paused_until_ms > now_ms) {
    const bool ends = preference.paused_until_ms != kForEver;
    return {Welcome::Why::kPaused, ends ? preference.paused_until_ms : 0};
  }
  if (preference.paused_until_leave) return {Welcome::Why::kPaused, 0};
  // A wanted brand with unwanted kinds still has something to be judged.
  if (preference.wanted && preference.unwanted_kinds.empty()) {
    return {Welcome::Why::kWantedBrand, 0};
  }
  if (preference.engaged_until_ms > now_ms) {
    return {Welcome::Why::kEngaged, preference.engaged_until_ms};
  }
  if (preference.engaged_until_leave) return {Welcome::Why::kEngaged, 0};
  return {};
}

protocol::BrandView ViewOf(const profile::BrandSummary& summary, std::int64_t now_ms) {
  using model::JournalAction;
  const profile::BrandCounters& counters = summary.counters;
  protocol::BrandView view;
  view.preference = summary.preference;
  view.state = StateName(summary.preference, now_ms);
  view.asks = counters.asks;
  view.first_ask_ms = counters.first_ask_ms;
  view.last_ask_ms = counters.last_ask_ms;
  view.declined = counters.of(JournalAction::kDeclined);
  view.dismissed = counters.of(JournalAction::kDismissed);
  view.hidden = counters.of(JournalAction::kHidden) + counters.of(JournalAction::kLearnedHidden);
  view.seconds = counters.seconds;
  return view;
}

}  // namespace lma::app
