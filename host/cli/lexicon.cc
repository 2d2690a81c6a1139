// lexicon check: names the errors of a language's file (docs/adding-a-language.md).
#include <string>

#include "cli/verbs.h"
#include "lexicon/check.h"
#include "platform/folders.h"
#include "protocol/json_writer.h"

namespace lma::cli {

int CheckLexicon(Context& context, const std::string& file) {
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

}  // namespace lma::cli
