#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <string>

#include "app/version.h"
#include "cli/context.h"
#include "cli/verbs.h"

namespace lma::cli {

int Run(int argc, char** argv) {
  CLI::App program("Leave Me Alone: declines what brands ask of you, on your own machine",
                   "leave-me-alone");
  program.set_version_flag("--version", std::string(app::kHostVersion));
  program.require_subcommand(1);
  program.fallthrough();  // so that --json may also stand behind the verb
  Context context;
  int status = kDone;
  program.add_flag("--json", context.json, "Print results as JSON");
  AddBrands(program, context, &status);
  AddLog(program, context, &status);
  AddStats(program, context, &status);
  AddExport(program, context, &status);
  AddImport(program, context, &status);
  AddExplain(program, context, &status);
  AddLexicon(program, context, &status);
  AddRegister(program, context, &status);
  AddDoctor(program, context, &status);
  program.add_subcommand("version", "Print the version")->callback([&context] {
    Context::Print(context.json ? "{\"version\":\"" + std::string(app::kHostVersion) + "\"}"
                                : std::string(app::kHostVersion));
  });
  program.footer(
      "Exit status: 0 done, 1 failed, 2 not understood. A browser starts this program as its "
      "native messaging host by itself.");
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {  // CLI11's only way to tell; --help comes this way too
    return program.exit(error) == 0 ? kDone : kUsage;
  }
  return status;
}

}  // namespace lma::cli
