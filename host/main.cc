// Browsers start this program as their native messaging host; people start it with a verb. Which of
// the two is told from the arguments before the command line's parser costs anything.
#include <span>

#include "app/host_mode.h"
#include "cli/command_line.h"

int main(int argc, char** argv) {
  if (lma::app::IsHostMode(std::span(argv, static_cast<std::size_t>(argc)))) {
    return lma::app::RunHostMode();
  }
  return lma::cli::Run(argc, argv);
}
