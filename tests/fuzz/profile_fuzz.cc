// A profile that somebody brings back: app/profile_json.h. What was taken in comes out again.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "app/profile_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  const auto profile = lma::app::ProfileFromJson(text);
  if (!profile) return 0;
  std::string written = lma::app::ProfileToJson(*profile, 0);
  if (!lma::app::ProfileFromJson(written)) std::abort();
  return 0;
}
