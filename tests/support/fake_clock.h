// A clock that the test sets.
#pragma once

#include <cstdint>

#include "base/clock.h"

namespace lma::testing {

class FakeClock : public Clock {
 public:
  std::int64_t NowMs() const override { return now_ms; }
  std::int64_t now_ms = 1'760'000'000'000;  // 2025-10-09T08:53:20Z, a Thursday
};

}  // namespace lma::testing
