// The versions of this program and of the protocol it speaks.
#pragma once

#include <cstdint>
#include <string_view>

namespace lma::app {

inline constexpr std::int64_t kProtocolVersion = 1;
inline constexpr std::string_view kHostVersion = LMA_VERSION;

}  // namespace lma::app
