// The master key of a vault and the keys derived from it (docs/vault-format.md, "Keys").
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>

#include "vault/secret.h"

namespace lma::vault {

inline constexpr std::size_t kKeyBytes = 32;
using KeyView = std::span<const unsigned char, kKeyBytes>;

// All keys of one open vault in one locked block.
class Keys {
 public:
  // A new vault's: a random master key.
  static Keys Random();
  // `master` is copied.
  static Keys FromMaster(KeyView master);
  // `fill` writes the master key straight into its place, and says whether it did.
  static std::optional<Keys> Filled(
      const std::function<bool(std::span<unsigned char, kKeyBytes>)>& fill);

  KeyView master() const { return At(0); }
  KeyView records() const { return At(1); }  // seals records
  KeyView slots() const { return At(2); }    // names their places
  KeyView header() const { return At(3); }   // authenticates the header
  KeyView census() const { return At(4); }   // sums up what there is, so that a loss shows

 private:
  Keys();
  void Derive();
  KeyView At(std::size_t index) const {
    return block_.bytes().subspan(index * kKeyBytes).first<kKeyBytes>();
  }
  Secret block_;
};

}  // namespace lma::vault
