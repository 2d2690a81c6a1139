// Saves what is intact of a damaged vault.
#pragma once

#include <cstdint>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "profile/open.h"

namespace lma::profile {

struct RepairReport {
  std::uint64_t kept = 0;     // records
  std::uint64_t removed = 0;  // that did not open; of those that could not even be read, none
  std::string kept_aside;     // where the damaged file is kept; empty: nothing was damaged
};

// Keeps a copy of the file aside, removes the records that do not open, restores the header from
// its copy where it is damaged, and counts the census anew. The file stays where it is, and other
// processes may have it open; only where its structure is damaged too, a change that one of them
// makes during the second that this takes may be lost. Errors as OpenProfile; kVaultCorrupt:
// neither header can be read, so that nothing can be opened, and nothing was changed.
Result<RepairReport> RepairVault(const OpenOptions& options, const Clock& clock);

// Moves the file aside, whatever it is, and makes an empty vault. Returns where it is kept.
Result<std::string> StartOver(const OpenOptions& options, const Clock& clock);

}  // namespace lma::profile
