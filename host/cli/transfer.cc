// export and import: the profile as a file of the user's own (docs/profile-format.md).
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>

#include "app/profile_json.h"
#include "cli/verbs.h"
#include "platform/folders.h"

namespace lma::cli {
namespace {

// A profile with its whole journal stays far below.
constexpr std::size_t kMaxProfileBytes = 512u * 1024 * 1024;
// The export shows all that the vault hides: for the owner's eyes.
constexpr unsigned kOwnerOnly = 0600;

int Export(Context& context, const std::string& output) {
  const auto session = context.session(profile::IfMissing::kFail);
  if (!session) return context.Fail(session.error());
  const auto data = (*session)->profile->Export();
  if (!data) return context.Fail(data.error());
  const std::string text = app::ProfileToJson(*data, context.clock().NowMs());
  if (output.empty()) {
    Context::Print(text);
  } else if (const auto written = platform::WriteFileAtomically(output, text + "\n", kOwnerOnly);
             !written) {
    return context.Fail(written.error());
  }
  if (data->damaged > 0) {
    return context.Fail({ErrorCode::kVaultCorrupt,
                         std::to_string(data->damaged) + " damaged records were left out"});
  }
  return kDone;
}

Result<std::string> ReadInput(const std::string& file) {
  if (file != "-") return platform::ReadWholeFile(file, kMaxProfileBytes);
  std::string text{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
  return text;
}

int Import(Context& context, const std::string& file, bool apply) {
  auto text = ReadInput(file);
  if (!text) return context.Fail(text.error());
  protocol::ImportRequest request;
  request.profile = *text;
  request.apply = apply;
  return context.Ask(request, profile::IfMissing::kCreate, [apply](const protocol::Reply& reply) {
    const auto& counts = std::get<protocol::ImportReply>(reply);
    Context::Print(std::to_string(counts.added) + " new, " + std::to_string(counts.changed) +
                   " changed, " + std::to_string(counts.unchanged) + " as they were" +
                   (apply ? "." : ". Nothing was changed yet: --apply does it."));
  });
}

}  // namespace

void AddExport(CLI::App& program, Context& context, int* status) {
  const auto output = std::make_shared<std::string>();
  CLI::App* verb = program.add_subcommand("export", "Write the whole profile as JSON");
  verb->add_option("--output", *output, "Write to this file instead of standard output");
  verb->callback([output, &context, status] { *status = Export(context, *output); });
}

void AddImport(CLI::App& program, Context& context, int* status) {
  struct Options {
    std::string file;
    bool apply = false;
  };
  const auto o = std::make_shared<Options>();
  CLI::App* verb = program.add_subcommand("import", "Merge an exported profile into this one");
  verb->add_option("file", o->file, "The exported file, or - for standard input")->required();
  verb->add_flag("--apply", o->apply, "Do it; without this it is only told what would change");
  verb->callback([o, &context, status] { *status = Import(context, o->file, o->apply); });
}

}  // namespace lma::cli
