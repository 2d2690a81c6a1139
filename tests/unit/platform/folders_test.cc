#include "platform/folders.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <map>

#include "support/result_matchers.h"
#include "support/temporary_folder.h"

namespace lma::platform {
namespace {

using lma::testing::IsError;
using lma::testing::IsOk;
using lma::testing::ReadFile;
using lma::testing::TemporaryFolder;
using lma::testing::WriteFile;

Result<Folders> FindWith(const std::map<std::string, std::string>& environment) {
  return FindFolders([&](const char* name) {
    const auto found = environment.find(name);
    return found == environment.end() ? nullptr : found->second.c_str();
  });
}

TEST(FoldersTest, FollowTheXdgRules) {
  const auto folders = FindWith({{"HOME", "/home/user"}});
  ASSERT_THAT(folders, IsOk());
  EXPECT_EQ(folders->vault, "/home/user/.local/share/leave-me-alone/vault");
  EXPECT_EQ(folders->key_file, "/home/user/.config/leave-me-alone/keys/vault.key");
  EXPECT_EQ(folders->lists, "/home/user/.local/share/leave-me-alone/lists");
  EXPECT_FALSE(folders->own_home);
  const auto moved = FindWith({{"HOME", "/home/user"},
                               {"XDG_DATA_HOME", "/data/"},
                               {"XDG_CONFIG_HOME", "relative/is/ignored"}});
  ASSERT_THAT(moved, IsOk());
  EXPECT_EQ(moved->vault, "/data/leave-me-alone/vault");
  EXPECT_EQ(moved->config, "/home/user/.config/leave-me-alone");
}

TEST(FoldersTest, OneVariableMovesEverything) {
  const auto folders = FindWith({{"LEAVE_ME_ALONE_HOME", "/tmp/try"}, {"HOME", "/home/user"}});
  ASSERT_THAT(folders, IsOk());
  EXPECT_EQ(folders->vault, "/tmp/try/vault");
  EXPECT_EQ(folders->key_file, "/tmp/try/keys/vault.key");
  EXPECT_TRUE(folders->own_home);
}

TEST(FoldersTest, TheKeyIsNeverInTheVaultsFolder) {
  for (const char* variable : {"HOME", "LEAVE_ME_ALONE_HOME"}) {
    const auto folders = FindWith({{variable, "/x"}});
    ASSERT_THAT(folders, IsOk());
    EXPECT_FALSE(folders->key_file.starts_with(folders->vault + "/"));
  }
}

TEST(FoldersTest, WithoutAHomeThereAreNone) {
  EXPECT_THAT(FindWith({}), IsError(ErrorCode::kUnsupported));
  EXPECT_THAT(FindWith({{"HOME", "relative"}}), IsError(ErrorCode::kUnsupported));
}

TEST(FoldersTest, AFileIsReplacedWithItsMode) {
  const TemporaryFolder folder;
  const std::string path = folder.At("file");
  WriteFile(path, "old");
  ASSERT_THAT(WriteFileAtomically(path, "new", 0644), IsOk());
  EXPECT_EQ(ReadFile(path), "new");
  struct stat info {};
  ASSERT_EQ(::stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0644U);
  EXPECT_THAT(WriteFileAtomically(folder.At("missing/file"), "x", 0600), IsError(ErrorCode::kIo));
}

TEST(FoldersTest, ReadingIsBounded) {
  const TemporaryFolder folder;
  const std::string path = folder.At("file");
  WriteFile(path, std::string(100'000, 'x'));
  EXPECT_THAT(ReadWholeFile(path, 99'999), IsError(ErrorCode::kTooLarge));
  const auto content = ReadWholeFile(path, 100'000);
  ASSERT_THAT(content, IsOk());
  EXPECT_EQ(content->size(), 100'000U);
  EXPECT_THAT(ReadWholeFile(folder.At("none"), 10), IsError(ErrorCode::kNotFound));
  EXPECT_THAT(ReadWholeFile("/dev/zero", 10), IsError(ErrorCode::kTooLarge));
}

TEST(FoldersTest, TheProgramKnowsWhereItStands) {
  const auto path = SelfPath();
  ASSERT_THAT(path, IsOk());
  EXPECT_TRUE(path->ends_with("/platform_test"));
}

}  // namespace
}  // namespace lma::platform
