// export and import: the profile as a file of the user's own (docs/profile-format.md).
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "app/dispatcher.h"
#include "app/profile_json.h"
#include "cli/verbs.h"
#include "platform/folders.h"

namespace lma::cli {
namespace {

// A profile with its whole journal stays far below.
constexpr std::size_t kMaxProfileBytes = 512u * 1024 * 1024;
// The export shows all that the vault hides: for the owner's eyes.
constexpr unsigned kOwnerOnly = 0600;

Result<std::string> ReadInput(const std::string& file) {
  if (file != "-") return platform::ReadWholeFile(file, kMaxProfileBytes);
  std::string text{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
  return text;
}

// Prints the text, or writes it to the file that is named. It ends with a line feed either way.
int GiveOut(Context& context, const std::string& text, const TransferOptions& options) {
  std::string whole = text;
  if (whole.empty() || whole.back() != '\n') whole += '\n';
  if (options.file.empty()) {
    std::fwrite(whole.data(), 1, whole.size(), stdout);
    return kDone;
  }
  const auto written = platform::WriteFileAtomically(options.file, whole, kOwnerOnly);
  return written ? kDone : context.Fail(written.error());
}

int ExportText(Context& context, const TransferOptions& options) {
  const auto session = context.session(profile::IfMissing::kFail);
  if (!session) return context.Fail(session.error());
  protocol::ExportRequest request;
  request.what = options.format;
  const auto reply = app::Dispatch(request, **session);
  if (!reply) return context.Fail(reply.error());
  return GiveOut(context, std::get<protocol::TextReply>(*reply).text, options);
}

}  // namespace

int ExportProfile(Context& context, const TransferOptions& options) {
  if (options.format != protocol::ExportRequest::What::kProfile) {
    return ExportText(context, options);
  }
  const auto session = context.session(profile::IfMissing::kFail);
  if (!session) return context.Fail(session.error());
  const auto data = (*session)->profile->Export();
  if (!data) return context.Fail(data.error());
  const std::string text = app::ProfileToJson(*data, context.clock().NowMs());
  if (const int status = GiveOut(context, text, options); status != kDone) return status;
  if (data->damaged > 0) {
    return context.Fail({ErrorCode::kVaultCorrupt,
                         std::to_string(data->damaged) + " damaged records were left out"});
  }
  return kDone;
}

int ImportProfile(Context& context, const TransferOptions& options) {
  auto text = ReadInput(options.file);
  if (!text) return context.Fail(text.error());
  protocol::ImportRequest request;
  request.profile = *text;
  request.apply = options.apply;
  return context.Ask(
      request, profile::IfMissing::kCreate, [apply = options.apply](const protocol::Reply& reply) {
        const auto& counts = std::get<protocol::ImportReply>(reply);
        Context::Print(std::to_string(counts.added) + " new, " + std::to_string(counts.changed) +
                       " changed, " + std::to_string(counts.unchanged) + " as they were" +
                       (apply ? "." : ". Nothing was changed yet: --apply does it."));
      });
}

}  // namespace lma::cli
