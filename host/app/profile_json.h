// A profile as JSON, to be taken away and brought back (docs/profile-format.md).
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/result.h"
#include "profile/profile.h"

namespace lma::app {

// The profile as one JSON object; `now_ms` is noted as the time of the export.
std::string ProfileToJson(const profile::ProfileData& data, std::int64_t now_ms);

// Reads what ProfileToJson wrote, also by a program of the same version that knew fewer members.
// `json` is written to. kBadData: not such a profile (the detail names the member); kUnsupported:
// of a newer version; kTooLarge: over a limit of docs/profile-format.md.
Result<profile::ProfileData> ProfileFromJson(std::span<char> json);

}  // namespace lma::app
