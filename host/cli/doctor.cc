// doctor: does everything work, and if not, why and what mends it.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/checks.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "protocol/encode.h"

namespace lma::cli {
namespace {

void Show(const std::vector<Check>& checks) {
  const bool colour = ColourWanted();
  for (const Check& check : checks) {
    const bool ok = check.state == "ok";
    const bool error = check.state == "error";
    const std::string mark = Coloured(ok      ? "ok     "
                                      : error ? "ERROR  "
                                              : "warning",
                                      ok      ? Colour::kGreen
                                      : error ? Colour::kRed
                                              : Colour::kYellow,
                                      colour);
    Context::Print(mark + "  " + check.message);
    if (!check.mend.empty()) Context::Print("         mend: " + check.mend);
  }
}

}  // namespace

int Examine(Context& context) {
  const char* home = std::getenv("HOME");
  protocol::HealthReply health;
  CheckHost(&health.checks);
  CheckVault(context, &health.checks);
  CheckDoors(context, &health.checks);
  CheckData(context, &health.checks);
  CheckLists(context, &health.checks);
  CheckBrowsers(home == nullptr ? std::filesystem::path() : std::filesystem::path(home),
                &health.checks);
  CheckPolicies(&health.checks);
  const bool failed = std::any_of(health.checks.begin(), health.checks.end(),
                                  [](const Check& check) { return check.state == "error"; });
  if (context.json) {
    std::string text;
    protocol::JsonWriter json(&text);
    protocol::WriteResult(json, health);
    Context::Print(text);
  } else {
    Show(health.checks);
  }
  return failed ? kFailed : kDone;
}

}  // namespace lma::cli
