// A vault that a passphrase alone opens: locked and unlocked by the browser's pages, by the command
// line and from one process to the others.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "host_process.h"

namespace lma::host_test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kHello = R"({"id":1,"type":"hello","protocol":[1,1]})";
constexpr std::string_view kWant =
    R"({"id":2,"type":"prefer","domain":"shop.example","wanted":true})";
constexpr std::string_view kPlan =
    R"({"id":3,"type":"plan","url":"https://shop.example/","top_url":"https://shop.example/"})";
constexpr std::string_view kChanged = R"({"id":0,"type":"changed"})";
constexpr std::string_view kUnlock =
    R"({"id":4,"type":"unlock","passphrase":"correct horse \u00e9"})";

class LockTest : public ::testing::Test {
 protected:
  // A vault that "correct horse é" alone opens, where shop.example is wanted.
  void MakeLockedVault() {
    HostProcess host(home_.path());
    ASSERT_THAT(host.Ask(kWant), HasSubstr(R"("state":"wanted")"));
    ASSERT_EQ(host.End(), 0);
    const CommandResult set =
        RunCommand(home_.path(), {"passphrase", "set", "--only"}, "correct horse \u00e9\n");
    ASSERT_EQ(set.status, 0) << set.errors;
    EXPECT_FALSE(fs::exists(home_.path() / "keys" / "vault.key"));
  }
  static void ExpectLocked(HostProcess& host) {
    EXPECT_THAT(host.Ask(kHello), HasSubstr(R"("vault":"locked","vault_error":"vault_locked")"));
    EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("state":"dormant","reason":"vault_locked")"));
    EXPECT_THAT(host.Ask(kWant), HasSubstr(R"("error":{"code":"vault_locked")"));
  }
  static void ExpectOpen(HostProcess& host) {
    EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("reason":"wanted_brand")"));
    EXPECT_THAT(host.Ask(kHello), HasSubstr(R"("vault":"open")"));
  }

  const Home home_;
};

TEST_F(LockTest, ThePagesUnlockAndLockIt) {
  MakeLockedVault();
  HostProcess host(home_.path());
  ExpectLocked(host);
  EXPECT_THAT(host.Ask(R"({"id":5,"type":"keys"})"),
              HasSubstr(R"("result":{"key_file":false,"keyring":false,"passphrase":true})"));
  EXPECT_THAT(host.Ask(R"({"id":6,"type":"unlock","passphrase":"wrong"})"),
              HasSubstr(R"("error":{"code":"vault_wrong_key")"));
  EXPECT_THAT(host.Ask(R"({"id":7,"type":"unlock"})"), HasSubstr(R"("code":"bad_request")"));
  ExpectLocked(host);
  EXPECT_THAT(host.Ask(kUnlock), HasSubstr(R"("result":{"unlocked":true})"));
  ExpectOpen(host);
  // What waited to be written when it was locked is there afterwards.
  host.Ask(
      R"({"id":8,"type":"outcome","top_url":"https://a.example/","acts":[{"kind":"survey","action":"dismissed","outcome":"gone"}]})");
  EXPECT_THAT(host.Ask(R"({"id":9,"type":"lock"})"), HasSubstr(R"("result":{"locked":true})"));
  ExpectLocked(host);
  ASSERT_THAT(host.Ask(kUnlock), HasSubstr(R"("unlocked":true)"));
  EXPECT_THAT(host.Ask(R"({"id":10,"type":"journal"})"), HasSubstr(R"("kind":"survey")"));
  EXPECT_EQ(host.End(), 0);
  EXPECT_THAT(host.errors(), Not(HasSubstr("horse")));
}

TEST_F(LockTest, TheCommandLineUnlocksAndLocksEveryBrowser) {
  MakeLockedVault();
  HostProcess first(home_.path());
  HostProcess second(home_.path());
  ExpectLocked(first);
  ExpectLocked(second);
  EXPECT_NE(RunCommand(home_.path(), {"unlock"}, "wrong\n").status, 0);
  ASSERT_EQ(RunCommand(home_.path(), {"unlock"}, "correct horse \u00e9\n").status, 0);
  for (HostProcess* host : {&first, &second}) {
    EXPECT_EQ(host->Receive(), kChanged);
    ExpectOpen(*host);
  }
  // And those that come later, the command line too.
  HostProcess third(home_.path());
  ExpectOpen(third);
  EXPECT_THAT(RunCommand(home_.path(), {"brands", "list"}).output, HasSubstr("shop.example"));

  ASSERT_EQ(RunCommand(home_.path(), {"lock"}).status, 0);
  for (HostProcess* host : {&first, &second, &third}) {
    EXPECT_EQ(host->Receive(), kChanged);
    ExpectLocked(*host);
  }
  EXPECT_FALSE(fs::exists(home_.path() / "session" / "session.key"));
  const CommandResult list = RunCommand(home_.path(), {"brands", "list"});
  EXPECT_NE(list.status, 0);
  EXPECT_THAT(list.errors, HasSubstr("leave-me-alone unlock"));
}

TEST_F(LockTest, AVaultThatOpensByItselfIsNotLocked) {
  HostProcess host(home_.path());
  ASSERT_THAT(host.Ask(kWant), HasSubstr("wanted"));
  EXPECT_THAT(host.Ask(R"({"id":5,"type":"lock"})"), HasSubstr(R"("code":"unsupported")"));
  EXPECT_EQ(RunCommand(home_.path(), {"lock"}).status, 1);
  ExpectOpen(host);
}

TEST_F(LockTest, ThePagesSetChangeAndRemoveAPassphrase) {
  HostProcess host(home_.path());
  ASSERT_THAT(host.Ask(kWant), HasSubstr("wanted"));
  EXPECT_THAT(host.Ask(R"({"id":5,"type":"passphrase","new":"first"})"),
              HasSubstr(R"({"key_file":true,"keyring":false,"passphrase":true})"));
  EXPECT_THAT(host.Ask(R"({"id":6,"type":"passphrase","new":"second"})"),
              HasSubstr(R"("code":"vault_wrong_key")"));
  EXPECT_THAT(
      host.Ask(R"({"id":7,"type":"passphrase","current":"first","new":"second","only":true})"),
      HasSubstr(R"({"key_file":false,"keyring":false,"passphrase":true})"));
  // Its removal would leave a vault that nothing opens.
  EXPECT_THAT(host.Ask(R"({"id":8,"type":"passphrase","current":"second","new":""})"),
              HasSubstr(R"("code":"bad_request")"));
  EXPECT_EQ(host.End(), 0);
  HostProcess later(home_.path());
  ExpectLocked(later);
  ASSERT_THAT(later.Ask(R"({"id":9,"type":"unlock","passphrase":"second"})"),
              HasSubstr(R"("unlocked":true)"));
  ExpectOpen(later);
  // The command line makes a key file instead.
  ASSERT_EQ(RunCommand(home_.path(), {"passphrase", "remove"}, "second\n").status, 0);
  HostProcess last(home_.path());
  ExpectOpen(last);
}

TEST_F(LockTest, ANewMasterKeyEndsTheHostAndTheNextOneOpens) {
  HostProcess host(home_.path());
  ASSERT_THAT(host.Ask(kWant), HasSubstr("wanted"));
  host.Ask(
      R"({"id":8,"type":"outcome","top_url":"https://a.example/","acts":[{"kind":"survey","action":"dismissed","outcome":"gone"}]})");
  const CommandResult rekey = RunCommand(home_.path(), {"rekey"});
  ASSERT_EQ(rekey.status, 0) << rekey.errors;
  EXPECT_EQ(host.Receive(), std::nullopt);
  EXPECT_EQ(host.End(), 0);
  HostProcess next(home_.path());
  ExpectOpen(next);
  // Also what waited in the host that had to go.
  EXPECT_THAT(next.Ask(R"({"id":9,"type":"journal"})"), HasSubstr(R"("kind":"survey")"));
}

// What a person sees who types `lines` at a terminal, and the exit status.
struct Terminal {
  std::string shown;
  int status = -1;
};
Terminal AtATerminal(const fs::path& home, std::vector<std::string> arguments,
                     const std::string& lines) {
  const int ours = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  ::grantpt(ours);
  ::unlockpt(ours);
  const std::string name = ::ptsname(ours);
  const pid_t child = ::fork();
  if (child == 0) {
    ::setsid();
    const int terminal = ::open(name.c_str(), O_RDWR);
    ::ioctl(terminal, TIOCSCTTY, 0);
    for (const int file : {0, 1, 2}) ::dup2(terminal, file);
    ::setenv("LEAVE_ME_ALONE_HOME", home.c_str(), 1);
    std::vector<char*> argv = {const_cast<char*>(LMA_HOST)};
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    ::execv(LMA_HOST, argv.data());
    ::_exit(127);
  }
  // Not before it asks: what is typed earlier, the terminal itself shows.
  Terminal terminal;
  std::size_t asked = 0;
  std::size_t typed = 0;
  char part[512];
  for (ssize_t count = 0; (count = ::read(ours, part, sizeof part)) > 0;) {
    terminal.shown.append(part, static_cast<std::size_t>(count));
    const std::size_t question = terminal.shown.find(": ", asked);
    if (question == std::string::npos || typed == lines.size()) continue;
    asked = question + 2;
    const std::size_t end = lines.find('\n', typed) + 1;
    if (::write(ours, lines.data() + typed, end - typed) < 0) break;
    typed = end;
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ::close(ours);
  terminal.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return terminal;
}

TEST_F(LockTest, ATerminalDoesNotShowWhatIsTyped) {
  {
    HostProcess host(home_.path());
    ASSERT_THAT(host.Ask(kWant), HasSubstr("wanted"));
  }
  const Terminal differ =
      AtATerminal(home_.path(), {"passphrase", "set"}, "correct horse\nanother horse\n");
  EXPECT_EQ(differ.status, 1);
  EXPECT_THAT(differ.shown, HasSubstr("not the same"));
  const Terminal set =
      AtATerminal(home_.path(), {"passphrase", "set", "--only"}, "correct horse\ncorrect horse\n");
  EXPECT_EQ(set.status, 0) << set.shown;
  EXPECT_THAT(set.shown, HasSubstr("New passphrase: "));
  EXPECT_THAT(set.shown, Not(HasSubstr("horse")));
  // A verb that needs the vault asks by itself.
  const Terminal list = AtATerminal(home_.path(), {"brands", "list"}, "correct horse\n");
  EXPECT_EQ(list.status, 0) << list.shown;
  EXPECT_THAT(list.shown, HasSubstr("shop.example"));
  EXPECT_THAT(list.shown, Not(HasSubstr("horse")));
}

}  // namespace
}  // namespace lma::host_test
