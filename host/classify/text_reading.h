// Reads one part of a candidate's words into its text facts: which phrases count, in which
// language, and which go together. Internal to classify.
#pragma once

#include <string_view>

#include "classify/facts.h"

namespace lma::classify {

// kNo: labels that say no. They may speak of the ask ("Rate later"), but they ask for nothing.
// kFields: labels of fields. "Your e-mail" says what to type, whoever asks for it and why.
enum class Part : std::uint8_t { kHeading, kText, kNames, kFields, kNo };

// The languages in which a candidate is read.
struct Tongues {
  lexicon::LanguageSet known = 0;  // as the candidate and its page say, and English
  lexicon::LanguageSet english = 0;
};

Tongues AllTongues(const lexicon::Lexicon& lexicon);
// Where the page names no language that there is a lexicon of, it may be any.
Tongues TonguesOf(const lexicon::Lexicon& lexicon, const model::Candidate& candidate,
                  const model::Page& page);

// What the last match of ReadPart() says, without the phrases that a longer one knows better.
void DropContained(std::vector<lexicon::Match>* matches);

// Adds what `text` says. Of kText it counts tokens and words too. `tongues` learns the languages
// that the text turns out to be in.
void ReadPart(const lexicon::Lexicon& lexicon, std::string_view text, Part part, Tongues* tongues,
              Buffers& buffers, TextFacts* facts);

}  // namespace lma::classify
