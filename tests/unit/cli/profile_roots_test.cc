#include "cli/profile_roots.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "support/temporary_folder.h"

namespace lma::cli {
namespace {

namespace fs = std::filesystem;

class ProfileRootsTest : public ::testing::Test {
 protected:
  void SetUp() override { ::unsetenv("XDG_CONFIG_HOME"); }
  void TearDown() override { ::unsetenv("XDG_CONFIG_HOME"); }

  void Put(const fs::path& file) {
    fs::create_directories((home_ / file).parent_path());
    std::ofstream(home_ / file) << "x";
  }
  std::vector<UnlistedBrowser> Unlisted() { return UnlistedBrowsers(*ReadBrowsers(), home_); }

  lma::testing::TemporaryFolder folder_;
  fs::path home_ = folder_.path();
};

TEST_F(ProfileRootsTest, FindsABrowserThatNobodyListed) {
  Put(".config/Thorium/Local State");
  Put(".config/Thorium/First Run");
  Put(".config/Naver/Whale/Local State");
  Put(".config/Naver/Whale/Default/Preferences");
  const auto found = Unlisted();
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].title, "Whale");
  EXPECT_EQ(found[1].manifests, home_ / ".config/Thorium/NativeMessagingHosts");
}

TEST_F(ProfileRootsTest, PassesOverProgramsThatOnlyEmbedABrowser) {
  Put(".config/discord/Local State");
  Put(".config/discord/Preferences");
  Put(".thunderbird/profiles.ini");
  Put(".thunderbird/abc.default/prefs.js");
  Put(".thunderbird/abc.default/ImapMail/host.msf");
  EXPECT_TRUE(Unlisted().empty());
}

TEST_F(ProfileRootsTest, AForkOfFirefoxIsToldInBothPlacesItMayRead) {
  Put(".floorp/profiles.ini");
  Put(".floorp/abc.default/prefs.js");
  const auto found = Unlisted();
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].family, BrowserFamily::kFirefox);
  EXPECT_EQ(found[0].manifests, home_ / ".floorp/native-messaging-hosts");
  EXPECT_EQ(found[1].manifests, home_ / ".mozilla/native-messaging-hosts");
}

TEST_F(ProfileRootsTest, BrowsersOfTheTableAreNotUnlisted) {
  Put(".config/chromium/Local State");
  Put(".config/chromium/First Run");
  EXPECT_TRUE(Unlisted().empty());
  EXPECT_EQ(FoundBrowsers(*ReadBrowsers(), home_).size(), 1u);
}

TEST_F(ProfileRootsTest, FirefoxIsFoundInItsOldAndItsNewFolder) {
  for (const char* profile : {".mozilla/firefox", ".config/mozilla/firefox"}) {
    fs::remove_all(home_ / ".mozilla");
    fs::remove_all(home_ / ".config");
    fs::create_directories(home_ / profile);
    const auto found = FoundBrowsers(*ReadBrowsers(), home_);
    ASSERT_EQ(found.size(), 1u) << profile;
    EXPECT_EQ(found[0].id, "firefox");
  }
}

TEST_F(ProfileRootsTest, HeedsTheFolderOfSettingsThatThePersonChose) {
  const fs::path other = home_ / "elsewhere";
  ::setenv("XDG_CONFIG_HOME", other.c_str(), 1);
  EXPECT_EQ(InHome(home_, ".config/chromium"), other / "chromium");
  EXPECT_EQ(InHome(home_, ".mozilla/firefox"), home_ / ".mozilla/firefox");
  fs::create_directories(other / "chromium");
  EXPECT_EQ(FoundBrowsers(*ReadBrowsers(), home_).size(), 1u);
}

}  // namespace
}  // namespace lma::cli
