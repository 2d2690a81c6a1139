// A desktop keyring, as far as the port goes.
#pragma once

#include <algorithm>
#include <map>
#include <string>

#include "profile/open.h"

namespace lma::profile {

struct FakeKeyring {
  std::map<std::string, std::string, std::less<>> entries;
  ErrorCode refuses = ErrorCode::kInternal;  // kInternal: it answers
  int asked = 0;

  KeyringPort Port() {
    KeyringPort port;
    port.find = [this](std::string_view item, std::span<unsigned char> key) -> Status {
      ++asked;
      if (refuses != ErrorCode::kInternal) return Fail(refuses);
      const auto found = entries.find(item);
      if (found == entries.end()) return Fail(ErrorCode::kNotFound);
      std::copy(found->second.begin(), found->second.end(), key.begin());
      return {};
    };
    port.store = [this](std::string_view item, std::span<const unsigned char> key) -> Status {
      ++asked;
      if (refuses != ErrorCode::kInternal) return Fail(refuses);
      entries[std::string(item)].assign(key.begin(), key.end());
      return {};
    };
    port.remove = [this](std::string_view item) -> Status {
      entries.erase(std::string(item));
      return {};
    };
    return port;
  }
};

}  // namespace lma::profile
