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

// kNo: labels that say no. They may speak of the ask ("Rate later"), but they ask for nothing.
enum class Part : std::uint8_t { kHeading, kText, kNames, kNo };

bool OfAsk(const Match& match) {
  return match.entry_class == EntryClass::kAsk || match.entry_class == EntryClass::kAct ||
         match.entry_class == EntryClass::kObject;
}

bool Within(const Match& inner, const Match& outer) {
  return inner.begin >= outer.begin && inner.end <= outer.end;
}

std::uint32_t Length(const Match& match) { return match.end - match.begin; }

// Whether a plain ask or veto makes another match within it void.
bool Swallows(const Match& outer, const Match& inner) {
  if (!Within(inner, outer)) return false;
  const bool longer = Length(outer) > Length(inner);
  if (outer.entry_class == EntryClass::kVeto) return longer && OfAsk(inner);
  if (inner.entry_class == EntryClass::kVeto) return longer || inner.weak;
  return longer && OfAsk(inner) && outer.target != inner.target;
}

// Where phrases overlap, the longer one knows better: "you are unsubscribed from our newsletter"
// holds "our newsletter", and "sign in with Google" as an ask holds "sign in".
void DropContained(std::vector<Match>* matches) {
  const std::size_t count = std::min(matches->size(), lexicon::kMaxMatches);
  // Only plain asks and vetoes swallow others, and they are few.
  std::array<std::uint16_t, lexicon::kMaxMatches> outers;
  std::size_t outer_count = 0;
  std::uint32_t longest = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Match& match = (*matches)[i];
    const bool plain = !match.weak && (match.entry_class == EntryClass::kAsk ||
                                       match.entry_class == EntryClass::kVeto);
    if (!plain) continue;
    longest = std::max(longest, Length(match));
    outers[outer_count++] = static_cast<std::uint16_t>(i);
  }
  if (outer_count == 0) return;
  std::array<bool, lexicon::kMaxMatches> drop{};
  std::size_t first = 0;  // the first that can reach so far
  for (std::size_t i = 0; i < count; ++i) {
    const Match& inner = (*matches)[i];
    while (first < outer_count && (*matches)[outers[first]].begin + longest <= inner.begin) {
      ++first;
    }
    for (std::size_t j = first; j < outer_count && !drop[i]; ++j) {
      const Match& outer = (*matches)[outers[j]];
      if (outer.begin > inner.begin) break;
      drop[i] = Swallows(outer, inner);
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!drop[i]) (*matches)[kept++] = (*matches)[i];
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
  Reading(const lexicon::Lexicon& lexicon, Part part, Buffers& buffers, TextFacts* facts)
      : lexicon_(lexicon), part_(part), buffers_(buffers), facts_(*facts) {}

  void Read() {
    DropContained(&buffers_.matches);
    for (std::size_t i = 0; i < buffers_.matches.size(); ++i) {
      const Match& match = buffers_.matches[i];
      if (part_ == Part::kNo && OfAsk(match)) continue;
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
    if (part_ == Part::kHeading) kind.said_in_heading = true;
    if (match.weak) {
      // "your e-mail" within "your e-mail address" is the same hint once more.
      std::uint32_t& end = weak_end_[match.target];
      if (match.begin >= end) kind.weak.Add(match.phrase, match.language);
      end = std::max(end, match.end);
      return;
    }
    kind.strong.Add(match.phrase, match.language);
    if (part_ == Part::kHeading) kind.in_heading = true;
    NoteAsk(match.begin);
  }

  // Of one language, or with a thing that other languages call by its English name. What several
  // lexicons have is told as the first one's, so a longer word may be of a neighbour.
  bool FitTogether(const Match& act, const Match& object) const {
    if (act.language == object.language) return true;
    if (IsShortWord(act, buffers_.scratch)) return false;
    return !English(act) || English(object);
  }

  bool English(const Match& match) const { return lexicon_.LanguageCode(match.language) == "en"; }

  void ReadPairs(std::size_t index) {
    const Match& object = buffers_.matches[index];
    const auto is_act_of_it = [&](const Match& act) {
      return act.entry_class == EntryClass::kAct && act.target == object.target &&
             act.sentence == object.sentence && Gap(act, object) <= kPairDistance &&
             FitTogether(act, object);
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
    if (part_ == Part::kHeading) kind.in_heading = kind.said_in_heading = true;
    NoteAsk(std::min(found->begin, object.begin));
  }

  void ReadVeto(const Match& match) {
    VetoText& veto = facts_.vetoes[match.target];
    if (match.weak) {
      veto.weak.Add(match.phrase, match.language);
      if (part_ == Part::kHeading) veto.first_weak = 0;
      if (part_ == Part::kText) veto.first_weak = std::min(veto.first_weak, match.begin);
      return;
    }
    veto.strong.Add(match.phrase, match.language);
    if (part_ == Part::kHeading) veto.in_heading = true;
    if (part_ == Part::kText) veto.first = std::min(veto.first, match.begin);
    if (part_ == Part::kNo) veto.first = std::min(veto.first, facts_.tokens);
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

  const lexicon::Lexicon& lexicon_;
  Part part_;
  Buffers& buffers_;
  TextFacts& facts_;
  std::array<std::uint32_t, model::kAskKindCount> weak_end_{};  // of the last weak phrase
};

// Shares of a word are counted in these.
constexpr std::uint32_t kWhole = 12;

// What a token is worth as a share of a word. Scripts without spaces are tokens of one
// character: about two of Chinese, Japanese and Korean make a word, four of Thai and of the scripts
// of India, whose vowel signs count too.
std::uint32_t WordShare(std::string_view token) {
  const auto first = static_cast<unsigned char>(token.empty() ? 0 : token.front());
  if (first < 0xE0 || token.size() > 4) return kWhole;
  // U+0800 to U+1FFF begin with E0 and E1.
  return first < 0xE2 ? kWhole / 4 : kWhole / 2;
}

void CountWords(const Buffers& buffers, TextFacts* facts) {
  std::uint32_t all = 0;
  std::uint32_t covered = 0;
  for (std::size_t i = 0; i < buffers.scratch.tokens.size(); ++i) {
    const text::Token& token = buffers.scratch.tokens[i];
    const std::uint32_t share = WordShare(
        std::string_view(buffers.scratch.normalised).substr(token.begin, token.end - token.begin));
    all += share;
    if (buffers.covered[i] != 0) covered += share;
  }
  facts->words = (all + kWhole - 1) / kWhole;
  facts->covered = (covered + kWhole - 1) / kWhole;
}

void ReadPart(const lexicon::Lexicon& lexicon, std::string_view text, Part part, Buffers& buffers,
              TextFacts* facts) {
  if (text.empty()) return;
  lexicon.MatchText(text, buffers.scratch, &buffers.matches);
  if (part == Part::kText) {
    facts->tokens = static_cast<std::uint32_t>(buffers.scratch.tokens.size());
    buffers.covered.assign(facts->tokens, 0);
  }
  Reading(lexicon, part, buffers, facts).Read();
  if (part == Part::kText) CountWords(buffers, facts);
}

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
        const bool all = std::size_t{3} * Length(match) >= 2 * buffers.scratch.tokens.size();
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

// Moves the labels that say no out of the text: `buffers.text` is what is left, `buffers.joined`
// the labels. False when there are none, and the text is all there is.
bool TakeNoLabels(const model::Candidate& candidate,
                  const std::vector<model::Classification::JudgedControl>& controls,
                  Buffers& buffers) {
  buffers.joined.clear();
  for (std::size_t i = 0; i < controls.size(); ++i) {
    const std::string_view label = candidate.controls[i].label;
    if (!SaysNo(controls[i]) || label.empty()) continue;
    if (buffers.joined.empty()) buffers.text = candidate.text;
    const std::size_t at = FindLabel(buffers.text, label);
    if (at == std::string::npos) continue;
    buffers.text.replace(at, label.size(), ".");
    Join(label, &buffers.joined);
  }
  return !buffers.joined.empty();
}

}  // namespace

void GatherText(const lexicon::Lexicon& lexicon, const model::Candidate& candidate,
                const std::vector<model::Classification::JudgedControl>& controls, Buffers& buffers,
                TextFacts* facts) {
  const bool says_no = TakeNoLabels(candidate, controls, buffers);
  ReadPart(lexicon, says_no ? std::string_view(buffers.text) : candidate.text, Part::kText, buffers,
           facts);
  ReadPart(lexicon, candidate.heading, Part::kHeading, buffers, facts);
  if (says_no) ReadPart(lexicon, buffers.joined, Part::kNo, buffers, facts);
  // What is not part of the visible text: accessible names, placeholders and field labels. One
  // pass over them all.
  buffers.joined.clear();
  for (std::size_t i = 0; i < candidate.controls.size(); ++i) {
    const model::Control& control = candidate.controls[i];
    if (SaysNo(controls[i])) continue;
    Join(control.name, &buffers.joined);
    if (control.type == model::ControlType::kInput) Join(control.label, &buffers.joined);
  }
  for (const model::Field& field : candidate.fields) Join(field.label, &buffers.joined);
  ReadPart(lexicon, buffers.joined, Part::kNames, buffers, facts);
  FindVetoLabels(lexicon, candidate, controls, buffers, facts);
}

void GatherPlainText(const lexicon::Lexicon& lexicon, std::string_view text, Buffers& buffers,
                     TextFacts* facts) {
  ReadPart(lexicon, text, Part::kText, buffers, facts);
}

}  // namespace lma::classify
