// How the program leave-me-alone-keyring ends: what the host and it agree on.
#pragma once

namespace lma {

inline constexpr int kKeyringDone = 0;
inline constexpr int kKeyringNothing = 3;      // never stored, or locked
inline constexpr int kKeyringUnavailable = 4;  // no session bus, or no keyring service
inline constexpr int kKeyringBadUse = 2;       // wrong arguments or key length

}  // namespace lma
