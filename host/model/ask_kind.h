// The sixteen kinds of ask (docs/kinds.md).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace lma::model {

enum class AskKind : std::uint8_t {
  kLike,
  kFollow,
  kShare,
  kComment,
  kSurvey,
  kReview,
  kNewsletter,
  kPush,
  kContest,
  kCoupon,
  kApp,
  kReferral,
  kChat,
  kSignup,
  kDonation,
  kEndorse,
};

inline constexpr std::size_t kAskKindCount = 16;

// All kinds, in the order of the enum.
inline constexpr std::array<AskKind, kAskKindCount> kAllAskKinds = {
    AskKind::kLike,    AskKind::kFollow, AskKind::kShare,      AskKind::kComment,
    AskKind::kSurvey,  AskKind::kReview, AskKind::kNewsletter, AskKind::kPush,
    AskKind::kContest, AskKind::kCoupon, AskKind::kApp,        AskKind::kReferral,
    AskKind::kChat,    AskKind::kSignup, AskKind::kDonation,   AskKind::kEndorse,
};

// The word used on the wire, in data files and in the command line: "newsletter".
std::string_view AskKindName(AskKind kind);
std::optional<AskKind> ParseAskKind(std::string_view name);

// A set of kinds as bits; bit i is the kind with value i.
class AskKindSet {
 public:
  constexpr AskKindSet() = default;
  static constexpr AskKindSet All() { return AskKindSet((1u << kAskKindCount) - 1u); }
  static constexpr AskKindSet FromBits(std::uint32_t bits) {
    return AskKindSet(bits & All().bits_);
  }
  constexpr std::uint32_t bits() const { return bits_; }
  constexpr bool Has(AskKind kind) const { return (bits_ >> static_cast<unsigned>(kind)) & 1u; }
  constexpr void Add(AskKind kind) { bits_ |= 1u << static_cast<unsigned>(kind); }
  constexpr void Remove(AskKind kind) { bits_ &= ~(1u << static_cast<unsigned>(kind)); }
  constexpr bool empty() const { return bits_ == 0; }
  friend constexpr bool operator==(AskKindSet, AskKindSet) = default;

 private:
  explicit constexpr AskKindSet(std::uint32_t bits) : bits_(bits) {}
  std::uint32_t bits_ = 0;
};

}  // namespace lma::model
