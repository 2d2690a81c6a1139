#include "vault/secret.h"

#include <sodium.h>

#include <cstdlib>
#include <utility>

namespace lma::vault {

Secret::Secret(std::size_t size) : size_(size) {
  if (sodium_init() < 0) std::abort();
  data_ = static_cast<unsigned char*>(sodium_malloc(size));
  if (data_ == nullptr) std::abort();
  sodium_memzero(data_, size);
}

Secret::~Secret() { sodium_free(data_); }

Secret::Secret(Secret&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

void Wipe(std::span<unsigned char> bytes) { sodium_memzero(bytes.data(), bytes.size()); }
void Wipe(std::span<char> text) { sodium_memzero(text.data(), text.size()); }

bool CanLockMemory() {
  if (sodium_init() < 0) return false;
  alignas(4096) static unsigned char page[4096];
  if (sodium_mlock(page, sizeof page) != 0) return false;
  sodium_munlock(page, sizeof page);
  return true;
}

}  // namespace lma::vault
