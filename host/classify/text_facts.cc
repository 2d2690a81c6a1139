// What the words of a candidate say: phrases found in heading, text, names and field labels.
#include <algorithm>

#include "classify/facts.h"
#include "classify/text_reading.h"

namespace lma::classify {
namespace {

using lexicon::EntryClass;
using lexicon::Match;

bool SaysNo(const model::Classification::JudgedControl& control) {
  return control.role == model::ControlRole::kDecline ||
         control.role == model::ControlRole::kDismiss;
}

// Whether a control's label is what a veto was found by. Looked at only when one was found, since
// most candidates have none.
void FindVetoLabels(const lexicon::Lexicon& lexicon, const model::Candidate& candidate,
                    const std::vector<model::Classification::JudgedControl>& controls,
                    Buffers& buffers, TextFacts* facts) {
  const bool any =
      std::any_of(facts->vetoes.begin(), facts->vetoes.end(),
                  [](const VetoText& veto) { return veto.strong.count() + veto.weak.count() > 0; });
  if (!any) return;
  for (std::size_t i = 0; i < candidate.controls.size(); ++i) {
    const model::Control& control = candidate.controls[i];
    for (const std::string_view label : {control.label, control.name}) {
      if (label.empty()) continue;
      lexicon.MatchText(label, buffers.scratch, &buffers.matches);
      DropContained(&buffers.matches);
      for (const Match& match : buffers.matches) {
        if (match.entry_class != EntryClass::kVeto) continue;
        VetoText& veto = facts->vetoes[match.target];
        veto.in_label |= !match.weak;
        const bool all =
            std::size_t{3} * (match.end - match.begin) >= 2 * buffers.scratch.tokens.size();
        veto.is_label |= all && !SaysNo(controls[i]);
      }
    }
  }
}

// The full stop keeps acts and objects of different parts apart.
void Join(std::string_view part, std::string* joined) {
  if (part.empty()) return;
  joined->append(part);
  joined->append(".\n");
}

// Where a label stands in a text, as a whole: the last place, since buttons come after the words
// about them.
std::size_t FindLabel(std::string_view text, std::string_view label) {
  for (std::size_t at = text.rfind(label); at != std::string_view::npos;
       at = at == 0 ? std::string_view::npos : text.rfind(label, at - 1)) {
    const std::size_t end = at + label.size();
    if ((at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' ')) return at;
  }
  return std::string_view::npos;
}

// Moves a label out of `buffers.text`, if it stands there, into `*labels`. Where the text is still
// whole, `buffers.text` is made of it first.
void TakeLabel(const model::Candidate& candidate, std::string_view label, Buffers& buffers,
               std::string* labels) {
  if (label.empty()) return;
  if (buffers.text.empty()) buffers.text = candidate.text;
  const std::size_t at = FindLabel(buffers.text, label);
  if (at == std::string::npos) return;
  buffers.text.replace(at, label.size(), ".");
  Join(label, labels);
}

// Question marks of all the scripts, and what ends a question where it goes without one. The Greek
// one is a semicolon.
bool HasQuestion(const model::Candidate& candidate) {
  static constexpr std::array<std::string_view, 14> kMarks = {
      "?",  "？",   "؟",   "\u037E", "か。",  "でしょうか", "吗",
      "嗎", "나요", "ไหม", "แค่ไหน",  "หรือไม่", "อย่างไร",     "เพียงใด"};
  const auto has = [&](std::string_view mark) {
    return candidate.text.find(mark) != std::string_view::npos;
  };
  return std::any_of(kMarks.begin(), kMarks.end(), has) ||
         (candidate.language.substr(0, 2) == "el" && has(";"));
}

// Reads labels apart from what stands beside them. Only few candidates are worth a second reading.
struct Apart {
  TextFacts labels;
  TextFacts beside;
};

Apart ReadApart(const lexicon::Lexicon& lexicon, const model::Candidate& candidate,
                const std::vector<model::Classification::JudgedControl>& controls, Tongues tongues,
                Buffers& buffers) {
  buffers.text.assign(candidate.text);
  buffers.joined.clear();
  for (std::size_t i = 0; i < controls.size(); ++i) {
    std::string* taken = SaysNo(controls[i]) ? &buffers.no_labels : &buffers.joined;
    TakeLabel(candidate, candidate.controls[i].label, buffers, taken);
  }
  Apart apart;
  ReadPart(lexicon, buffers.joined, Part::kText, &tongues, buffers, &apart.labels);
  ReadPart(lexicon, buffers.text, Part::kText, &tongues, buffers, &apart.beside);
  return apart;
}

// "Reviews … Write a review" asks by its button alone: what stands beside has the words, but no
// phrase.
bool AsksReviewBeside(const Apart& apart) {
  constexpr auto kReview = model::AskKind::kReview;
  if (apart.beside.kinds[Index(kReview)].strong.count() > 0) return true;
  return SaysSo(apart.beside, kReview) && !SaysSo(apart.labels, kReview);
}

bool SpeaksOfApp(const TextFacts& labels) {
  const KindText& words = labels.kinds[Index(model::AskKind::kApp)];
  return words.strong.count() + words.weak.count() + words.acts.count() + words.objects.count() > 0;
}

}  // namespace

void GatherText(const lexicon::Lexicon& lexicon, const model::Candidate& candidate,
                const model::Page& page,
                const std::vector<model::Classification::JudgedControl>& controls, Buffers& buffers,
                TextFacts* facts) {
  buffers.text.clear();
  buffers.no_labels.clear();
  for (std::size_t i = 0; i < controls.size(); ++i) {
    if (!SaysNo(controls[i])) continue;
    TakeLabel(candidate, candidate.controls[i].label, buffers, &buffers.no_labels);
  }
  buffers.joined.clear();
  for (const model::Field& field : candidate.fields) {
    const std::size_t before = buffers.joined.size();
    TakeLabel(candidate, field.label, buffers, &buffers.joined);
    if (buffers.joined.size() == before) Join(field.label, &buffers.joined);
  }
  Tongues tongues = TonguesOf(lexicon, candidate, page);
  ReadPart(lexicon, buffers.text.empty() ? candidate.text : std::string_view(buffers.text),
           Part::kText, &tongues, buffers, facts);
  ReadPart(lexicon, candidate.heading, Part::kHeading, &tongues, buffers, facts);
  ReadPart(lexicon, buffers.no_labels, Part::kNo, &tongues, buffers, facts);
  ReadPart(lexicon, buffers.joined, Part::kFields, &tongues, buffers, facts);
  // Accessible names are no part of the visible text. One pass over them all.
  buffers.joined.clear();
  for (std::size_t i = 0; i < candidate.controls.size(); ++i) {
    const model::Control& control = candidate.controls[i];
    if (SaysNo(controls[i])) continue;
    Join(control.name, &buffers.joined);
    if (control.type == model::ControlType::kInput) Join(control.label, &buffers.joined);
  }
  ReadPart(lexicon, buffers.joined, Part::kNames, &tongues, buffers, facts);
  FindVetoLabels(lexicon, candidate, controls, buffers, facts);
  facts->question = HasQuestion(candidate);
  const bool in_page = candidate.surface == model::Surface::kInline;
  const bool review = in_page && SaysSo(*facts, model::AskKind::kReview);
  const bool app = !in_page && candidate.links.empty() && SaysSo(*facts, model::AskKind::kApp);
  if (!review && !app) return;
  const Apart apart = ReadApart(lexicon, candidate, controls, tongues, buffers);
  if (review) facts->review_beside_labels = AsksReviewBeside(apart);
  if (app) facts->app_on_labels = SpeaksOfApp(apart.labels);
}

void GatherPlainText(const lexicon::Lexicon& lexicon, std::string_view text, Buffers& buffers,
                     TextFacts* facts) {
  Tongues tongues = AllTongues(lexicon);
  ReadPart(lexicon, text, Part::kText, &tongues, buffers, facts);
}

}  // namespace lma::classify
