// A tick box in a form, and what the judge makes of it (docs/judgement.md, "Opt-in boxes").
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/verdict.h"

namespace lma::model {

inline constexpr std::size_t kMaxOptInLabelBytes = 600;
inline constexpr std::size_t kMaxOptInContextBytes = 400;
inline constexpr std::size_t kMaxOptInTokens = 48;

// Strings are views into the message that was decoded.
struct OptInBox {
  std::string_view label;
  std::string_view context;              // heading of the form or dialog around it
  std::string_view submit;               // label of the form's own button
  std::vector<std::string_view> tokens;  // ids and classes around it, nearest first
  std::uint32_t form = 0;                // boxes of one form have the same number
  bool checked = false;
  bool required = false;
};

struct OptInVerdict {
  std::optional<bool> set;  // what the box should be; none: it is left as it is
  Reason reason = Reason::kNoAsk;
  double confidence = 0;
  std::vector<Evidence> evidence;  // also of a box that is left as it is, when something was found
};

}  // namespace lma::model
