#include "app/export_text.h"

#include <array>
#include <cstdio>
#include <initializer_list>

#include "app/learned_style.h"
#include "model/ask_kind.h"

namespace lma::app {
namespace {

using model::JournalAction;

void AddLine(std::string* csv, std::initializer_list<std::string_view> fields) {
  bool first = true;
  for (const std::string_view field : fields) {
    if (!first) *csv += ',';
    first = false;
    *csv += CsvField(field);
  }
  *csv += "\r\n";
}

std::string Joined(const std::vector<std::string>& parts) {
  std::string joined;
  for (const std::string& part : parts) {
    if (!joined.empty()) joined += ' ';
    joined += part;
  }
  return joined;
}

std::string KindNames(model::AskKindSet kinds) {
  std::vector<std::string> names;
  for (const model::AskKind kind : model::kAllAskKinds) {
    if (kinds.Has(kind)) names.emplace_back(model::AskKindName(kind));
  }
  return Joined(names);
}

}  // namespace

std::string CsvField(std::string_view value) {
  constexpr std::string_view kFormulaBegins = "=+-@\t\r";
  const bool formula =
      !value.empty() && kFormulaBegins.find(value.front()) != std::string_view::npos;
  std::string field = formula ? "'" + std::string(value) : std::string(value);
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string quoted = "\"";
  for (const char c : field) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string MonthName(const profile::StatementRow& row) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u", row.year, row.month);
  return text.data();
}

std::string BrandsCsv(const std::vector<profile::BrandSummary>& brands) {
  std::string csv;
  AddLine(&csv, {"brand", "domains", "wanted", "wanted_kinds", "unwanted_kinds", "asks", "declined",
                 "dismissed", "hidden", "seconds"});
  for (const profile::BrandSummary& brand : brands) {
    const model::Preference& preference = brand.preference;
    const profile::BrandCounters& counters = brand.counters;
    const std::uint64_t hidden =
        counters.of(JournalAction::kHidden) + counters.of(JournalAction::kLearnedHidden);
    AddLine(&csv,
            {preference.brand, Joined(preference.domains), preference.wanted ? "yes" : "no",
             KindNames(preference.wanted_kinds), KindNames(preference.unwanted_kinds),
             std::to_string(counters.asks), std::to_string(counters.of(JournalAction::kDeclined)),
             std::to_string(counters.of(JournalAction::kDismissed)), std::to_string(hidden),
             std::to_string(counters.seconds)});
  }
  return csv;
}

std::string StatementCsv(const std::vector<profile::StatementRow>& rows) {
  std::string csv;
  AddLine(&csv, {"month", "brand", "kind", "asks", "seconds"});
  for (const profile::StatementRow& row : rows) {
    AddLine(&csv, {MonthName(row), row.brand, model::AskKindName(row.kind),
                   std::to_string(row.gone), std::to_string(row.seconds)});
  }
  return csv;
}

std::string UblockList(const std::vector<model::LearnedAsk>& learned, profile::Profile& profile) {
  std::string rules;
  std::size_t without = 0;
  for (const model::LearnedAsk& ask : learned) {
    if (ask.answer != model::LearnedAsk::Answer::kHide || !ask.enabled) continue;
    // A line break would begin a rule of its own.
    const bool one_line = ask.selector.find_first_of("\r\n") == std::string::npos;
    if (ask.selector.empty() || !one_line || !IsSafeSelector(ask.selector)) {
      ++without;
      continue;
    }
    std::string domains = ask.brand;
    const auto preference = profile.FindPreference(ask.brand);
    if (preference && *preference) {
      for (const std::string& domain : (*preference)->domains) {
        if (domain != ask.brand) domains += "," + domain;
      }
    }
    rules += domains + "##" + ask.selector + "\n";
  }
  std::string list = "! Title: Blocked with Leave Me Alone\n";
  if (without > 0) {
    list += "! " + std::to_string(without) +
            " more are known by what they look like and have no selector\n";
  }
  return list + rules;
}

}  // namespace lma::app
