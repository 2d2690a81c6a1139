#include <array>

#include "decide/decide.h"

namespace lma::decide {

std::uint32_t SecondsGivenBack(model::AskKind kind) {
  // docs/kinds.md, "Time given back": words to read at 4 a second, and 2 s to find the way out of
  // what stands over the page. Rounded down, so that no count is inflated.
  static constexpr std::array<std::uint32_t, model::kAskKindCount> kSeconds = {
      2,  // like
      2,  // follow
      2,  // share
      3,  // comment
      8,  // survey
      6,  // review
      6,  // newsletter
      5,  // push
      8,  // contest
      6,  // coupon
      4,  // app
      5,  // referral
      5,  // chat
      5,  // signup
      8,  // donation
      6,  // endorse
  };
  return kSeconds[static_cast<std::size_t>(kind)];
}

}  // namespace lma::decide
