#include "text/host.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace lma::text {
namespace {

TEST(HostTest, TakesTheHostOfAUrl) {
  EXPECT_EQ(HostOf("https://www.shop.example/path?q#f"), "www.shop.example");
  EXPECT_EQ(HostOf("HTTPS://WWW.Shop.Example"), "www.shop.example");
  EXPECT_EQ(HostOf("http://shop.example:8080/"), "shop.example");
  EXPECT_EQ(HostOf("http://shop.example./"), "shop.example");
  EXPECT_EQ(HostOf("https://user:pass@shop.example/"), "shop.example");
  EXPECT_EQ(HostOf("https://bank.example@evil.example/"), "evil.example");
  EXPECT_EQ(HostOf("https:\\\\evil.example\\@bank.example"), "evil.example");
  EXPECT_EQ(HostOf("https://shop.example?@bank.example"), "shop.example");
  EXPECT_EQ(HostOf("blob:https://shop.example/9115d58c"), "shop.example");
  EXPECT_EQ(HostOf("  https://shop.example  "), "shop.example");
  EXPECT_EQ(HostOf("wss://live.shop.example/socket"), "live.shop.example");
}

TEST(HostTest, HasNoHostWhereNoBrandIs) {
  for (const std::string_view url : {"",
                                     "about:blank",
                                     "about:srcdoc",
                                     "data:text/html,<p>",
                                     "file:///home/u/page.html",
                                     "file://server/share",
                                     "javascript:void 0",
                                     "chrome-extension://abcdefghijklmnop/popup.html",
                                     "moz-extension://5e1c/popup.html",
                                     "chrome://settings",
                                     "blob:null/9115d58c",
                                     "https://",
                                     "https:///",
                                     "shop.example",
                                     "https://a b.example/",
                                     "https://a..b/",
                                     "https://.example/",
                                     "https://%00/",
                                     "https://shop.example../",
                                     "http://[zz]/",
                                     "http://[::1/",
                                     ":",
                                     "blob:"}) {
    EXPECT_EQ(HostOf(url), "") << url;
  }
}

TEST(HostTest, KeepsAddresses) {
  EXPECT_EQ(HostOf("http://192.168.1.10:3000/x"), "192.168.1.10");
  EXPECT_EQ(HostOf("http://[2001:DB8::1]:3000/x"), "[2001:db8::1]");
  EXPECT_EQ(RegistrableDomain("192.168.1.10"), "192.168.1.10");
  EXPECT_EQ(RegistrableDomain("[::1]"), "[::1]");
  EXPECT_EQ(RegistrableDomain("localhost"), "localhost");
  EXPECT_EQ(RegistrableDomain("intranet"), "intranet");
}

TEST(HostTest, ReducesToTheRegistrableDomain) {
  EXPECT_EQ(RegistrableDomain("www.shop.co.uk"), "shop.co.uk");
  EXPECT_EQ(RegistrableDomain("a.b.c.example.com"), "example.com");
  EXPECT_EQ(RegistrableDomain("WWW.Example.COM."), "example.com");
  EXPECT_EQ(RegistrableDomain("www.city.kawasaki.jp"), "city.kawasaki.jp");
  EXPECT_EQ(RegistrableDomain("someone.github.io"), "someone.github.io");
  EXPECT_EQ(RegistrableDomain("x.someone.github.io"), "someone.github.io");
  EXPECT_EQ(RegistrableDomain("co.uk"), "co.uk");
  EXPECT_EQ(RegistrableDomain("not a host"), "");
  EXPECT_EQ(DomainOfUrl("https://news.shop.co.uk:444/x"), "shop.co.uk");
  EXPECT_EQ(DomainOfUrl("about:blank"), "");
}

TEST(HostTest, WritesInternationalNamesOneWay) {
  EXPECT_EQ(CanonicalHost("MÜLLER.de"), "xn--mller-kva.de");
  EXPECT_EQ(CanonicalHost("mu\u0308ller.de"), "xn--mller-kva.de");
  EXPECT_EQ(CanonicalHost("straße.de"), "xn--strae-oqa.de");
  EXPECT_EQ(CanonicalHost("例え。jp"), "xn--r8jz45g.jp");
  EXPECT_EQ(RegistrableDomain("www.食狮.公司.cn"), "xn--85x722f.xn--55qx5d.cn");
  EXPECT_EQ(RegistrableDomain("www.xn--85x722f.xn--55qx5d.cn"), "xn--85x722f.xn--55qx5d.cn");
  EXPECT_EQ(CanonicalHost("\xFF\xFE.de"), "");
}

TEST(HostTest, BoundsNames) {
  const std::string label(63, 'a');
  EXPECT_EQ(CanonicalHost(label + ".de"), label + ".de");
  EXPECT_EQ(CanonicalHost(label + "a.de"), "");
  EXPECT_EQ(CanonicalHost(label + "." + label + "." + label + "." + label), "");
  EXPECT_EQ(CanonicalHost(std::string(100000, 'a')), "");
  EXPECT_EQ(CanonicalHost(std::string(100000, '\xC3')), "");
}

TEST(HostTest, KnowsSubdomains) {
  EXPECT_TRUE(IsWithin("shop.example", "shop.example"));
  EXPECT_TRUE(IsWithin("www.shop.example", "shop.example"));
  EXPECT_FALSE(IsWithin("myshop.example", "shop.example"));
  EXPECT_FALSE(IsWithin("example", "shop.example"));
  EXPECT_FALSE(IsWithin("shop.example", ""));
}

}  // namespace
}  // namespace lma::text
