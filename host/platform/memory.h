// Memory that the kernel can bring back from a file.
#pragma once

#include <cstddef>
#include <span>

namespace lma::platform {

// Gives back the whole pages of `table`, which must be mapped from a file and never
// written to: it reads the same afterwards, and the next reader waits some microseconds for the
// kernel to map it anew (madvise(2), MADV_DONTNEED). Does nothing where the kernel refuses.
void GiveBackPages(std::span<const std::byte> table);

}  // namespace lma::platform
