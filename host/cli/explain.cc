// explain: what the judge thinks of a candidate, of labels or of texts, and why.
#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>

#include "cli/table.h"
#include "cli/verbs.h"
#include "platform/folders.h"
#include "protocol/decode.h"
#include "protocol/encode.h"

namespace lma::cli {
namespace {

using protocol::JsonWriter;

constexpr std::size_t kMaxCandidateFileBytes = 1024 * 1024;

std::string Number(double value) {
  std::string text(32, '\0');
  const int length = std::snprintf(text.data(), text.size(), "%.2f", value);
  text.resize(length > 0 ? static_cast<std::size_t>(length) : 0);
  return text;
}

std::string KindName(const std::optional<model::AskKind>& kind) {
  return kind ? std::string(model::AskKindName(*kind)) : "";
}

std::string VetoName(const std::optional<model::Veto>& veto) {
  return veto ? std::string(model::VetoName(*veto)) : "";
}

void ShowVerdict(const model::Verdict& verdict) {
  std::string line(model::ActionName(verdict.action));
  line += " (" + std::string(model::ReasonName(verdict.reason)) + ")";
  if (verdict.kind) line += ", kind " + KindName(verdict.kind);
  line += ", confidence " + Number(verdict.confidence);
  if (verdict.veto) line += ", veto " + VetoName(verdict.veto);
  if (!verdict.provider.empty()) line += ", provider " + verdict.provider;
  Context::Print(line);
  std::string steps;
  for (const model::Step& step : verdict.steps) {
    steps += steps.empty() ? "steps: " : ", ";
    steps += model::StepTypeName(step.type);
    if (step.type == model::StepType::kDecline || step.type == model::StepType::kDismiss) {
      steps += " control " + std::to_string(step.control);
    }
  }
  if (!steps.empty()) Context::Print(steps);
  Table table({"EVIDENCE", "KIND", "VETO", "WEIGHT", "LANGUAGE", "DETAIL"});
  for (const model::Evidence& piece : verdict.evidence) {
    table.Add({std::string(model::EvidenceSourceName(piece.source)), KindName(piece.kind),
               VetoName(piece.veto), Number(piece.weight), piece.language, piece.detail});
  }
  if (!table.empty()) std::fputs(table.Text(ColourWanted()).c_str(), stdout);
}

int ExplainCandidate(Context& context, app::Judging& judging, const std::string& file,
                     const std::string& url) {
  auto text = file == "-"
                  ? Result<std::string>(std::string(std::istreambuf_iterator<char>(std::cin),
                                                    std::istreambuf_iterator<char>()))
                  : platform::ReadWholeFile(file, kMaxCandidateFileBytes);
  if (!text) return context.Fail(text.error());
  const auto candidate = protocol::DecodeCandidate(*text);
  if (!candidate) return context.Fail(candidate.error());
  model::Page page;
  page.url = url;
  page.top_url = url;
  decide::Situation situation;  // as for a brand that was never spoken of
  situation.now_ms = context.clock().NowMs();
  const auto verdicts = judging.Judge(page, {*candidate}, situation);
  if (context.json) {
    std::string out;
    JsonWriter json(&out);
    protocol::WriteVerdict(json, verdicts.front());
    Context::Print(out);
  } else {
    ShowVerdict(verdicts.front());
  }
  return kDone;
}

void ExplainLabel(const Context& context, app::Judging& judging, const std::string& label) {
  const classify::LabelJudgement judged = judging.classifier().JudgeLabel(label, {});
  if (!context.json) {
    Context::Print(std::string(model::ControlRoleName(judged.role)) + "\t" + judged.language +
                   "\t" + label);
    return;
  }
  std::string out;
  JsonWriter json(&out);
  json.BeginObject();
  json.Member("label", label);
  json.Member("role", model::ControlRoleName(judged.role));
  json.Member("language", judged.language);
  json.Member("confidence", judged.confidence);
  json.Key("evidence");
  json.BeginArray();
  if (!judged.phrase.empty()) json.String(judged.phrase);
  json.EndArray();
  json.EndObject();
  Context::Print(out);
}

void ExplainText(const Context& context, app::Judging& judging, const std::string& text) {
  const model::Classification judged = judging.classifier().JudgeText(text);
  const std::optional<model::Veto> veto =
      judged.vetoes.empty() ? std::nullopt : std::optional(judged.vetoes.front());
  if (!context.json) {
    Context::Print((judged.kind ? KindName(judged.kind) : "none") + "\t" +
                   Number(judged.confidence) + "\t" + VetoName(veto) + "\t" + text);
    return;
  }
  std::string out;
  JsonWriter json(&out);
  json.BeginObject();
  json.Member("text", text);
  json.Key("kind");
  judged.kind ? json.String(KindName(judged.kind)) : json.Null();
  json.Member("confidence", judged.confidence);
  json.Key("veto");
  veto ? json.String(VetoName(veto)) : json.Null();
  json.Key("evidence");
  protocol::WriteEvidence(json, judged.evidence);
  json.EndObject();
  Context::Print(out);
}

}  // namespace

int Explain(Context& context, const ExplainOptions& options) {
  const auto judging = context.judging();
  if (!judging) return context.Fail(judging.error());
  if (!options.labels && !options.texts) {
    return ExplainCandidate(context, **judging, options.file, options.url);
  }
  std::string line;
  while (std::getline(std::cin, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    options.labels ? ExplainLabel(context, **judging, line) : ExplainText(context, **judging, line);
  }
  return kDone;
}

}  // namespace lma::cli
