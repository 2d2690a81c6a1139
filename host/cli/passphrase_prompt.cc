#include "cli/passphrase_prompt.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#include "vault/bytes.h"
#include "vault/header.h"

namespace lma::cli {
namespace {

constexpr std::array kEnding = {SIGINT, SIGTERM, SIGQUIT, SIGHUP};

volatile std::sig_atomic_t caught = 0;
void Catch(int signal) { caught = signal; }

// No echo on a terminal while it lives. A signal that would end the program is raised again once
// the terminal is as it was.
class Silence {
 public:
  explicit Silence(int terminal) : terminal_(terminal) {
    caught = 0;
    struct sigaction action {};
    action.sa_handler = Catch;  // without SA_RESTART: a read ends
    for (std::size_t i = 0; i < kEnding.size(); ++i) {
      ::sigaction(kEnding[i], &action, &before_actions_[i]);
    }
    if (::tcgetattr(terminal_, &before_) != 0) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    silent.c_lflag |= ECHONL | ICANON;
    silent_ = ::tcsetattr(terminal_, TCSAFLUSH, &silent) == 0;
  }
  ~Silence() {
    if (silent_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
    for (std::size_t i = 0; i < kEnding.size(); ++i) {
      ::sigaction(kEnding[i], &before_actions_[i], nullptr);
    }
    if (caught != 0) std::raise(caught);
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;
  bool silent() const { return silent_; }

 private:
  int terminal_;
  bool silent_ = false;
  termios before_{};
  std::array<struct sigaction, kEnding.size()> before_actions_{};
};

// A line into `memory`, byte by byte, so that nothing after it is taken. -1: none, or too long.
int ReadLine(int file, std::span<unsigned char> memory) {
  std::size_t size = 0;
  unsigned char byte = 0;
  while (true) {
    const ssize_t count = ::read(file, &byte, 1);
    if (count < 0 && errno == EINTR && caught == 0) continue;
    if (count < 0 || (count == 0 && size == 0)) return -1;
    if (count == 0 || byte == '\n') break;
    if (size == memory.size()) return -1;
    memory[size++] = byte;
  }
  vault::Wipe(std::span(&byte, 1));
  return static_cast<int>(size);
}

void Say(int terminal, std::string_view text) {
  static_cast<void>(::write(terminal, text.data(), text.size()) >= 0);
}

}  // namespace

Passphrase::Passphrase() : memory_(vault::kMaxPassphraseBytes) {}

std::string_view Passphrase::view() const {
  return vault::AsText(memory_.bytes()).substr(0, size_);
}

bool CanAsk() { return ::isatty(STDIN_FILENO) == 1; }

Result<Passphrase> AskPassphrase(std::string_view question) {
  Passphrase passphrase;
  int size = -1;
  if (CanAsk()) {
    const Silence silence(STDIN_FILENO);
    if (!silence.silent()) return Fail(ErrorCode::kUnsupported, "the terminal shows what is typed");
    Say(STDERR_FILENO, question);
    size = ReadLine(STDIN_FILENO, passphrase.memory_.bytes());
  } else {
    caught = 0;
    size = ReadLine(STDIN_FILENO, passphrase.memory_.bytes());
  }
  if (size < 0) return Fail(ErrorCode::kBadRequest, "no passphrase, or over 1024 bytes");
  passphrase.size_ = static_cast<std::size_t>(size);
  return passphrase;
}

Result<Passphrase> AskNewPassphrase() {
  Result<Passphrase> passphrase = AskPassphrase("New passphrase: ");
  if (!passphrase) return passphrase;
  if (passphrase->empty()) return Fail(ErrorCode::kBadRequest, "an empty passphrase");
  if (CanAsk()) {
    const Result<Passphrase> again = AskPassphrase("The same again: ");
    if (!again) return Fail(again.error());
    if (again->view() != passphrase->view()) {
      return Fail(ErrorCode::kBadRequest, "the two are not the same");
    }
  }
  return passphrase;
}

}  // namespace lma::cli
