// What the words of a candidate say: phrases found in heading, text, names and field labels.
#include <algorithm>

#include "classify/facts.h"

namespace lma::classify {
namespace {

using lexicon::EntryClass;
using lexicon::Match;

// An act and an object of one kind make an ask when so few tokens lie between them.
constexpr std::uint32_t kPairDistance = 8;
// No phrase has more tokens than this; in scripts of one token a character they are long. Only
// bounds what is compared.
constexpr std::uint32_t kLongestPhrase = 48;

enum class Part : std::uint8_t { kHeading, kText, kNames, kLabel };

bool OfAsk(const Match& match) {
  return match.entry_class == EntryClass::kAsk || match.entry_class == EntryClass::kAct ||
         match.entry_class == EntryClass::kObject;
}

bool Within(const Match& inner, const Match& outer) {
  return inner.begin >= outer.begin && inner.end <= outer.end;
}

std::uint32_t Length(const Match& match) { return match.end - match.begin; }

// Where phrases overlap, the longer one knows better: "you are unsubscribed from our newsletter"
// holds "our newsletter", and "sign in with Google" as an ask holds "sign in".
void DropContained(std::vector<Match>* matches) {
  const std::size_t count = matches->size();
  if (count < 2) return;
  std::array<bool, lexicon::kMaxMatches> drop{};
  std::size_t first = 0;  // the first that can reach so far
  for (std::size_t i = 0; i < count && i < drop.size(); ++i) {
    const Match& inner = (*matches)[i];
    while ((*matches)[first].begin + kLongestPhrase < inner.begin) ++first;
    for (std::size_t j = first; j < count && (*matches)[j].begin <= inner.begin; ++j) {
      const Match& outer = (*matches)[j];
      if (i == j || outer.weak || !Within(inner, outer)) continue;
      const bool longer = Length(outer) > Length(inner);
      if (OfAsk(inner) && outer.entry_class == EntryClass::kVeto) drop[i] |= longer;
      if (inner.entry_class == EntryClass::kVeto && outer.entry_class == EntryClass::kAsk) {
        drop[i] = drop[i] || longer || inner.weak;
      }
      if (OfAsk(inner) && outer.entry_class == EntryClass::kAsk && outer.target != inner.target) {
        drop[i] |= longer;
      }
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (i < drop.size() && drop[i]) continue;
    (*matches)[kept++] = (*matches)[i];
  }
  matches->resize(kept);
}

std::uint32_t Gap(const Match& a, const Match& b) {
  if (a.end <= b.begin) return b.begin - a.end;
  if (b.end <= a.begin) return a.begin - b.end;
  return kPairDistance + 1;  // they overlap: "like our page" is no pair of "like" and itself
}

class Reading {
 public:
  Reading(Part part, Buffers& buffers, TextFacts* facts)
      : part_(part), buffers_(buffers), facts_(*facts) {}

  void Read() {
    DropContained(&buffers_.matches);
    for (std::size_t i = 0; i < buffers_.matches.size(); ++i) {
      const Match& match = buffers_.matches[i];
      switch (match.entry_class) {
        case EntryClass::kAsk:
          ReadAsk(match);
          break;
        case EntryClass::kAct:
          facts_.kinds[match.target].acts.Add(match.phrase, match.language);
          Cover(match);
          break;
        case EntryClass::kObject:
          facts_.kinds[match.target].objects.Add(match.phrase, match.language);
          if (part_ == Part::kHeading) facts_.kinds[match.target].in_heading = true;
          Cover(match);
          ReadPairs(i);
          break;
        case EntryClass::kVeto:
          ReadVeto(match);
          break;
        case EntryClass::kControl:
        case EntryClass::kOptin:
          break;
      }
    }
  }

 private:
  void ReadAsk(const Match& match) {
    KindText& kind = facts_.kinds[match.target];
    Cover(match);
    if (match.weak) {
      kind.weak.Add(match.phrase, match.language);
      return;
    }
    kind.strong.Add(match.phrase, match.language);
    if (part_ == Part::kHeading) kind.in_heading = true;
    NoteAsk(match.begin);
  }

  void ReadPairs(std::size_t index) {
    const Match& object = buffers_.matches[index];
    const auto is_act_of_it = [&](const Match& act) {
      return act.entry_class == EntryClass::kAct && act.target == object.target &&
             act.sentence == object.sentence && Gap(act, object) <= kPairDistance &&
             (act.language == object.language || !IsShortWord(act, buffers_.scratch));
    };
    const Match* found = nullptr;
    for (std::size_t i = index; i-- > 0 && found == nullptr;) {
      const Match& act = buffers_.matches[i];
      if (act.begin + kLongestPhrase + kPairDistance < object.begin) break;
      if (is_act_of_it(act)) found = &act;
    }
    for (std::size_t i = index + 1; i < buffers_.matches.size() && found == nullptr; ++i) {
      const Match& act = buffers_.matches[i];
      if (act.begin > object.end + kPairDistance) break;
      if (is_act_of_it(act)) found = &act;
    }
    if (found == nullptr) return;
    KindText& kind = facts_.kinds[object.target];
    kind.pairs.Add(object.phrase, object.language);
    if (part_ == Part::kHeading) kind.in_heading = true;
    NoteAsk(std::min(found->begin, object.begin));
  }

  void ReadVeto(const Match& match) {
    VetoText& veto = facts_.vetoes[match.target];
    if (match.weak) {
      veto.weak.Add(match.phrase, match.language);
      return;
    }
    veto.strong.Add(match.phrase, match.language);
    if (part_ == Part::kHeading) veto.in_heading = true;
    if (part_ == Part::kText) veto.first = std::min(veto.first, match.begin);
  }

  void NoteAsk(std::uint32_t token) {
    // The heading comes before all of the text.
    if (part_ == Part::kHeading) facts_.first_ask = 0;
    if (part_ == Part::kText) facts_.first_ask = std::min(facts_.first_ask, token);
  }

  void Cover(const Match& match) {
    if (part_ != Part::kText) return;
    for (std::uint32_t i = match.begin; i < match.end && i < buffers_.covered.size(); ++i) {
      buffers_.covered[i] = 1;
    }
  }

  Part part_;
  Buffers& buffers_;
  TextFacts& facts_;
};

void ReadPart(const lexicon::Lexicon& lexicon, std::string_view text, Part part, Buffers& buffers,
              TextFacts* facts) {
  if (text.empty()) return;
  lexicon.MatchText(text, buffers.scratch, &buffers.matches);
  if (part == Part::kText) {
    facts->words = static_cast<std::uint32_t>(buffers.scratch.tokens.size());
    buffers.covered.assign(facts->words, 0);
  }
  Reading(part, buffers, facts).Read();
  if (part == Part::kText) {
    facts->covered = static_cast<std::uint32_t>(
        std::count(buffers.covered.begin(), buffers.covered.end(), std::uint8_t{1}));
  }
}

// Whether a control's label is what a veto was found by. Looked at only when one was found, since
// most candidates have none.
void FindVetoLabels(const lexicon::Lexicon& lexicon, const model::Candidate& candidate,
                    Buffers& buffers, TextFacts* facts) {
  const bool any = std::any_of(facts->vetoes.begin(), facts->vetoes.end(),
                               [](const VetoText& veto) { return veto.strong.count() > 0; });
  if (!any) return;
  for (const model::Control& control : candidate.controls) {
    for (const std::string_view label : {control.label, control.name}) {
      if (label.empty()) continue;
      lexicon.MatchText(label, buffers.scratch, &buffers.matches);
      DropContained(&buffers.matches);
      for (const Match& match : buffers.matches) {
        if (match.entry_class == EntryClass::kVeto && !match.weak) {
          facts->vetoes[match.target].in_label = true;
        }
      }
    }
  }
}

}  // namespace

void GatherText(const lexicon::Lexicon& lexicon, const model::Candidate& candidate,
                Buffers& buffers, TextFacts* facts) {
  ReadPart(lexicon, candidate.text, Part::kText, buffers, facts);
  ReadPart(lexicon, candidate.heading, Part::kHeading, buffers, facts);
  // What is not part of the visible text: accessible names, placeholders and field labels. One
  // pass over them all; the full stop keeps acts and objects of different ones apart.
  buffers.joined.clear();
  const auto join = [&](std::string_view part) {
    if (part.empty()) return;
    buffers.joined.append(part);
    buffers.joined.append(".\n");
  };
  for (const model::Control& control : candidate.controls) {
    join(control.name);
    if (control.type == model::ControlType::kInput) join(control.label);
  }
  for (const model::Field& field : candidate.fields) join(field.label);
  ReadPart(lexicon, buffers.joined, Part::kNames, buffers, facts);
  FindVetoLabels(lexicon, candidate, buffers, facts);
}

void GatherPlainText(const lexicon::Lexicon& lexicon, std::string_view text, Buffers& buffers,
                     TextFacts* facts) {
  ReadPart(lexicon, text, Part::kText, buffers, facts);
}

}  // namespace lma::classify
