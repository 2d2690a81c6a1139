// The helper program with a real gnome-keyring, in a D-Bus session and a home of the test's own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <string>

#include "platform/keyring_client.h"
#include "support/result_matchers.h"
#include "support/temporary_folder.h"

namespace lma::platform {
namespace {

using lma::testing::IsError;
using lma::testing::IsOk;
using lma::testing::WriteFile;

// Generous: what is measured is that a keyring that is silent does not hold us.
constexpr int kPatienceMs = 20'000;

// Runs the test's body inside a session bus, where the environment is the session's, and takes its
// verdict over: dbus-run-session starts this very program again with --gtest_filter.
class KeyringDaemonTest : public ::testing::Test {
 protected:
  static bool Inside() { return ::getenv("LMA_KEYRING_SESSION") != nullptr; }

  // `prepare` is shell text that starts the keyring, or does not. True inside; outside, the test
  // has been run by then.
  bool Enter(const std::string& prepare) const {
    if (Inside()) return true;
    const lma::testing::TemporaryFolder home;
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    const std::string filter = std::string(info->test_suite_name()) + "." + info->name();
    const std::string script = home.At("session.sh");
    WriteFile(script, "export HOME='" + home.path() + "' XDG_DATA_HOME='" + home.path() +
                          "/data' XDG_RUNTIME_DIR='" + home.path() +
                          "/run' LMA_KEYRING_SESSION=1\nunset DISPLAY WAYLAND_DISPLAY\n"
                          "mkdir -m 0700 -p \"$XDG_DATA_HOME\" \"$XDG_RUNTIME_DIR\"\n" +
                          prepare + "\nexec \"$0\" --gtest_filter=" + filter + "\n");
    const std::string self = "/proc/" + std::to_string(::getpid()) + "/exe";
    const std::string command = "timeout 60 dbus-run-session -- sh -c '. " + script +
                                "' \"$(readlink " + self + ")\" >" + home.At("log") + " 2>&1";
    const int status = ::system(command.c_str());
    EXPECT_EQ(status, 0) << lma::testing::ReadFile(home.At("log"));
    return false;
  }

  static constexpr const char* kUnlocked =
      "printf pw | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null";

  std::array<unsigned char, kKeyringKeyBytes> key_{};
  std::array<unsigned char, kKeyringKeyBytes> found_{};
};

TEST_F(KeyringDaemonTest, KeepsAKeyAndGivesItBackUntilItIsRemoved) {
  if (!Enter(kUnlocked)) return;
  key_.fill('k');
  EXPECT_THAT(FindInKeyring(LMA_KEYRING, "vault-1", found_, kPatienceMs),
              IsError(ErrorCode::kNotFound));
  ASSERT_THAT(StoreInKeyring(LMA_KEYRING, "vault-1", key_, kPatienceMs), IsOk());
  ASSERT_THAT(FindInKeyring(LMA_KEYRING, "vault-1", found_, kPatienceMs), IsOk());
  EXPECT_EQ(found_, key_);
  EXPECT_THAT(FindInKeyring(LMA_KEYRING, "vault-2", found_, kPatienceMs),
              IsError(ErrorCode::kNotFound));
  key_.fill('n');
  ASSERT_THAT(StoreInKeyring(LMA_KEYRING, "vault-1", key_, kPatienceMs), IsOk());
  ASSERT_THAT(FindInKeyring(LMA_KEYRING, "vault-1", found_, kPatienceMs), IsOk());
  EXPECT_EQ(found_, key_);
  ASSERT_THAT(RemoveFromKeyring(LMA_KEYRING, "vault-1", kPatienceMs), IsOk());
  EXPECT_THAT(FindInKeyring(LMA_KEYRING, "vault-1", found_, kPatienceMs),
              IsError(ErrorCode::kNotFound));
}

TEST_F(KeyringDaemonTest, ALockedOneAnswersNothingAndAsksNobody) {
  if (!Enter(std::string(kUnlocked) +
             "\nprintf 0123456789abcdef0123456789abcdef | '" LMA_KEYRING "' store vault-1\n"
             "dbus-send --session --print-reply --dest=org.freedesktop.secrets"
             " /org/freedesktop/secrets org.freedesktop.Secret.Service.Lock"
             " array:objpath:/org/freedesktop/secrets/collection/login")) {
    return;
  }
  EXPECT_THAT(FindInKeyring(LMA_KEYRING, "vault-1", found_, kPatienceMs),
              IsError(ErrorCode::kNotFound));
  EXPECT_THAT(StoreInKeyring(LMA_KEYRING, "vault-1", key_, kPatienceMs),
              IsError(ErrorCode::kNotFound));
}

TEST_F(KeyringDaemonTest, ABusWithoutAKeyringIsNoKeyring) {
  // No program may be started by the bus on demand either.
  if (!Enter("export XDG_DATA_DIRS=/nonexistent")) return;
  const Status found = FindInKeyring(LMA_KEYRING, "vault-1", found_, kPatienceMs);
  EXPECT_FALSE(found.has_value());
}

TEST_F(KeyringDaemonTest, WithoutABusThereIsNoKeyring) {
  ::setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", 1);
  EXPECT_THAT(FindInKeyring(LMA_KEYRING, "vault-1", found_, kPatienceMs),
              IsError(ErrorCode::kKeyUnavailable));
  ::unsetenv("DBUS_SESSION_BUS_ADDRESS");
}

TEST_F(KeyringDaemonTest, OneThatNeverAnswersIsLeftAtTheTimeLimit) {
  // The daemon is stopped in the middle of its life, which begins when it has taken its name: that
  // may be after --daemonize has returned.
  if (!Enter(std::string(kUnlocked) + R"(
tries=0
until pid=$(dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus / \
    org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets 2>&1); do
  tries=$((tries + 1))
  [ "$tries" -lt 200 ] || { echo "no keyring came: $pid"; exit 3; }
  sleep 0.05
done
kill -STOP "${pid##* }" || exit 3)")) {
    return;
  }
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THAT(FindInKeyring(LMA_KEYRING, "vault-1", found_, 500), IsError(ErrorCode::kTimeout));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

}  // namespace
}  // namespace lma::platform
