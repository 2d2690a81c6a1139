#include "platform/memory.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>

namespace lma::platform {

void GiveBackPages(std::span<const std::byte> table) {
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  const auto begin = reinterpret_cast<std::uintptr_t>(table.data());
  const std::uintptr_t first = (begin + page - 1) / page * page;
  const std::uintptr_t last = (begin + table.size()) / page * page;
  if (first >= last) return;
  // The address is rounded within the table that was given.
  auto* const start = const_cast<std::byte*>(table.data()) + (first - begin);
  static_cast<void>(::madvise(start, last - first, MADV_DONTNEED));
}

}  // namespace lma::platform
