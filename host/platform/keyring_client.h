// Asks the desktop keyring through the helper program leave-me-alone-keyring, so that the host
// itself stays free of D-Bus and threads. To be used before CloseDoors, which forbids programs.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace lma::platform {

inline constexpr std::size_t kKeyringKeyBytes = 32;

// The helper beside the running program, or in ../lib/leave-me-alone/ from there. kNotFound.
Result<std::string> FindKeyringHelper();

// Each starts the helper, waits at most `timeout_ms` for it and kills it then.
// `item` names the entry (letters, digits and '-', at most 64). `key` has kKeyringKeyBytes.
//   kNotFound        the keyring answered "nothing": never stored, or locked; no question is asked
//   kKeyUnavailable  no helper, no session bus, or no keyring service
//   kTimeout         the keyring did not answer in time
Status FindInKeyring(const std::string& helper, std::string_view item, std::span<unsigned char> key,
                     int timeout_ms);
// kNotFound here: there is no unlocked keyring to store in.
Status StoreInKeyring(const std::string& helper, std::string_view item,
                      std::span<const unsigned char> key, int timeout_ms);
Status RemoveFromKeyring(const std::string& helper, std::string_view item, int timeout_ms);

}  // namespace lma::platform
