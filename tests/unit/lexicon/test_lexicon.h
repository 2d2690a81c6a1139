// Lexicons written in a test, and their matches as words.
#pragma once

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lexicon/compiler.h"
#include "lexicon/lexicon.h"
#include "lexicon/lexicon_file.h"

namespace lma::lexicon {

// "language CODE" and "name CODE" are put before `sections`.
inline LexiconFile ParseSections(std::string_view code, std::string_view sections) {
  std::vector<Problem> problems;
  std::string text = "language ";
  text.append(code).append("\nname ").append(code).append("\n").append(sections);
  LexiconFile file = ParseLexicon(text, std::string(code) + ".txt", &problems);
  for (const Problem& problem : problems) ADD_FAILURE() << FormatProblem(problem);
  return file;
}

class TestLexicon {
 public:
  explicit TestLexicon(const std::vector<LexiconFile>& files) {
    Result<std::vector<std::byte>> blob = Compile(files);
    EXPECT_TRUE(blob);
    blob_ = *std::move(blob);
    Result<Lexicon> lexicon = Lexicon::FromBlob(blob_);
    EXPECT_TRUE(lexicon);
    lexicon_.push_back(*lexicon);
  }
  explicit TestLexicon(std::string_view sections)
      : TestLexicon(std::vector<LexiconFile>{ParseSections("xx", sections)}) {}

  const Lexicon& operator*() const { return lexicon_[0]; }
  const std::vector<std::byte>& blob() const { return blob_; }

  // "xx: phrase" of each match in order.
  std::vector<std::string> TextMatches(std::string_view text) {
    std::vector<Match> matches;
    lexicon_[0].MatchText(text, scratch_, &matches);
    std::vector<std::string> phrases;
    for (const Match& match : matches) phrases.push_back(Named(match.phrase));
    return phrases;
  }

  // "role: phrase" of each match in order, with "+" where the label says more.
  std::vector<std::string> LabelMatches(std::string_view label) {
    std::vector<LabelMatch> matches;
    lexicon_[0].MatchLabel(label, scratch_, &matches);
    std::vector<std::string> phrases;
    for (const LabelMatch& match : matches) {
      phrases.push_back(std::string(model::ControlRoleName(match.role)) + ": " +
                        std::string(lexicon_[0].PhraseText(match.phrase)) +
                        (match.open ? " +" : ""));
    }
    return phrases;
  }

 private:
  std::string Named(std::uint32_t phrase) const {
    return std::string(lexicon_[0].PhraseLanguage(phrase)) + ": " +
           std::string(lexicon_[0].PhraseText(phrase));
  }

  std::vector<std::byte> blob_;
  std::vector<Lexicon> lexicon_;  // one; Result has no default
  Scratch scratch_;
};

using Phrases = std::vector<std::string>;

}  // namespace lma::lexicon
