#include "judgement/tally.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace lma::judgement {
namespace {

using model::Action;
using model::Step;
using model::StepType;

bool Acts(const model::Verdict& verdict) {
  return verdict.action == Action::kDecline || verdict.action == Action::kDismiss ||
         verdict.action == Action::kHide;
}

bool Presses(const Step& step) {
  return step.type == StepType::kDecline || step.type == StepType::kDismiss;
}

double Share(std::uint32_t part, std::uint32_t whole) {
  return whole == 0 ? 1 : static_cast<double>(part) / whole;
}

std::string Row(const std::string& name, const Counts& counts) {
  char line[160];
  std::snprintf(line, sizeof line, "%-12s %6u %7.1f%% %9.1f%% %9.1f%% %7u %8u\n", name.c_str(),
                counts.asks, 100 * counts.Recall(), 100 * counts.Precision(),
                100 * counts.Declined(), counts.keeps, counts.touched);
  return line;
}

nlohmann::json Object(const Counts& counts) {
  return {{"asks", counts.asks},
          {"recall", counts.Recall()},
          {"precision", counts.Precision()},
          {"declined", counts.Declined()},
          {"keeps", counts.keeps},
          {"touched", counts.touched}};
}

nlohmann::json Objects(const std::map<std::string, Counts>& all) {
  nlohmann::json objects = nlohmann::json::object();
  for (const auto& [name, counts] : all) objects[name] = Object(counts);
  return objects;
}

}  // namespace

Outcome OutcomeOf(const Case& row, const model::Verdict& verdict) {
  if (!row.is_ask) return Acts(verdict) ? Outcome::kTouched : Outcome::kRight;
  if (!Acts(verdict)) return Outcome::kMissed;
  const bool harmless =
      std::all_of(verdict.steps.begin(), verdict.steps.end(),
                  [&](const Step& step) { return !Presses(step) || row.MayPress(step.control); });
  if (!harmless) return Outcome::kWrongPress;
  return verdict.kind && row.kinds.Has(*verdict.kind) ? Outcome::kRight : Outcome::kWrongKind;
}

double Counts::Recall() const { return Share(found, asks); }
double Counts::Precision() const { return Share(rightly, named); }
double Counts::Declined() const { return Share(declined, with_no); }

void Tally::Add(const Case& row, const model::Verdict& verdict) {
  const Outcome outcome = OutcomeOf(row, verdict);
  const bool pressed_first =
      !verdict.steps.empty() && verdict.steps.front().type == StepType::kDecline &&
      std::find(row.press.begin(), row.press.end(), verdict.steps.front().control) !=
          row.press.end();
  for (Counts* counts : {&total_, &by_kind_[row.kind], &by_language_[row.language]}) {
    if (row.is_ask) {
      ++counts->asks;
      counts->found += outcome == Outcome::kRight ? 1 : 0;
      counts->with_no += row.press.empty() ? 0 : 1;
      counts->declined += pressed_first ? 1 : 0;
    } else {
      ++counts->keeps;
    }
    const bool wrong = outcome == Outcome::kTouched || outcome == Outcome::kWrongPress;
    counts->touched += wrong ? 1 : 0;
  }
  if (!Acts(verdict) || !verdict.kind) return;
  Counts& named = by_kind_[std::string(model::AskKindName(*verdict.kind))];
  for (Counts* counts : {&total_, &named, &by_language_[row.language]}) {
    ++counts->named;
    counts->rightly += row.is_ask && row.kinds.Has(*verdict.kind) ? 1 : 0;
  }
}

std::string Tally::Table() const {
  std::string table = "               asks  recall precision  declined   keeps  touched\n";
  for (const auto* part : {&by_kind_, &by_language_}) {
    for (const auto& [name, counts] : *part) table += Row(name, counts);
    table += '\n';
  }
  return table + Row("all", total_);
}

std::string Tally::Json() const {
  const nlohmann::json report = {
      {"all", Object(total_)}, {"kinds", Objects(by_kind_)}, {"languages", Objects(by_language_)}};
  return report.dump(2);
}

}  // namespace lma::judgement
