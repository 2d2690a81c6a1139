// Inside this module: reads what can be read of a database whose structure is damaged.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "profile/store.h"
#include "vault/header.h"
#include "vault/keys.h"

namespace lma::profile {

// Copies every record that opens into a new database and puts that in the place of the damaged one,
// whose file stays. Returns what was saved.
Result<Salvaged> Rebuild(Store* damaged, const vault::Header& header, const vault::Keys& keys);

}  // namespace lma::profile
