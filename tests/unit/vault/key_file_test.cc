#include "vault/key_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>

#include "support/result_matchers.h"
#include "support/temporary_folder.h"

namespace lma::vault {
namespace {

using lma::testing::IsError;
using lma::testing::IsOk;
using lma::testing::ReadFile;
using lma::testing::WriteFile;

class KeyFileTest : public ::testing::Test {
 protected:
  const lma::testing::TemporaryFolder folder_;
  const std::string path_ = folder_.At("keys/vault.key");
};

TEST_F(KeyFileTest, IsMadeOnceForItsOwnerAlone) {
  const auto made = ReadOrMakeKeyFile(path_);
  ASSERT_THAT(made, IsOk());
  const auto again = ReadOrMakeKeyFile(path_);
  ASSERT_THAT(again, IsOk());
  EXPECT_TRUE(std::ranges::equal(made->bytes(), again->bytes()));
  struct stat info {};
  ASSERT_EQ(::stat(path_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600U);
  ASSERT_EQ(::stat(folder_.At("keys").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0700U);
}

TEST_F(KeyFileTest, AMissingOneIsSaidToBeMissing) {
  EXPECT_THAT(ReadKeyFile(path_), IsError(ErrorCode::kNotFound));
}

TEST_F(KeyFileTest, OneThatOthersMayReadIsRefused) {
  ASSERT_THAT(ReadOrMakeKeyFile(path_), IsOk());
  ASSERT_EQ(::chmod(path_.c_str(), 0640), 0);
  EXPECT_THAT(ReadKeyFile(path_), IsError(ErrorCode::kKeyUnavailable));
}

TEST_F(KeyFileTest, WhatIsNoKeyFileIsLeftAsItIs) {
  ASSERT_THAT(ReadOrMakeKeyFile(path_), IsOk());
  const std::string good = ReadFile(path_);
  std::string other_first_line = good;
  other_first_line[0] = 'x';
  std::string no_hex = good;
  no_hex[30] = 'g';
  for (const std::string& bad :
       {std::string(), std::string("secret"), good.substr(0, good.size() - 1), good + "0",
        other_first_line, no_hex}) {
    WriteFile(path_, bad);
    EXPECT_THAT(ReadOrMakeKeyFile(path_), IsError(ErrorCode::kVaultWrongKey));
    EXPECT_EQ(ReadFile(path_), bad);
  }
}

}  // namespace
}  // namespace lma::vault
