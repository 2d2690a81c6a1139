// What `leave-me-alone lexicon check FILE` says of a lexicon.
#pragma once

#include <string_view>
#include <vector>

#include "lexicon/lexicon_file.h"

namespace lma::lexicon {

// The errors of ParseLexicon(), and warnings for what is well formed but unwise: a line that adds
// nothing to those before it, a label that both declines and affirms, an ask or veto of one short
// or everyday word, a phrase of one character of a script that is matched character by character.
// In the order of their lines.
std::vector<Problem> Check(std::string_view text, std::string_view file_name);

}  // namespace lma::lexicon
