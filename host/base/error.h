// The one list of what can go wrong. Its names go on the wire (docs/protocol.md, "Errors") and are
// append-only: none is renamed or reused.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lma {

enum class ErrorCode : std::uint8_t {
  kInternal,     // internal: an invariant of ours broke
  kBadFrame,     // bad_frame: length prefix zero or over the limit, or the stream ended inside a
                 // message
  kBadJson,      // bad_json: not JSON, not UTF-8, too deep, or duplicate keys
  kBadRequest,   // bad_request: a field is missing, of the wrong type or out of range
  kUnknownType,  // unknown_type: no such message type
  kUnsupportedVersion,  // unsupported_version: no protocol version in common
  kNotFound,            // not_found: the thing named by the request does not exist
  kVaultLocked,         // vault_locked: a passphrase or the desktop keyring is needed first
  kVaultMissing,        // vault_missing: no vault, and none may be made
  kVaultCorrupt,        // vault_corrupt: a record or the file is damaged; it was left as it is
  kVaultWrongKey,       // vault_wrong_key: the key or passphrase does not open this vault
  kVaultBusy,           // vault_busy: another process held the vault for too long
  kVaultVersion,        // vault_version: written by a newer version
  kKeyUnavailable,      // key_unavailable: keyring or key file cannot be read now
  kIo,                  // io: the system refused a read or write (disk full, permission…)
  kTooLarge,            // too_large: input over a named limit
  kBadData,             // bad_data: a data file (lexicon, providers, list, import) has an error
  kUnsupported,         // unsupported: this machine or browser cannot do it
  kTimeout,             // timeout: it took longer than its limit
};

// The name on the wire, such as "bad_frame".
std::string_view ErrorCodeName(ErrorCode code);

// `detail` is for a developer: it holds no page text, address, brand or key material.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string detail;
};

}  // namespace lma
