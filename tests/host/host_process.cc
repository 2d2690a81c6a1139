#include "host_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>

extern char** environ;

namespace lma::host_test {
namespace {

namespace fs = std::filesystem;
using State = wire::MessageReader::State;

constexpr int kPatienceMs = 20'000;

std::string ReadFile(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Starts the program with the given descriptors as its standard ones.
pid_t Start(const std::string& program, const fs::path& home, std::vector<std::string> arguments,
            int in, int out, int err) {
  std::vector<std::string> environment = {"LEAVE_ME_ALONE_HOME=" + home.string(),
                                          "HOME=" + home.string()};
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    if (text.substr(0, 5) != "HOME=" && text.substr(0, 20) != "LEAVE_ME_ALONE_HOME=") {
      environment.emplace_back(text);
    }
  }
  arguments.insert(arguments.begin(), program);
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  std::vector<char*> envp;
  for (std::string& entry : environment) envp.push_back(entry.data());
  envp.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
  pid_t child = 0;
  if (::posix_spawn(&child, program.c_str(), &actions, nullptr, argv.data(), envp.data()) != 0)
    child = 0;
  ::posix_spawn_file_actions_destroy(&actions);
  return child;
}

int StatusOf(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Home::Home() {
  std::string name = (fs::temp_directory_path() / "lma-host-test-XXXXXX").string();
  const char* made = ::mkdtemp(name.data());
  path_ = made == nullptr ? fs::path() : fs::path(made);
}

Home::~Home() {
  std::error_code error;
  fs::remove_all(path_, error);
}

HostProcess::HostProcess(const fs::path& home, const std::string& program) {
  std::signal(SIGPIPE, SIG_IGN);
  std::array<int, 2> in{};
  std::array<int, 2> out{};
  if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0) return;
  static int count = 0;
  error_file_ = fs::temp_directory_path() /
                ("lma-host-test-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
  const int err = ::open(error_file_.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  child_ = Start(program.empty() ? LMA_HOST : program, home,
                 {"chrome-extension://lhjpbjbccfeodgdjcpfmpaahfdfppflc/"}, in[0], out[1], err);
  ::close(in[0]);
  ::close(out[1]);
  ::close(err);
  to_host_ = in[1];
  from_host_ = out[0];
  reader_ = std::make_unique<wire::MessageReader>(from_host_);
}

HostProcess::~HostProcess() {
  if (child_ != 0) Kill();
  CloseInput();
  ::close(from_host_);
  std::error_code error;
  fs::remove(error_file_, error);
}

bool HostProcess::Put(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(to_host_, bytes.data(), bytes.size());
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool HostProcess::Send(std::string_view body) { return Put(Framed(body)); }

std::optional<std::string> HostProcess::Receive() {
  std::span<char> body;
  State state = reader_->Next(&body);
  while (state == State::kNeedMore) {
    pollfd waiting{from_host_, POLLIN, 0};
    if (::poll(&waiting, 1, kPatienceMs) <= 0) return std::nullopt;
    reader_->Fill();
    state = reader_->Next(&body);
  }
  if (state != State::kMessage) return std::nullopt;
  return std::string(body.data(), body.size());
}

std::string HostProcess::Ask(std::string_view body) {
  if (!Send(body)) return "the host is gone";
  return Receive().value_or("no answer");
}

void HostProcess::CloseInput() {
  if (to_host_ >= 0) ::close(to_host_);
  to_host_ = -1;
}

int HostProcess::End() {
  CloseInput();
  const int status = StatusOf(child_);
  child_ = 0;
  return status;
}

void HostProcess::Kill() {
  ::kill(child_, SIGKILL);
  StatusOf(child_);
  child_ = 0;
}

std::string HostProcess::errors() const { return ReadFile(error_file_); }

std::string Framed(std::string_view body) {
  const auto length = static_cast<std::uint32_t>(body.size());
  std::string bytes(sizeof(length), '\0');
  std::memcpy(bytes.data(), &length, sizeof(length));
  bytes += body;
  return bytes;
}

CommandResult RunCommand(const fs::path& home, std::vector<std::string> arguments,
                         std::string_view input) {
  const fs::path folder = home / "command";
  fs::create_directories(folder);
  std::ofstream(folder / "in", std::ios::binary) << input;
  const int in = ::open((folder / "in").c_str(), O_RDONLY | O_CLOEXEC);
  const int out = ::open((folder / "out").c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  const int err = ::open((folder / "err").c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  const pid_t child = Start(LMA_HOST, home, std::move(arguments), in, out, err);
  CommandResult result;
  result.status = StatusOf(child);
  ::close(in);
  ::close(out);
  ::close(err);
  result.output = ReadFile(folder / "out");
  result.errors = ReadFile(folder / "err");
  fs::remove_all(folder);
  return result;
}

std::string AllBytes(const fs::path& folder) {
  std::string bytes;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += ReadFile(entry.path());
  }
  return bytes;
}

}  // namespace lma::host_test
