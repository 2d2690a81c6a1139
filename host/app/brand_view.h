// What a brand's preference means at a moment.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/preference.h"
#include "profile/profile.h"
#include "protocol/reply.h"

namespace lma::app {

// Whether the whole site is left alone at `now_ms`, and why; the order is that of docs/policy.md.
struct Welcome {
  enum class Why : std::uint8_t { kNone, kPaused, kWantedBrand, kEngaged };
  Why why = Why::kNone;
  std::int64_t until_ms = 0;  // 0: no end is known
};
Welcome WelcomeAt(const model::Preference& preference, std::int64_t now_ms);

// docs/protocol.md, "Brand".
protocol::BrandView ViewOf(const profile::BrandSummary& summary, std::int64_t now_ms);

}  // namespace lma::app
