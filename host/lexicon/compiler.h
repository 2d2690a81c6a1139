// Lexicons -> the one block that Lexicon::FromBlob() reads (blob.h). Used at build time, and by
// tests.
#pragma once

#include <cstddef>
#include <vector>

#include "base/result.h"
#include "lexicon/lexicon_file.h"

namespace lma::lexicon {

// The block for these lexicons, numbered in their order. Where several lexicons have the same
// phrase for the same thing in texts, the first is named; labels keep all, since a word that
// declines in one language can affirm in another. Equal input gives equal bytes. kTooLarge when a
// count does not fit the format.
Result<std::vector<std::byte>> Compile(const std::vector<LexiconFile>& files);

}  // namespace lma::lexicon
