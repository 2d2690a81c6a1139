// The wall clock behind an interface, so that engagements and journals can be tested with a fake.
#pragma once

#include <cstdint>

namespace lma {

class Clock {
 public:
  virtual ~Clock() = default;
  // Milliseconds since 1970-01-01T00:00:00Z.
  virtual std::int64_t NowMs() const = 0;
};

class SystemClock : public Clock {
 public:
  std::int64_t NowMs() const override;
};

}  // namespace lma
