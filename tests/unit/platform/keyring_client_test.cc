// The helper is played by shell scripts: what matters is how its answers and its silence are met.
#include "platform/keyring_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <array>
#include <chrono>

#include "support/result_matchers.h"
#include "support/temporary_folder.h"

namespace lma::platform {
namespace {

using lma::testing::IsError;
using lma::testing::IsOk;
using lma::testing::ReadFile;
using lma::testing::WriteFile;

class KeyringClientTest : public ::testing::Test {
 protected:
  std::string Helper(const std::string& script) const {
    const std::string path = folder_.At("helper");
    WriteFile(path, "#!/bin/sh\n" + script + "\n");
    ::chmod(path.c_str(), 0700);
    return path;
  }
  Status Find(const std::string& script, int timeout_ms = 10'000) {
    return FindInKeyring(Helper(script), "vault-1", key_, timeout_ms);
  }

  const lma::testing::TemporaryFolder folder_;
  std::array<unsigned char, kKeyringKeyBytes> key_{};
};

TEST_F(KeyringClientTest, TakesTheKeyThatTheHelperHandsOver) {
  ASSERT_THAT(Find("test \"$1 $2\" = 'find vault-1' && printf %s 0123456789abcdef0123456789abcdef"),
              IsOk());
  EXPECT_EQ(std::string(key_.begin(), key_.end()), "0123456789abcdef0123456789abcdef");
}

TEST_F(KeyringClientTest, TellsNothingFromNoKeyring) {
  EXPECT_THAT(Find("exit 3"), IsError(ErrorCode::kNotFound));
  EXPECT_THAT(Find("exit 4"), IsError(ErrorCode::kKeyUnavailable));
  EXPECT_THAT(Find("kill -9 $$"), IsError(ErrorCode::kKeyUnavailable));
  EXPECT_THAT(FindInKeyring(folder_.At("none"), "vault-1", key_, 1000),
              IsError(ErrorCode::kKeyUnavailable));
}

TEST_F(KeyringClientTest, AKeyOfAnotherLengthIsNone) {
  EXPECT_THAT(Find("printf short"), IsError(ErrorCode::kKeyUnavailable));
  EXPECT_THAT(Find("printf %s 0123456789abcdef0123456789abcdef0"),
              IsError(ErrorCode::kKeyUnavailable));
}

TEST_F(KeyringClientTest, AKeyringThatNeverAnswersIsLeftAtTheTimeLimit) {
  EXPECT_THAT(Find("exec sleep 600", 100), IsError(ErrorCode::kTimeout));
}

TEST_F(KeyringClientTest, HandsTheKeyToStoreOverStdin) {
  const std::string stored = folder_.At("stored");
  key_.fill('k');
  ASSERT_THAT(StoreInKeyring(Helper("cat > " + stored), "vault-1", key_, 10'000), IsOk());
  EXPECT_EQ(ReadFile(stored), std::string(32, 'k'));
  EXPECT_THAT(StoreInKeyring(Helper("exit 3"), "vault-1", key_, 10'000),
              IsError(ErrorCode::kNotFound));
}

TEST_F(KeyringClientTest, RefusesStrangeItemNames) {
  for (const char* item : {"", "Vault", "a b", "--help;"}) {
    EXPECT_THAT(FindInKeyring(Helper("exit 0"), item, key_, 1000), IsError(ErrorCode::kBadRequest));
  }
}

}  // namespace
}  // namespace lma::platform
