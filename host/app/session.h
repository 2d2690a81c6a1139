// What the handlers of one host process work with.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/judging.h"
#include "app/list_index.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/result.h"
#include "platform/sandbox.h"
#include "profile/open.h"
#include "profile/profile.h"
#include "profile/watch.h"

namespace lma::app {

// The clock and the judging outlive the session.
struct Session {
  Session(const Clock& clock_in, Judging& judging_in) : clock(clock_in), judging(judging_in) {}

  const Clock& clock;
  Judging& judging;
  std::unique_ptr<profile::Profile> profile;  // null: see vault_error
  Error vault_error{ErrorCode::kVaultMissing, "no vault was opened"};
  profile::OpenOptions vault_options;                // how it is opened again
  std::unique_ptr<profile::FolderWatch> watch = {};  // null: nobody waits for others' changes
  platform::DoorsClosed doors;
  ListIndex lists;

  // What came of a profile in parts (`upload`) until it is imported.
  struct Upload {
    std::string text;
    std::uint64_t next_part = 1;
    std::uint64_t parts = 0;
    bool complete() const { return parts > 0 && next_part > parts; }
  };
  Upload upload;
  // What is being given out in parts (`export`), until the last one is.
  struct Download {
    std::string text;
    std::vector<std::size_t> ends;  // of each part
  };
  Download download;

  // When the first welcome ends that a plan told of (0: none): pages must ask again then.
  std::int64_t welcome_ends_ms = 0;
};

// The profile, or why there is none.
Result<profile::Profile*> OpenedProfile(Session& session);

// The registrable domain of a request's `domain` (a host name or a URL). kBadRequest when it is
// none.
Result<std::string> DomainOf(std::string_view host_or_url);

}  // namespace lma::app
