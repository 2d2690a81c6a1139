#include "model/ask_kind.h"

namespace lma::model {
namespace {

constexpr std::array<std::string_view, kAskKindCount> kNames = {
    "like",    "follow", "share", "comment",  "survey", "review", "newsletter", "push",
    "contest", "coupon", "app",   "referral", "chat",   "signup", "donation",   "endorse",
};

}  // namespace

std::string_view AskKindName(AskKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::optional<AskKind> ParseAskKind(std::string_view name) {
  for (AskKind kind : kAllAskKinds) {
    if (AskKindName(kind) == name) return kind;
  }
  return std::nullopt;
}

}  // namespace lma::model
