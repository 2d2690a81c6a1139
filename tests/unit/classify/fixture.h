// The classifier over the built-in lexicons and marks.
#pragma once

#include <gtest/gtest.h>

#include "classify/classifier.h"

namespace lma::classify {

class BuiltInTest : public ::testing::Test {
 protected:
  static const lexicon::Lexicon& Words() {
    static const Result<lexicon::Lexicon> lexicon =
        lexicon::Lexicon::FromBlob(lexicon::BuiltInBlob());
    return *lexicon;
  }
  static const ProviderTable& Marks() {
    static const Result<ProviderTable> table = ProviderTable::FromBlob(BuiltInProviders());
    return *table;
  }

  Classifier classifier_{Words(), Marks()};
};

// An ask as decide would act on it.
inline bool IsAsk(const model::Classification& found) {
  return found.kind && found.vetoes.empty() && found.text_key && found.structure_key &&
         found.confidence >= 0.80;
}

// For messages of failed assertions.
inline std::string Why(const model::Classification& found) {
  std::string why;
  const auto say = [&](std::initializer_list<std::string_view> parts) {
    for (const std::string_view part : parts) why.append(part);
  };
  say({"kind=", found.kind ? model::AskKindName(*found.kind) : "none",
       " confidence=", std::to_string(found.confidence), found.text_key ? " text" : " no-text",
       found.structure_key ? " structure" : " no-structure"});
  for (const model::Evidence& evidence : found.evidence) {
    say({"\n  ", model::EvidenceSourceName(evidence.source)});
    if (evidence.veto) say({" VETO ", model::VetoName(*evidence.veto)});
    say({" ", std::to_string(evidence.weight), " ", evidence.detail, " ", evidence.language});
  }
  return why;
}

}  // namespace lma::classify
