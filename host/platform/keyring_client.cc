#include "platform/keyring_client.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>

#include "base/keyring_exit.h"
#include "platform/folders.h"

namespace lma::platform {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::string_view kHelperName = "leave-me-alone-keyring";
constexpr std::size_t kMaxItemBytes = 64;

// Two descriptors that close themselves.
class Pipe {
 public:
  Pipe() {
    if (::pipe2(fds_.data(), O_CLOEXEC) != 0) fds_ = {-1, -1};
  }
  ~Pipe() {
    CloseEnd(0);
    CloseEnd(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  bool ok() const { return fds_[0] >= 0; }
  int read_end() const { return fds_[0]; }
  int write_end() const { return fds_[1]; }
  void CloseEnd(std::size_t end) {
    if (fds_[end] >= 0) ::close(fds_[end]);
    fds_[end] = -1;
  }

 private:
  std::array<int, 2> fds_{-1, -1};
};

bool IsItemName(std::string_view item) {
  return !item.empty() && item.size() <= kMaxItemBytes && std::ranges::all_of(item, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

pid_t Spawn(const std::string& helper, const char* verb, const std::string& item, int in, int out) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  // argv is not const in POSIX for old times' sake; it is not written to.
  std::string program = helper;
  std::string action = verb;
  std::string name = item;
  std::array<char*, 4> arguments = {program.data(), action.data(), name.data(), nullptr};
  pid_t child = -1;
  const int code =
      ::posix_spawn(&child, helper.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return code == 0 ? child : -1;
}

// Reads until the helper closes its end. kTimeout when that takes too long.
Status ReadAnswer(int fd, std::span<unsigned char> answer, std::size_t* size,
                  SteadyClock::time_point deadline) {
  *size = 0;
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - SteadyClock::now());
    pollfd waiting{fd, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::max<long>(left.count(), 0)));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return Fail(ErrorCode::kTimeout, "keyring");
    unsigned char more = 0;
    const bool full = *size == answer.size();
    const ssize_t count =
        full ? ::read(fd, &more, 1) : ::read(fd, answer.data() + *size, answer.size() - *size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return {};
    if (full) return Fail(ErrorCode::kKeyUnavailable, "keyring helper says too much");
    *size += static_cast<std::size_t>(count);
  }
}

// Runs the helper with `input` on its stdin and takes `answer` from its stdout.
Status Ask(const std::string& helper, const char* verb, std::string_view item,
           std::span<const unsigned char> input, std::span<unsigned char> answer,
           std::size_t* answer_size, int timeout_ms) {
  if (!IsItemName(item)) return Fail(ErrorCode::kBadRequest, "keyring item name");
  const auto deadline = SteadyClock::now() + std::chrono::milliseconds(timeout_ms);
  Pipe in;
  Pipe out;
  if (!in.ok() || !out.ok()) return Fail(ErrorCode::kIo, "pipe");
  const pid_t child = Spawn(helper, verb, std::string(item), in.read_end(), out.write_end());
  if (child < 0) return Fail(ErrorCode::kKeyUnavailable, "keyring helper cannot be started");
  in.CloseEnd(0);
  out.CloseEnd(1);
  // 32 bytes fit into any pipe: this cannot block. A helper that died makes it fail, which its
  // exit status says as well.
  struct sigaction ignore {};
  struct sigaction before {};
  ignore.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &ignore, &before);
  const ssize_t written = ::write(in.write_end(), input.data(), input.size());
  ::sigaction(SIGPIPE, &before, nullptr);
  in.CloseEnd(1);

  const Status read = ReadAnswer(out.read_end(), answer, answer_size, deadline);
  if (!read) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!read) return Fail(read.error());
  const bool exited = WIFEXITED(status);
  if (exited && WEXITSTATUS(status) == kKeyringNothing) {
    return Fail(ErrorCode::kNotFound, "the keyring has no such key, or is locked");
  }
  if (!exited || WEXITSTATUS(status) != kKeyringDone ||
      written != static_cast<ssize_t>(input.size())) {
    return Fail(ErrorCode::kKeyUnavailable, "no keyring answers");
  }
  return {};
}

}  // namespace

Result<std::string> FindKeyringHelper() {
  const Result<std::string> self = SelfPath();
  if (!self) return self;
  const std::string folder = self->substr(0, self->rfind('/'));
  for (const char* place : {"/", "/../lib/leave-me-alone/", "/keyring/"}) {
    std::string path = folder + place + std::string(kHelperName);
    if (::access(path.c_str(), X_OK) == 0) return path;
  }
  return Fail(ErrorCode::kNotFound, "keyring helper");
}

Status FindInKeyring(const std::string& helper, std::string_view item, std::span<unsigned char> key,
                     int timeout_ms) {
  std::size_t size = 0;
  Status asked = Ask(helper, "find", item, {}, key, &size, timeout_ms);
  if (asked && size != key.size()) return Fail(ErrorCode::kKeyUnavailable, "keyring: key length");
  return asked;
}

Status StoreInKeyring(const std::string& helper, std::string_view item,
                      std::span<const unsigned char> key, int timeout_ms) {
  std::size_t size = 0;
  return Ask(helper, "store", item, key, {}, &size, timeout_ms);
}

Status RemoveFromKeyring(const std::string& helper, std::string_view item, int timeout_ms) {
  std::size_t size = 0;
  return Ask(helper, "remove", item, {}, {}, &size, timeout_ms);
}

}  // namespace lma::platform
