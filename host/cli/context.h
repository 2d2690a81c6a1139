// What every verb of the command line works with.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "app/session.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/result.h"
#include "platform/folders.h"
#include "profile/open.h"
#include "protocol/reply.h"
#include "protocol/request.h"

namespace lma::cli {

// Exit statuses of the program.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;

// Opens what a verb needs when it needs it. Results go to standard output, errors to standard
// error.
class Context {
 public:
  Context();
  ~Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  bool json = false;  // --json: results as JSON, for programs

  const Clock& clock() const { return clock_; }
  Result<platform::Folders> folders() const { return platform::FindFolders(); }

  // The judge with the compiled data. kBadData.
  Result<app::Judging*> judging();
  // A session with the user's vault. Errors as profile::OpenProfile.
  Result<app::Session*> session(profile::IfMissing if_missing);

  // Asks what the extension would ask, and shows the result: as JSON, or by `human`. Returns the
  // exit status.
  int Ask(const protocol::Request& request, profile::IfMissing if_missing,
          const std::function<void(const protocol::Reply&)>& human);

  // Prints an error with its mend and returns kFailed.
  int Fail(const Error& error) const;
  // Prints a line of text as it is.
  static void Print(std::string_view text);

 private:
  // Asks for the passphrase. Also kVaultLocked: none is set, and the keyring is locked.
  Result<std::unique_ptr<profile::Profile>> OpenByPassphrase(profile::OpenOptions options) const;

  SystemClock clock_;
  std::unique_ptr<app::Judging> judging_;
  std::unique_ptr<app::Session> session_;
};

}  // namespace lma::cli
