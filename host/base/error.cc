#include "base/error.h"

namespace lma {

std::string_view ErrorCodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInternal:
      return "internal";
    case ErrorCode::kBadFrame:
      return "bad_frame";
    case ErrorCode::kBadJson:
      return "bad_json";
    case ErrorCode::kBadRequest:
      return "bad_request";
    case ErrorCode::kUnknownType:
      return "unknown_type";
    case ErrorCode::kUnsupportedVersion:
      return "unsupported_version";
    case ErrorCode::kNotFound:
      return "not_found";
    case ErrorCode::kVaultLocked:
      return "vault_locked";
    case ErrorCode::kVaultMissing:
      return "vault_missing";
    case ErrorCode::kVaultCorrupt:
      return "vault_corrupt";
    case ErrorCode::kVaultWrongKey:
      return "vault_wrong_key";
    case ErrorCode::kVaultBusy:
      return "vault_busy";
    case ErrorCode::kVaultVersion:
      return "vault_version";
    case ErrorCode::kKeyUnavailable:
      return "key_unavailable";
    case ErrorCode::kIo:
      return "io";
    case ErrorCode::kTooLarge:
      return "too_large";
    case ErrorCode::kBadData:
      return "bad_data";
    case ErrorCode::kUnsupported:
      return "unsupported";
    case ErrorCode::kTimeout:
      return "timeout";
  }
  return "internal";
}

}  // namespace lma
