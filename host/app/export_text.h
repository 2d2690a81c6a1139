// What a user can take away in other programs' formats: CSV (RFC 4180) and a filter list.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/preference.h"
#include "profile/profile.h"

namespace lma::app {

// "2026-01".
std::string MonthName(const profile::StatementRow& row);

// One line a brand: what the user said, and what it asked.
std::string BrandsCsv(const std::vector<profile::BrandSummary>& brands);
// One line a month, brand and kind.
std::string StatementCsv(const std::vector<profile::StatementRow>& rows);
// Cosmetic filters as uBlock Origin reads them, of what the user blocked and has not switched off.
// What is known by its fingerprint alone has no filter and is only counted.
std::string UblockList(const std::vector<model::LearnedAsk>& learned, profile::Profile& profile);

// A value as a field of CSV: quoted where it must be, and never a formula to a spreadsheet.
std::string CsvField(std::string_view value);

}  // namespace lma::app
