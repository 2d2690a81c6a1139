#include "cli/registration.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace lma::cli {
namespace {

namespace fs = std::filesystem;

class RegistrationTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "lma-registration-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path folder_;
};

TEST_F(RegistrationTest, WritesAndRemovesTheManifest) {
  const fs::path host = "/opt/with \"quotes\" and \xC3\xA9/leave-me-alone";
  const auto file = Register(BrowserFamily::kChromium, folder_ / "a/b", host, "");
  ASSERT_TRUE(file);
  const auto named = ReadRegistered(folder_ / "a/b");
  ASSERT_TRUE(named);
  EXPECT_EQ(named->host, host);
  EXPECT_TRUE(named->own_extension);
  const auto removed = Unregister(folder_ / "a/b");
  ASSERT_TRUE(removed);
  EXPECT_TRUE(*removed);
  EXPECT_FALSE(fs::exists(*file));
  const auto again = Unregister(folder_ / "a/b");
  ASSERT_TRUE(again);
  EXPECT_FALSE(*again);
}

TEST_F(RegistrationTest, RefusesIdsThatNoExtensionHas) {
  for (const char* bad : {"short", "ABCDEFGHIJKLMNOPABCDEFGHIJKLMNOP", "\",\"", "z"}) {
    EXPECT_FALSE(Register(BrowserFamily::kChromium, folder_, "/h", bad)) << bad;
  }
  EXPECT_FALSE(Register(BrowserFamily::kFirefox, folder_, "/h", "a\"b"));
  EXPECT_TRUE(Register(BrowserFamily::kFirefox, folder_, "/h", "{1-2}@x.org"));
}

TEST_F(RegistrationTest, TellsAMissingManifestFromABrokenOne) {
  const auto missing = ReadRegistered(folder_);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
  std::ofstream(folder_ / kManifestFile) << "{\"path\": 5}";
  const auto broken = ReadRegistered(folder_);
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, ErrorCode::kBadData);
}

TEST_F(RegistrationTest, TellsTheOwnExtensionFromARepackagedOne) {
  ASSERT_TRUE(Register(BrowserFamily::kChromium, folder_, "/h", std::string(32, 'a')));
  EXPECT_FALSE(ReadRegistered(folder_)->own_extension);
  ASSERT_TRUE(Register(BrowserFamily::kFirefox, folder_, "/h", ""));
  EXPECT_TRUE(ReadRegistered(folder_)->own_extension);
}

}  // namespace
}  // namespace lma::cli
