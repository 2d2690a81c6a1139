// The matcher's way through the compiled phrases; Lexicon's own, for one text or label.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "lexicon/blob.h"
#include "lexicon/lexicon.h"

namespace lma::lexicon {

class Walk {
 public:
  // `blob` was accepted by Lexicon::FromBlob.
  Walk(std::span<const std::byte> blob, Scratch* scratch);

  void MatchText(std::string_view text, std::vector<Match>* out);
  void MatchLabel(std::string_view label, std::vector<LabelMatch>* out);

 private:
  // Fills the scratch's tokens and stems.
  void Prepare(std::string_view text);
  void AddStems(const text::Token& token);
  // Whether it can be a stem's hash; then it is added.
  bool AddStem(std::uint64_t hash);
  // What a token can be to a phrase: itself, then its stems.
  std::size_t AlternativeCount(std::size_t position) const {
    return 1 + stem_offsets_[position + 1] - stem_offsets_[position];
  }
  std::uint64_t Alternative(std::size_t position, std::size_t number) const {
    return number == 0 ? tokens_[position].hash : stems_[stem_offsets_[position] + number - 1];
  }

  bool CanBegin(std::size_t position) const;
  // The node behind the edge, or 0.
  std::uint32_t Follow(std::uint32_t node, std::uint64_t token) const;
  std::span<const blob::Output> OutputsOf(std::uint32_t node) const;

  LanguageSet LanguagesOf(const blob::Output& output) const;
  // Of a label's phrase, which is told once for each of its languages.
  std::uint16_t LanguageOf(const blob::Output& output) const;
  // Whether these tokens can be a name.
  bool IsName(std::size_t begin, std::size_t end) const;
  // Whether an open phrase and a name are all of the sentence; true for one that is not open.
  bool FitsSentence(const blob::Output& output, std::size_t end) const;
  void WalkText(std::uint32_t node, std::size_t position);
  void EmitText(std::uint32_t node, std::size_t end);
  void WalkLabel(std::uint32_t node, std::size_t position);
  void EmitLabel(std::uint32_t node, std::size_t end);
  void MatchSymbols(std::string_view label);
  // A number or a lone "x" (typed for ×), which does not count at the ends of a label.
  bool IsOrnament(std::size_t position) const;

  const std::byte* blob_;
  const blob::Header* header_;
  Scratch* scratch_;
  const std::uint64_t* cells_;
  const std::uint64_t* first_bits_;
  const std::uint64_t* pair_bits_;
  const std::uint64_t* stem_bits_;
  const std::uint16_t* stem_lengths_;

  // The scratch's buffers, as Prepare() left them.
  std::size_t count_ = 0;
  const text::Token* tokens_ = nullptr;
  const std::uint32_t* stem_offsets_ = nullptr;
  const std::uint64_t* stems_ = nullptr;

  std::size_t begin_ = 0;       // of the phrase that is being followed
  std::size_t label_end_ = 0;   // of a label without the ornaments at its end
  std::size_t steps_left_ = 0;  // bounds the work that a damaged table can cause
  std::vector<Match>* matches_ = nullptr;
  std::vector<LabelMatch>* label_matches_ = nullptr;
};

}  // namespace lma::lexicon
