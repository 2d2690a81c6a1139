#include "cli/self_test.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <span>

#include "app/version.h"
#include "cli/embedded.h"
#include "wire/message_reader.h"
#include "wire/message_writer.h"

namespace lma::cli {
namespace {

using State = wire::MessageReader::State;

// Closes its descriptor.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { Close(); }
  int get() const { return fd_; }
  void Close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

std::int64_t SteadyMs() {
  using std::chrono::duration_cast;
  using std::chrono::milliseconds;
  return duration_cast<milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Result<std::string> ReadReply(int fd, int timeout_ms) {
  const std::int64_t end_ms = SteadyMs() + timeout_ms;
  wire::MessageReader reader(fd);
  std::span<char> body;
  State state = reader.Next(&body);
  while (state == State::kNeedMore) {
    const std::int64_t left_ms = end_ms - SteadyMs();
    pollfd waiting{fd, POLLIN, 0};
    if (left_ms <= 0 || ::poll(&waiting, 1, static_cast<int>(left_ms)) == 0) {
      return Fail(ErrorCode::kTimeout, "no answer to hello");
    }
    reader.Fill();
    state = reader.Next(&body);
  }
  if (state != State::kMessage) return Fail(ErrorCode::kIo, "it ended without an answer");
  return std::string(body.data(), body.size());
}

}  // namespace

Result<std::string> HelloOf(const std::string& program, int timeout_ms) {
  // A host that ends at once must be an error here, not a signal.
  std::signal(SIGPIPE, SIG_IGN);
  std::array<int, 2> to_host{};
  std::array<int, 2> from_host{};
  if (::pipe2(to_host.data(), O_CLOEXEC) != 0) return Fail(ErrorCode::kIo, "no pipe");
  Descriptor host_in(to_host[0]);
  Descriptor us_out(to_host[1]);
  if (::pipe2(from_host.data(), O_CLOEXEC) != 0) return Fail(ErrorCode::kIo, "no pipe");
  Descriptor us_in(from_host[0]);
  Descriptor host_out(from_host[1]);

  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, host_in.get(), STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, host_out.get(), STDOUT_FILENO);
  std::string origin = "chrome-extension://" + std::string(ChromiumExtensionId()) + "/";
  std::string name = program;
  std::array<char*, 3> arguments = {name.data(), origin.data(), nullptr};
  pid_t child = 0;
  const int refused =
      ::posix_spawn(&child, program.c_str(), &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (refused != 0) return Fail(ErrorCode::kIo, "it cannot be started");
  host_in.Close();
  host_out.Close();

  const std::string version = std::to_string(app::kProtocolVersion);
  const Status sent =
      wire::MessageWriter(us_out.get())
          .Write(R"({"id":1,"type":"hello","protocol":[)" + version + "," + version + "]}");
  auto reply = sent ? ReadReply(us_in.get(), timeout_ms) : Fail(sent.error());
  us_out.Close();  // the host ends by itself at the end of its input
  if (!reply) ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  return reply;
}

}  // namespace lma::cli
