// export and import: the profile as a file of the user's own (docs/profile-format.md).
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "app/dispatcher.h"
#include "app/profile_json.h"
#include "cli/passphrase_prompt.h"
#include "cli/verbs.h"
#include "platform/folders.h"
#include "vault/sealed_file.h"

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

// Sealed under a passphrase that is asked for, or with a line feed at the end.
Result<std::string> FileOf(std::string text, bool encrypted) {
  if (encrypted) {
    const auto passphrase = AskNewPassphrase();
    if (!passphrase) return Fail(passphrase.error());
    return vault::SealFile(text, passphrase->view());
  }
  if (text.empty() || text.back() != '\n') text += '\n';
  return text;
}

// Prints the text, or writes it to the file that is named.
int GiveOut(Context& context, std::string text, const TransferOptions& options) {
  const auto whole = FileOf(std::move(text), options.encrypt);
  if (!whole) return context.Fail(whole.error());
  if (options.file.empty()) {
    std::fwrite(whole->data(), 1, whole->size(), stdout);
    return kDone;
  }
  const auto written = platform::WriteFileAtomically(options.file, *whole, kOwnerOnly);
  return written ? kDone : context.Fail(written.error());
}

// The profile in the clear.
Result<std::string> ReadProfile(const std::string& file) {
  auto bytes = ReadInput(file);
  if (!bytes || !vault::IsSealedFile(*bytes)) return bytes;
  if (file == "-") {
    return Fail(ErrorCode::kBadRequest,
                "it is encrypted: give its name, since the passphrase is read from standard input");
  }
  const auto passphrase = AskPassphrase("Passphrase of the file: ");
  if (!passphrase) return Fail(passphrase.error());
  return vault::OpenSealedFile(*bytes, passphrase->view());
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
  if (options.encrypt && options.file.empty() && ::isatty(STDOUT_FILENO) != 0) {
    return context.Fail({ErrorCode::kBadRequest, "name a file with --output: it is not readable"});
  }
  if (options.format != protocol::ExportRequest::What::kProfile) {
    return ExportText(context, options);
  }
  const auto session = context.session(profile::IfMissing::kFail);
  if (!session) return context.Fail(session.error());
  const auto data = (*session)->profile->Export();
  if (!data) return context.Fail(data.error());
  std::string text = app::ProfileToJson(*data, context.clock().NowMs());
  if (const int status = GiveOut(context, std::move(text), options); status != kDone) return status;
  if (data->damaged > 0) {
    return context.Fail({ErrorCode::kVaultCorrupt,
                         std::to_string(data->damaged) + " damaged records were left out"});
  }
  return kDone;
}

int ImportProfile(Context& context, const TransferOptions& options) {
  auto text = ReadProfile(options.file);
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
