// What one candidate says, gathered before anything is weighed. Each part is filled by a file of
// its own; score.cc, vetoes.cc and structure_key.cc read them. Internal to classify.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "classify/provider_table.h"
#include "lexicon/lexicon.h"
#include "model/candidate.h"
#include "model/verdict.h"

namespace lma::classify {

inline constexpr std::uint32_t kNoPhrase = 0xffffffff;

// A phrase that stands for a finding, to be shown as evidence.
struct PhraseRef {
  std::uint32_t phrase = kNoPhrase;
  bool found() const { return phrase != kNoPhrase; }
};

// Counts distinct phrases; the one with the lowest number stands for them all, so that the order in
// which they are found does not matter.
class PhraseCount {
 public:
  void Add(std::uint32_t phrase) {
    for (std::uint32_t i = 0; i < kept_; ++i) {
      if (phrases_[i].phrase == phrase) return;
    }
    if (kept_ < phrases_.size()) phrases_[kept_++] = {phrase};
  }
  std::uint32_t count() const { return kept_; }
  PhraseRef first() const {
    PhraseRef first;
    for (std::uint32_t i = 0; i < kept_; ++i) {
      if (phrases_[i].phrase < first.phrase) first = phrases_[i];
    }
    return first;
  }

 private:
  std::array<PhraseRef, 4> phrases_{};
  std::uint32_t kept_ = 0;
};

struct KindText {
  PhraseCount strong;
  PhraseCount weak;
  PhraseCount pairs;  // by their object
  PhraseCount acts;
  PhraseCount objects;
  bool in_heading = false;       // a strong phrase, a pair or an object stands in the heading
  bool said_in_heading = false;  // a phrase or a pair does
};

struct VetoText {
  PhraseCount strong;
  PhraseCount weak;
  bool in_heading = false;                // a strong one
  bool in_label = false;                  // a strong one is the label of a control
  bool is_label = false;                  // one is about all that a button says, which is no "no"
  std::uint32_t first = 0xffffffff;       // token of the first strong one in the text
  std::uint32_t first_weak = 0xffffffff;  // of the first weak one; 0 in the heading
};

struct TextFacts {
  std::array<KindText, model::kAskKindCount> kinds;
  std::array<VetoText, model::kVetoCount> vetoes;
  std::uint32_t tokens = 0;              // of the text
  std::uint32_t words = 0;               // of the text, about the same in every script
  std::uint32_t covered = 0;             // of them, within phrases of asks
  std::uint32_t first_ask = 0xffffffff;  // token of the first strong phrase or pair
  bool question = false;                 // it has a question mark
  bool review_beside_labels = true;      // false: a review is asked for on controls alone
  bool app_on_labels = false;            // a control that says no "no" speaks of an app
};

struct MarkFacts {
  std::uint16_t provider = kNoEntity;
  bool provider_certain = false;
  std::string_view provider_mark;
  std::array<std::uint32_t, model::kAskKindCount> kind_words{};
  std::array<std::string_view, model::kAskKindCount> kind_word{};
  std::uint32_t layer_words = 0;
  std::array<std::string_view, model::kVetoCount> veto_word{};
  // Keepers by their veto; `inside_asks` ones apart.
  std::array<std::string_view, model::kVetoCount> keeper{};
  std::array<std::string_view, model::kVetoCount> soft_keeper{};
  // What the page is for.
  std::array<std::string_view, model::kVetoCount> page{};
};

struct ShapeFacts {
  std::uint32_t email_fields = 0;
  std::uint32_t tel_fields = 0;
  std::uint32_t text_fields = 0;  // all that are typed into, e-mail and telephone too
  std::uint32_t text_areas = 0;
  std::uint32_t share_links = 0;
  std::uint32_t follow_links = 0;  // profiles, and what joins at once
  std::uint32_t join_links = 0;    // of them, addresses that are there for nothing else
  std::uint32_t app_links = 0;
  std::uint32_t handles = 0;  // controls that are an account's "@name"
  std::uint32_t sign_up_links = 0;
  std::uint32_t networks = 0;     // controls that name a network
  std::uint32_t other_links = 0;  // that lead elsewhere
  std::uint32_t buttons = 0;
  std::uint32_t declines = 0;
  std::uint32_t dismisses = 0;
  std::uint32_t affirms = 0;
  std::uint32_t controls = 0;
  std::uint32_t faces = 0;  // controls that are faces, from sad to happy
  bool stars = false;       // three or more to rate by
  bool filled = false;
  bool published = false;        // the page is an article, a product…
  bool page_is_network = false;  // the page is a social network's own
  bool layered = false;          // stands over the page
  std::array<std::string_view, model::kVetoCount> field_veto{};  // why a field forbids it

  std::uint32_t social() const { return share_links + follow_links + networks; }
};

struct Facts {
  TextFacts text;
  MarkFacts marks;
  ShapeFacts shape;
};

// The buffers of one classifier.
struct Buffers {
  lexicon::Scratch scratch;
  std::vector<lexicon::Match> matches;
  std::vector<lexicon::LabelMatch> labels;
  std::vector<Mark> marks;
  std::vector<std::uint8_t> covered;
  std::string joined;
  std::string text;       // the visible text without labels that ask for nothing; empty: all of it
  std::string no_labels;  // those of them that say no
};

inline std::size_t Index(model::AskKind kind) { return static_cast<std::size_t>(kind); }
inline std::size_t Index(model::Veto veto) { return static_cast<std::size_t>(veto); }

// A single word of so few letters that other languages have it with another meaning: "de" is "give"
// in Portuguese and an article elsewhere. `text` is what the match was found in.
inline bool IsShortWord(const lexicon::Match& match, const lexicon::Scratch& text) {
  constexpr std::uint32_t kMostBytes = 3;
  return match.end - match.begin == 1 &&
         text.tokens[match.begin].end - text.tokens[match.begin].begin <= kMostBytes;
}

// Kinds that ask for much the same, so that one dialog can be either.
model::AskKindSet Family(model::AskKind kind);

// Needs the controls' roles.
void GatherText(const lexicon::Lexicon& lexicon, const model::Candidate& candidate,
                const model::Page& page,
                const std::vector<model::Classification::JudgedControl>& controls, Buffers& buffers,
                TextFacts* facts);
// Of a text alone.
void GatherPlainText(const lexicon::Lexicon& lexicon, std::string_view text, Buffers& buffers,
                     TextFacts* facts);
void GatherMarks(const ProviderTable& table, const model::Candidate& candidate,
                 const model::Page& page, Buffers& buffers, MarkFacts* facts);
// Needs the controls' roles.
void GatherShape(const ProviderTable& table, const model::Candidate& candidate,
                 const model::Page& page,
                 const std::vector<model::Classification::JudgedControl>& controls,
                 Buffers& buffers, ShapeFacts* facts);

// Kinds that the user's last gesture asked for.
model::AskKindSet GestureKinds(const lexicon::Lexicon& lexicon, const ProviderTable& table,
                               const model::Candidate& candidate, Buffers& buffers);

// Kinds whose blocks are links to networks and stores.
bool LivesOnLinks(model::AskKind kind);
// A telephone's field alone may be any number; among several fields it is one of an application.
bool HasContactField(const ShapeFacts& shape);
// Whether anything speaks of logging in.
bool SpeaksOfLogin(const TextFacts& text);
// Whether text, links or provider say that the brand wants this.
bool TextKey(const model::Candidate& candidate, const Facts& facts, model::AskKind kind);
// Links to networks with nothing beside them but a word or two.
bool IsBareRow(const Facts& facts);
// A button of an article that says "Share" and nothing else.
bool IsShareButton(const Facts& facts);
// Whether text alone says so, by a strong phrase or a pair.
bool SaysSo(const TextFacts& text, model::AskKind kind);
// Whether it is what Google and others put over a page by themselves: a frame that names the one
// who signs in, and can be closed. The button that the site itself has for it cannot.
bool IsFramedSignIn(const model::Candidate& candidate, const Facts& facts);
// A scale from 0 to 10 has so many numbers.
inline constexpr std::uint32_t kFullScale = 11;

// Whether it asks for an answer by a scale, by stars or by faces, and has nothing to type in.
bool IsRatingQuestion(const model::Candidate& candidate, const Facts& facts);
// Whether the element is built as such an ask is.
bool StructureKey(const model::Candidate& candidate, const Facts& facts, model::AskKind kind);

}  // namespace lma::classify
