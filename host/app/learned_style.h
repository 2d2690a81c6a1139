// The style that hides learned asks before they are painted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/preference.h"

namespace lma::app {

// Whether `selector` can stand in a style sheet and reach no further than its own rule: brackets
// and quotes are closed, no braces, comments, at-signs or tags, and it is not the page as a whole.
// Selectors that reach into shadow roots (`>>>`) are allowed; no style can express them.
bool IsSafeSelector(std::string_view selector);

// One rule for each ask that is enabled, hidden and has a selector that a style can express.
std::string LearnedStyle(const std::vector<model::LearnedAsk>& learned);

}  // namespace lma::app
