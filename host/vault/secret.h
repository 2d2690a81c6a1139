// Memory for keys: guarded, locked where the system allows it, wiped at the end.
#pragma once

#include <cstddef>
#include <span>

namespace lma::vault {

// Owns `size` bytes from sodium_malloc. Each object locks a page of its own, so keep few.
class Secret {
 public:
  // Zeroed. Ends the process if there is no memory.
  explicit Secret(std::size_t size);
  ~Secret();
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;

  std::span<unsigned char> bytes() { return {data_, size_}; }
  std::span<const unsigned char> bytes() const { return {data_, size_}; }

 private:
  unsigned char* data_ = nullptr;
  std::size_t size_ = 0;
};

// Overwrites the memory; the compiler cannot leave it out.
void Wipe(std::span<unsigned char> bytes);
void Wipe(std::span<char> text);

// Whether locked memory is to be had, for doctor: sodium_malloc itself succeeds without it,
// silently.
bool CanLockMemory();

}  // namespace lma::vault
