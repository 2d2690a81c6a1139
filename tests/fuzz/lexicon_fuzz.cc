// A lexicon's text through parser, checker, compiler and matcher, and the same bytes as a compiled
// block.
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "lexicon/check.h"
#include "lexicon/compiler.h"
#include "lexicon/lexicon.h"
#include "lexicon/lexicon_file.h"

namespace {

void MatchIn(std::span<const std::byte> block, std::string_view text) {
  const auto lexicon = lma::lexicon::Lexicon::FromBlob(block);
  if (!lexicon) return;
  lma::lexicon::Scratch scratch;
  std::vector<lma::lexicon::Match> matches;
  std::vector<lma::lexicon::LabelMatch> labels;
  lexicon->MatchText(text, scratch, &matches);
  lexicon->MatchLabel(text.substr(0, 200), scratch, &labels);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(lma::lexicon::Check(text, "en.txt"));
  std::vector<lma::lexicon::Problem> problems;
  const auto file = lma::lexicon::ParseLexicon(text, "en.txt", &problems);
  if (const auto block = lma::lexicon::Compile({file})) MatchIn(*block, text);
  // A damaged block may match wrongly but never reads outside itself.
  std::vector<std::uint64_t> aligned((size + 7) / 8);
  if (size > 0) std::memcpy(aligned.data(), data, size);
  MatchIn({reinterpret_cast<const std::byte*>(aligned.data()), size}, "no thanks");
  return 0;
}
