#include "classify/text_reading.h"

#include <algorithm>
#include <bit>

namespace lma::classify {
namespace {

using lexicon::EntryClass;
using lexicon::Match;

// An act and an object of one kind make an ask when so few tokens lie between them.
constexpr std::uint32_t kPairDistance = 8;
// No phrase has more tokens than this; in scripts of one token a character they are long. Only
// bounds what is compared.
constexpr std::uint32_t kLongestPhrase = 48;

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

std::uint32_t Gap(const Match& a, const Match& b) {
  if (a.end <= b.begin) return b.begin - a.end;
  if (b.end <= a.begin) return a.begin - b.end;
  return kPairDistance + 1;  // they overlap: "like our page" is no pair of "like" and itself
}

// Shares of a word are counted in these.
constexpr std::uint32_t kWhole = 12;

// What a token is worth as a share of a word. Scripts without spaces are tokens of one
// character: about two of Chinese, Japanese and Korean make a word, four of Thai and of the scripts
// of India, whose vowel signs count too.
std::uint32_t WordShare(const lexicon::Scratch& text, const text::Token& token) {
  const auto first = static_cast<unsigned char>(text.normalised[token.begin]);
  if (first < 0xE0 || token.end - token.begin > 4) return kWhole;
  // U+0800 to U+1FFF begin with E0 and E1.
  return first < 0xE2 ? kWhole / 4 : kWhole / 2;
}

class Reading {
 public:
  Reading(Part part, Tongues* tongues, Buffers& buffers, TextFacts* facts)
      : part_(part), tongues_(*tongues), buffers_(buffers), facts_(*facts) {}

  void Read() {
    DropForeign();
    DropContained(&buffers_.matches);
    for (std::size_t i = 0; i < buffers_.matches.size(); ++i) {
      const Match& match = buffers_.matches[i];
      if (part_ == Part::kNo && OfAsk(match)) continue;
      switch (match.entry_class) {
        case EntryClass::kAsk:
          ReadAsk(match);
          break;
        case EntryClass::kAct:
          if (part_ == Part::kFields) break;
          facts_.kinds[match.target].acts.Add(match.phrase);
          Cover(match);
          break;
        case EntryClass::kObject:
          ReadPairs(i);
          if (part_ == Part::kFields) break;
          facts_.kinds[match.target].objects.Add(match.phrase);
          if (part_ == Part::kHeading) facts_.kinds[match.target].in_heading = true;
          Cover(match);
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
  // A word may mean one thing here and another elsewhere, so a single word of a language that the
  // page is not in counts only where the text says more in it: pages that give the wrong language
  // are many.
  void DropForeign() {
    std::vector<Match>& matches = buffers_.matches;
    const auto foreign = [&](const Match& match) {
      return OfAsk(match) && (match.languages & tongues_.known) == 0;
    };
    if (std::none_of(matches.begin(), matches.end(), foreign)) return;
    constexpr int kEnough = 3;
    std::array<std::uint8_t, lexicon::kMostLanguages> said{};
    for (const Match& match : matches) {
      if (!foreign(match)) continue;
      if (Words(match) >= 2) tongues_.known |= match.languages;
      for (lexicon::LanguageSet left = match.languages; left != 0; left &= left - 1) {
        if (++said[std::countr_zero(left)] == kEnough) tongues_.known |= left & (~left + 1);
      }
    }
    matches.erase(std::remove_if(matches.begin(), matches.end(), foreign), matches.end());
  }

  std::uint32_t Words(const Match& match) const {
    std::uint32_t shares = 0;
    for (std::uint32_t i = match.begin; i < match.end; ++i) {
      shares += WordShare(buffers_.scratch, buffers_.scratch.tokens[i]);
    }
    return (shares + kWhole / 2) / kWhole;
  }

  void ReadAsk(const Match& match) {
    KindText& kind = facts_.kinds[match.target];
    Cover(match);
    if (part_ == Part::kHeading) kind.said_in_heading = true;
    if (match.weak) {
      if (part_ == Part::kFields) return;
      // "your e-mail" within "your e-mail address" is the same hint once more.
      std::uint32_t& end = weak_end_[match.target];
      if (match.begin >= end) kind.weak.Add(match.phrase);
      end = std::max(end, match.end);
      return;
    }
    kind.strong.Add(match.phrase);
    if (part_ == Part::kHeading) kind.in_heading = true;
    NoteAsk(match.begin);
  }

  // Of one language, or with a thing that other languages call by its English name.
  bool FitTogether(const Match& act, const Match& object) const {
    if ((act.languages & object.languages) != 0) return true;
    return (object.languages & tongues_.english) != 0 && !IsShortWord(act, buffers_.scratch);
  }

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
    kind.pairs.Add(object.phrase);
    if (part_ == Part::kHeading) kind.in_heading = kind.said_in_heading = true;
    NoteAsk(std::min(found->begin, object.begin));
  }

  void ReadVeto(const Match& match) {
    VetoText& veto = facts_.vetoes[match.target];
    if (match.weak) {
      veto.weak.Add(match.phrase);
      if (part_ == Part::kHeading) veto.first_weak = 0;
      if (part_ == Part::kText) veto.first_weak = std::min(veto.first_weak, match.begin);
      return;
    }
    veto.strong.Add(match.phrase);
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

  Part part_;
  Tongues& tongues_;
  Buffers& buffers_;
  TextFacts& facts_;
  std::array<std::uint32_t, model::kAskKindCount> weak_end_{};  // of the last weak phrase
};

void CountWords(const Buffers& buffers, TextFacts* facts) {
  std::uint32_t all = 0;
  std::uint32_t covered = 0;
  for (std::size_t i = 0; i < buffers.scratch.tokens.size(); ++i) {
    const text::Token& token = buffers.scratch.tokens[i];
    const std::uint32_t share = WordShare(buffers.scratch, token);
    all += share;
    if (buffers.covered[i] != 0) covered += share;
  }
  facts->words = (all + kWhole - 1) / kWhole;
  facts->covered = (covered + kWhole - 1) / kWhole;
}

}  // namespace

Tongues AllTongues(const lexicon::Lexicon& lexicon) {
  return {~lexicon::LanguageSet{0}, lexicon.LanguagesOf("en")};
}

Tongues TonguesOf(const lexicon::Lexicon& lexicon, const model::Candidate& candidate,
                  const model::Page& page) {
  lexicon::LanguageSet named = lexicon.LanguagesOf(candidate.language);
  if (page.language != candidate.language) named |= lexicon.LanguagesOf(page.language);
  Tongues tongues = AllTongues(lexicon);
  if (named != 0) tongues.known = named | tongues.english;
  return tongues;
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

void ReadPart(const lexicon::Lexicon& lexicon, std::string_view text, Part part, Tongues* tongues,
              Buffers& buffers, TextFacts* facts) {
  if (text.empty()) return;
  lexicon.MatchText(text, buffers.scratch, &buffers.matches);
  if (part == Part::kText) {
    facts->tokens = static_cast<std::uint32_t>(buffers.scratch.tokens.size());
    buffers.covered.assign(facts->tokens, 0);
  }
  Reading(part, tongues, buffers, facts).Read();
  if (part == Part::kText) CountWords(buffers, facts);
}

}  // namespace lma::classify
