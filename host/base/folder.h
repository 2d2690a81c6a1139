// Makes folders that nobody else may look into.
#pragma once

#include <string>

#include "base/result.h"

namespace lma {

// Makes the folder and its parents, each new one for the owner alone (0700); those that exist stay
// as they are. kIo: `path` cannot be made or is no folder.
Status MakePrivateFolder(const std::string& path);

}  // namespace lma
