// vault: looks at every record, and saves what is intact.
#include "app/vault_access.h"
#include "cli/passphrase_prompt.h"
#include "cli/verbs.h"
#include "profile/repair.h"
#include "protocol/json_writer.h"

namespace lma::cli {
namespace {

std::string Counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace

int CheckVaultRecords(Context& context) {
  const auto session = context.session(profile::IfMissing::kFail);
  if (!session) return context.Fail(session.error());
  const auto check = (*session)->profile->Check();
  if (!check) return context.Fail(check.error());
  const bool fits = check->census == profile::VaultCheck::Census::kFits;
  const bool sound = check->damaged == 0 && fits;
  if (context.json) {
    std::string text;
    protocol::JsonWriter json(&text);
    json.BeginObject();
    json.Member("records", check->records);
    json.Member("damaged", check->damaged);
    json.Member("complete", fits);
    json.EndObject();
    Context::Print(text);
    return sound ? kDone : kFailed;
  }
  Context::Print(Counted(check->records, "record is", "records are") + " sound.");
  if (check->damaged > 0) {
    Context::Print(Counted(check->damaged, "record is", "records are") + " damaged.");
  }
  if (!fits) Context::Print("Some were deleted, doubled or put back from an older copy.");
  if (!sound) Context::Print("`leave-me-alone vault repair` keeps what is sound.");
  return sound ? kDone : kFailed;
}

int RepairVault(Context& context, const RepairOptions& verb) {
  const auto folders = context.folders();
  if (!folders) return context.Fail(folders.error());
  profile::OpenOptions options = app::VaultOptions(*folders, profile::IfMissing::kFail);
  if (verb.start_over) {
    const auto aside = profile::StartOver(options, context.clock());
    if (!aside) return context.Fail(aside.error());
    Context::Print(context.json ? R"({"done":true})"
                                : "The vault is empty. The old one is kept in " + *aside + ".");
    return kDone;
  }
  std::optional<Passphrase> passphrase;
  auto report = profile::RepairVault(options, context.clock());
  if (!report && report.error().code == ErrorCode::kVaultLocked) {
    auto given = AskPassphrase("Passphrase: ");
    if (!given) return context.Fail(report.error());
    passphrase = std::move(*given);
    options.passphrase = passphrase->view();
    report = profile::RepairVault(options, context.clock());
  }
  if (!report) return context.Fail(report.error());
  if (context.json) {
    std::string text;
    protocol::JsonWriter json(&text);
    json.BeginObject();
    json.Member("kept", report->kept);
    json.Member("removed", report->removed);
    json.Member("kept_aside", report->kept_aside);
    json.EndObject();
    Context::Print(text);
  } else if (report->kept_aside.empty()) {
    Context::Print("Nothing is damaged.");
  } else {
    Context::Print(Counted(report->kept, "record is", "records are") +
                   " kept. The damaged file is " + report->kept_aside + ".");
  }
  return kDone;
}

}  // namespace lma::cli
