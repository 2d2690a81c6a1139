// Landlock: after it, files outside the given folders cannot be opened. glibc has no wrappers, so
// the three system calls are made here.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace lma::platform {

enum class Landlocked { kYes, kNoKernelSupport };

// kUnsupported: the kernel has Landlock and refused.
Result<Landlocked> RestrictFiles(const std::vector<std::string>& writable_folders,
                                 const std::vector<std::string>& readable_folders);

}  // namespace lma::platform
