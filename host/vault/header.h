// The vault's header: what it is, and the wrapped copies of its master key
// (docs/vault-format.md, "Header"). Holds no secret in the clear.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "vault/keys.h"
#include "vault/passphrase.h"
#include "vault/secret.h"

namespace lma::vault {

// Append-only: the numbers are stored. Types that a later version adds are kept as they are.
enum class WrapType : std::uint8_t {
  kKeyFile = 1,
  kPassphrase = 2,
  kKeyring = 3,
  kSession = 4,  // a key file that ends with the login session
};

inline constexpr std::uint8_t kHeaderVersion = 1;

class Header {
 public:
  // A new vault's, with a random id and no wraps yet.
  static Header New();
  // kVaultCorrupt: not a header, cut or changed (found by its checksum, without a key).
  // kVaultVersion: of a newer version.
  static Result<Header> Parse(std::string_view bytes);
  // Sealed under the header key of `keys`. At least one wrap must be there.
  std::string Serialize(const Keys& keys) const;

  // Random, and another one after each change of the master key.
  std::string_view id() const {
    return {reinterpret_cast<const char*>(vault_id_.data()), vault_id_.size()};
  }
  // Name of this vault's entry in the desktop keyring: "vault-" and 32 hex digits.
  std::string KeyringItem() const;

  bool Has(WrapType type) const;
  // Whether the passphrase was wrapped at a lower cost than new ones are.
  bool HasOldPassphraseCost() const;
  std::size_t wrap_count() const { return wraps_.size(); }
  void Remove(WrapType type);
  // Each replaces the wrap of its type. `secret` is a key file's or keyring's 32 random bytes.
  void WrapWithSecret(WrapType type, KeyView secret, const Keys& keys);
  // kBadRequest: empty, or over kMaxPassphraseBytes. kUnsupported: cost out of its limits, or no
  // memory for it.
  Status WrapWithPassphrase(std::string_view passphrase, PassphraseCost cost, const Keys& keys);

  // kNotFound: no wrap of this type. kVaultWrongKey: another secret. kVaultCorrupt: the secret is
  // right, but the header was changed by someone who does not know the key.
  Result<Keys> UnwrapWithSecret(WrapType type, KeyView secret) const;
  // Also kVaultCorrupt: cost out of its limits. kUnsupported: no memory for it.
  Result<Keys> UnwrapWithPassphrase(std::string_view passphrase) const;

 private:
  struct Wrap {
    std::uint8_t type = 0;
    std::string body;  // parameters, nonce, wrapped master key
  };

  Header() = default;
  const Wrap* Find(WrapType type) const;
  void Put(WrapType type, std::string parameters, KeyView wrapping_key, const Keys& keys);
  Result<Keys> Unwrap(const Wrap& wrap, std::size_t parameter_bytes, KeyView wrapping_key) const;
  std::string AssociatedData(std::uint8_t type, std::string_view parameters) const;
  std::string SerializeOpenPart() const;

  std::array<unsigned char, 16> vault_id_{};
  std::vector<Wrap> wraps_;
  std::string sealed_part_;  // as parsed: what the authentication code covers…
  std::string code_;         // …and the code itself
};

}  // namespace lma::vault
