#include "lexicon/lexicon.h"

// Defined in built_in.S.
extern "C" const std::byte lma_lexicon_blob[];
extern "C" const std::byte lma_lexicon_blob_end[];

namespace lma::lexicon {

std::span<const std::byte> BuiltInBlob() { return {lma_lexicon_blob, lma_lexicon_blob_end}; }

}  // namespace lma::lexicon
