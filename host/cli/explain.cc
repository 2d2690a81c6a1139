// explain: what the judge thinks of a candidate, a saved page, of labels or of texts, and why.
#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>

#include "cli/html_page.h"
#include "cli/page_candidates.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "platform/folders.h"
#include "protocol/decode.h"
#include "protocol/encode.h"

namespace lma::cli {
namespace {

using protocol::JsonWriter;

// A saved page, pictures in it and all.
constexpr std::size_t kMaxFileBytes = std::size_t{16} * 1024 * 1024;

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

std::string_view SurfaceName(model::Surface surface) {
  switch (surface) {
    case model::Surface::kOverlay:
      return "overlay";
    case model::Surface::kInline:
      return "inline";
    case model::Surface::kFrame:
      return "frame";
  }
  return "";
}

// The beginning of a text, as much as a line has room for.
std::string Shortened(std::string_view text) {
  constexpr std::size_t kMostBytes = 90;
  if (text.size() <= kMostBytes) return std::string(text);
  std::size_t end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

// "decline control 2, dismiss control 0, hide"; controls are shown by their labels where known.
std::string StepsText(const model::Verdict& verdict, const model::Candidate& candidate) {
  std::string steps;
  for (const model::Step& step : verdict.steps) {
    if (!steps.empty()) steps += ", then ";
    steps += model::StepTypeName(step.type);
    if (step.type != model::StepType::kDecline && step.type != model::StepType::kDismiss) continue;
    for (const model::Control& control : candidate.controls) {
      if (control.index != step.control) continue;
      const std::string_view label = control.label.empty() ? control.name : control.label;
      steps += " with control " + std::to_string(step.control);
      if (!label.empty()) steps += " \"" + std::string(label) + '"';
    }
  }
  return steps;
}

void ShowVerdict(const model::Verdict& verdict, const model::Candidate& candidate) {
  std::string line(model::ActionName(verdict.action));
  line += " (" + std::string(model::ReasonName(verdict.reason)) + ")";
  if (verdict.kind) line += ", kind " + KindName(verdict.kind);
  line += ", confidence " + Number(verdict.confidence);
  if (verdict.veto) line += ", veto " + VetoName(verdict.veto);
  if (!verdict.provider.empty()) line += ", provider " + verdict.provider;
  Context::Print(Coloured(line, Colour::kBold, ColourWanted()));
  const std::string steps = StepsText(verdict, candidate);
  if (!steps.empty()) Context::Print("steps: " + steps);
  Table table({"EVIDENCE", "KIND", "WEIGHT", "LANGUAGE", "WHAT"});
  for (const model::Evidence& piece : verdict.evidence) {
    const bool weighs = piece.kind.has_value() && !piece.veto;
    table.Add({std::string(model::EvidenceSourceName(piece.source)),
               piece.veto ? "veto " + VetoName(piece.veto) : KindName(piece.kind),
               weighs ? Number(piece.weight) : "", piece.language, piece.detail});
  }
  if (!table.empty()) std::fputs(table.Text(ColourWanted()).c_str(), stdout);
}

bool LooksLikeHtml(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string_view::npos && text[first] == '<';
}

// What is worth showing of a page: what was acted on, forbidden or doubtful; of a group of nested
// blocks one.
bool IsTold(const model::Verdict& verdict, const model::Candidate& candidate) {
  if (verdict.action != model::Action::kAllow) {
    return verdict.action != model::Action::kUnsure || candidate.level == 0;
  }
  return candidate.surface != model::Surface::kInline && verdict.reason != model::Reason::kNoAsk;
}

int ExplainPage(const Context& context, app::Judging& judging, std::string_view text,
                const std::string& url, const decide::Situation& situation) {
  const auto marks = classify::ProviderTable::FromBlob(classify::BuiltInProviders());
  if (!marks) return context.Fail(marks.error());
  const HtmlPage html(text);
  const PageCandidates found(html, url, judging.classifier(), *marks);
  const std::vector<model::Verdict> verdicts =
      judging.Judge(found.page(), found.candidates(), situation);
  std::string out;
  JsonWriter json(&out);
  json.BeginArray();
  std::size_t told = 0;
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    const model::Candidate& candidate = found.candidates()[i];
    if (context.json) {
      json.BeginObject();
      json.Member("element", found.Name(i));
      json.Member("surface", SurfaceName(candidate.surface));
      json.Member("text", candidate.text);
      json.Key("verdict");
      protocol::WriteVerdict(json, verdicts[i]);
      json.EndObject();
    } else if (IsTold(verdicts[i], candidate)) {
      if (told++ > 0) Context::Print("");
      Context::Print(found.Name(i) + ", " + std::string(SurfaceName(candidate.surface)) + ": " +
                     Shortened(candidate.text));
      ShowVerdict(verdicts[i], candidate);
    }
  }
  json.EndArray();
  if (context.json) {
    Context::Print(out);
  } else {
    Context::Print((told > 0 ? "\n" : "") + std::to_string(verdicts.size()) +
                   " elements looked at, " + std::to_string(told) +
                   " told. A file is judged without its styles and scripts.");
  }
  return kDone;
}

int ExplainCandidate(Context& context, app::Judging& judging, const std::string& file,
                     const std::string& url) {
  auto text = file == "-"
                  ? Result<std::string>(std::string(std::istreambuf_iterator<char>(std::cin),
                                                    std::istreambuf_iterator<char>()))
                  : platform::ReadWholeFile(file, kMaxFileBytes);
  if (!text) return context.Fail(text.error());
  decide::Situation situation;  // as for a brand that was never spoken of
  situation.now_ms = context.clock().NowMs();
  if (LooksLikeHtml(*text)) return ExplainPage(context, judging, *text, url, situation);
  const auto candidate = protocol::DecodeCandidate(*text);
  if (!candidate) return context.Fail(candidate.error());
  model::Page page;
  page.url = url;
  page.top_url = url;
  const auto verdicts = judging.Judge(page, {*candidate}, situation);
  if (context.json) {
    std::string out;
    JsonWriter json(&out);
    protocol::WriteVerdict(json, verdicts.front());
    Context::Print(out);
  } else {
    ShowVerdict(verdicts.front(), *candidate);
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
