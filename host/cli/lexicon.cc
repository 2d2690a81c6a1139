// lexicon check: names the errors of a language's file (docs/adding-a-language.md).
#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "cli/verbs.h"
#include "lexicon/check.h"
#include "platform/folders.h"
#include "protocol/json_writer.h"

namespace lma::cli {
namespace {

int Check(const Context& context, const std::string& file) {
  const auto text = platform::ReadWholeFile(file, lexicon::kMaxLexiconBytes);
  if (!text) return context.Fail(text.error());
  bool failed = false;
  std::string out;
  protocol::JsonWriter json(&out);
  json.BeginArray();
  for (const lexicon::Problem& problem : lexicon::Check(*text, file)) {
    const bool error = problem.severity == lexicon::Problem::Severity::kError;
    failed = failed || error;
    if (!context.json) {
      Context::Print(lexicon::FormatProblem(problem));
    }
    json.BeginObject();
    json.Member("file", problem.file);
    json.Member("line", static_cast<std::uint64_t>(problem.line));
    json.Member("severity", error ? "error" : "warning");
    json.Member("reason", problem.reason);
    json.EndObject();
  }
  json.EndArray();
  if (context.json) {
    Context::Print(out);
  } else if (!failed) {
    Context::Print(file + ": no errors");
  }
  return failed ? kFailed : kDone;
}

}  // namespace

void AddLexicon(CLI::App& program, Context& context, int* status) {
  CLI::App* lexicon = program.add_subcommand("lexicon", "For those who write lexicons");
  lexicon->require_subcommand(1);
  const auto file = std::make_shared<std::string>();
  CLI::App* check = lexicon->add_subcommand("check", "Name the errors of a lexicon");
  check->add_option("file", *file, "The lexicon, such as host/data/lexicons/de.txt")->required();
  check->callback([file, &context, status] { *status = Check(context, *file); });
}

}  // namespace lma::cli
