#include "cli/browsers.h"

#include <gtest/gtest.h>

#include <set>

namespace lma::cli {
namespace {

TEST(BrowsersTest, TheTableIsWholeAndNamesEachBrowserOnce) {
  const auto browsers = ReadBrowsers();
  ASSERT_TRUE(browsers) << browsers.error().detail;
  std::set<std::string_view> ids;
  for (const Browser& browser : *browsers) {
    EXPECT_TRUE(ids.insert(browser.id).second) << browser.id;
    EXPECT_FALSE(browser.title.empty()) << browser.id;
    EXPECT_NE(browser.linux_paths.user.front(), '/') << browser.id;
    if (!browser.linux_paths.system.empty()) {
      EXPECT_EQ(browser.linux_paths.system.front(), '/') << browser.id;
    }
  }
  for (const char* id :
       {"chromium", "chrome", "edge", "brave", "vivaldi", "opera", "firefox", "librewolf"}) {
    EXPECT_NE(FindBrowser(*browsers, id), nullptr) << id;
  }
  EXPECT_EQ(FindBrowser(*browsers, "netscape"), nullptr);
}

TEST(BrowsersTest, FamiliesAndPlacesOfTheTwoThatAreTested) {
  const auto browsers = ReadBrowsers();
  ASSERT_TRUE(browsers);
  const Browser* chromium = FindBrowser(*browsers, "chromium");
  EXPECT_EQ(chromium->family, BrowserFamily::kChromium);
  EXPECT_EQ(chromium->linux_paths.user, ".config/chromium/NativeMessagingHosts");
  EXPECT_EQ(chromium->linux_paths.system, "/etc/chromium/native-messaging-hosts");
  const Browser* firefox = FindBrowser(*browsers, "firefox");
  EXPECT_EQ(firefox->family, BrowserFamily::kFirefox);
  EXPECT_EQ(firefox->linux_paths.user, ".mozilla/native-messaging-hosts");
  EXPECT_EQ(firefox->windows_paths.registry, R"(Software\Mozilla\NativeMessagingHosts)");
}

}  // namespace
}  // namespace lma::cli
