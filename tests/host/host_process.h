// Drives the built program: as the host over pipes, and as a command.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wire/message_reader.h"

namespace lma::host_test {

// A folder of its own for LEAVE_ME_ALONE_HOME, removed at the end.
class Home {
 public:
  Home();
  Home(const Home&) = delete;
  Home& operator=(const Home&) = delete;
  ~Home();
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

class HostProcess {
 public:
  // Starts the program in host mode with `home` as its home; or another one that speaks as it does.
  explicit HostProcess(const std::filesystem::path& home, const std::string& program = {});
  HostProcess(const HostProcess&) = delete;
  HostProcess& operator=(const HostProcess&) = delete;
  ~HostProcess();

  // Writes bytes as they are. False when the host is gone.
  bool Put(std::string_view bytes);
  // Writes one message.
  bool Send(std::string_view body);
  // The next message's body; nothing at the end of the stream or after 20 seconds.
  std::optional<std::string> Receive();
  // Send and Receive.
  std::string Ask(std::string_view body);
  void CloseInput();
  // Closes the input and waits for the end. The exit status, or 128 + signal.
  int End();
  // Ends it at once, as a crash would.
  void Kill();
  pid_t process() const { return child_; }
  // What it wrote to standard error; after End().
  std::string errors() const;

 private:
  pid_t child_ = 0;
  int to_host_ = -1;
  int from_host_ = -1;
  std::filesystem::path error_file_;
  std::unique_ptr<wire::MessageReader> reader_;
};

// `body` with its length in front.
std::string Framed(std::string_view body);

struct CommandResult {
  int status = 0;
  std::string output;
  std::string errors;
};
// Runs the program with `arguments` and gives it `input`.
CommandResult RunCommand(const std::filesystem::path& home, std::vector<std::string> arguments,
                         std::string_view input = {});

// All bytes of all files below `folder`, one after the other.
std::string AllBytes(const std::filesystem::path& folder);

}  // namespace lma::host_test
