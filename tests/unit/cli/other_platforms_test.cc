#include "cli/other_platforms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "support/temporary_folder.h"

namespace lma::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

std::string TextOf(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class OtherPlatformsTest : public ::testing::Test {
 protected:
  lma::testing::TemporaryFolder temporary_;
  fs::path folder_ = temporary_.path();
  std::vector<Browser> browsers_ = *ReadBrowsers();
};

TEST_F(OtherPlatformsTest, MacOsGetsAManifestWhereEachBrowserLooks) {
  const auto written =
      WriteForPlatform(Platform::kMacOs, browsers_, folder_, "/usr/local/bin/leave-me-alone", "");
  ASSERT_TRUE(written) << written.error().detail;
  EXPECT_THAT(TextOf(folder_ / "Library/Application Support/Google/Chrome/NativeMessagingHosts/"
                               "org.leavemealone.host.json"),
              HasSubstr(R"("path": "/usr/local/bin/leave-me-alone")"));
  EXPECT_THAT(TextOf(folder_ / "Library/Application Support/Mozilla/NativeMessagingHosts/"
                               "org.leavemealone.host.json"),
              HasSubstr("allowed_extensions"));
}

TEST_F(OtherPlatformsTest, WindowsGetsOneManifestAFamilyAndARegistryFile) {
  const auto written = WriteForPlatform(Platform::kWindows, browsers_, folder_,
                                        R"(C:\Programs\Leave Me Alone\leave-me-alone.exe)", "");
  ASSERT_TRUE(written) << written.error().detail;
  EXPECT_EQ(written->size(), 3u);
  EXPECT_THAT(TextOf(folder_ / "org.leavemealone.host.chromium.json"),
              HasSubstr(R"("path": "C:\\Programs\\Leave Me Alone\\leave-me-alone.exe")"));
  const std::string registry = TextOf(folder_ / "org.leavemealone.host.reg");
  EXPECT_TRUE(registry.starts_with("Windows Registry Editor Version 5.00\r\n"));
  EXPECT_THAT(
      registry,
      HasSubstr("[HKEY_CURRENT_USER\\Software\\Mozilla\\NativeMessagingHosts\\org.leavemealone."
                "host]\r\n@=\"C:\\\\Programs\\\\Leave Me Alone\\\\org.leavemealone.host.firefox."
                "json\"\r\n"));
  EXPECT_THAT(registry, HasSubstr("Software\\Microsoft\\Edge\\NativeMessagingHosts"));
  // Chrome's key is also Opera's and must not come twice.
  const std::string chrome = "Software\\Google\\Chrome\\NativeMessagingHosts";
  EXPECT_THAT(registry.substr(registry.find(chrome) + chrome.size()), Not(HasSubstr(chrome)));
}

TEST_F(OtherPlatformsTest, RefusesAPathThatIsNoneOnThatSystem) {
  EXPECT_FALSE(WriteForPlatform(Platform::kWindows, browsers_, folder_, "/usr/bin/x", ""));
  EXPECT_FALSE(WriteForPlatform(Platform::kMacOs, browsers_, folder_, "bin/x", ""));
  EXPECT_TRUE(fs::is_empty(folder_));
}

}  // namespace
}  // namespace lma::cli
