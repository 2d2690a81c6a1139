// What doctor looks at, one function per subject. Each check says what it found and how to mend it.
#pragma once

#include <filesystem>
#include <vector>

#include "cli/context.h"
#include "protocol/reply.h"

namespace lma::cli {

using Check = protocol::HealthReply::Check;

// The vault's folder and what opens it. Makes nothing.
void CheckVault(const Context& context, std::vector<Check>* checks);
// Network, programs and files are closed: tried out in a child process.
void CheckDoors(const Context& context, std::vector<Check>* checks);
// The compiled lexicons and tables.
void CheckData(Context& context, std::vector<Check>* checks);
// The filter lists, if there are any.
void CheckLists(const Context& context, std::vector<Check>* checks);
// The manifests of the browsers found below `home`, and packaged builds.
void CheckBrowsers(const std::filesystem::path& home, std::vector<Check>* checks);
// What an administrator forbade the browsers.
void CheckPolicies(std::vector<Check>* checks);
// The host starts and answers.
void CheckHost(std::vector<Check>* checks);

}  // namespace lma::cli
