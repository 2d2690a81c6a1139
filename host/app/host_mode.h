// The program as a browser starts it.
#pragma once

#include <span>

namespace lma::app {

// Whether a browser started the program: Chromium's family gives the extension's origin
// ("chrome-extension://…/"), Firefox's the manifest's path (an absolute .json) and the add-on's id.
bool IsHostMode(std::span<char* const> arguments);

// Answers the browser until it closes the pipe. Returns the exit status.
int RunHostMode();

}  // namespace lma::app
