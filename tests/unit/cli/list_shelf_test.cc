#include "cli/list_shelf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "app/list_index.h"
#include "support/result_matchers.h"
#include "support/temporary_folder.h"

namespace lma::cli {
namespace {

using lma::testing::IsError;
using lma::testing::IsOk;
using lma::testing::ReadFile;
using lma::testing::TemporaryFolder;
using lma::testing::WriteFile;
using ::testing::HasSubstr;

class ListShelfTest : public ::testing::Test {
 protected:
  std::unique_ptr<ListShelf> Open() const { return std::move(*ListShelf::Open(folder_.path())); }
  // What the index hides on a.example, as a host sees it.
  std::string Style() const {
    app::ListIndex index(folder_.path());
    index.Refresh();
    std::string style;
    if (index.get() == nullptr) return "none";
    EXPECT_THAT(index.get()->AppendSiteStyle({"a.example", "a.example"}, &style), IsOk());
    return style;
  }
  static constexpr const char* kHidden = ".ask{display:none!important}\n";
  TemporaryFolder folder_;
};

TEST_F(ListShelfTest, AListIsAddedSwitchedAndRemoved) {
  const auto shelf = Open();
  EXPECT_TRUE(shelf->Lists()->empty());
  ASSERT_THAT(shelf->Add("one", "a.example##.ask\n"), IsOk());
  EXPECT_EQ(Style(), kHidden);
  ASSERT_THAT(shelf->Switch("one", false), IsOk());
  EXPECT_EQ(Style(), "");
  EXPECT_FALSE(shelf->Lists()->front().on);
  EXPECT_EQ(shelf->Lists()->front().counts.hides_on_sites, 1u);
  ASSERT_THAT(shelf->Switch("one", true), IsOk());
  ASSERT_THAT(shelf->Switch("one", true), IsOk());
  EXPECT_EQ(Style(), kHidden);
  ASSERT_THAT(shelf->Remove("one"), IsOk());
  EXPECT_EQ(Style(), "");
  EXPECT_TRUE(shelf->Lists()->empty());
}

TEST_F(ListShelfTest, ANewTextTakesTheOldOnesPlaceAndItsSwitch) {
  const auto shelf = Open();
  ASSERT_THAT(shelf->Add("one", "a.example##.old\n"), IsOk());
  ASSERT_THAT(shelf->Switch("one", false), IsOk());
  const auto added = shelf->Add("one", "a.example##.ask\na.example##.b\n");
  ASSERT_THAT(added, IsOk());
  EXPECT_FALSE(added->on);
  EXPECT_EQ(added->counts.rules(), 2u);
  EXPECT_EQ(shelf->Lists()->size(), 1u);
}

TEST_F(ListShelfTest, AListOfWhichNothingCanBeUsedIsRefused) {
  const auto shelf = Open();
  const auto added = shelf->Add("hosts", "# hosts\n127.0.0.1 ads.example\n##{}\n");
  EXPECT_THAT(added, IsError(ErrorCode::kBadData));
  EXPECT_THAT(added.error().detail, HasSubstr("1 network rules, 1 refused, 1 comments"));
  EXPECT_TRUE(shelf->Lists()->empty());
  EXPECT_THAT(shelf->Add("a/b", "##.a\n"), IsError(ErrorCode::kBadRequest));
  EXPECT_THAT(shelf->Switch("none", true), IsError(ErrorCode::kNotFound));
  EXPECT_THAT(shelf->Remove("none"), IsError(ErrorCode::kNotFound));
  EXPECT_THAT(shelf->Text("none"), IsError(ErrorCode::kNotFound));
}

TEST_F(ListShelfTest, TextsThatWereChangedOutsideAreCompiledAgain) {
  const auto shelf = Open();
  ASSERT_THAT(shelf->Add("one", "a.example##.old\n"), IsOk());
  WriteFile(folder_.At("sources/one.txt"), "a.example##.ask\n");
  WriteFile(folder_.At("sources/two.txt.off"), "##.x\n");
  WriteFile(folder_.At("sources/.hidden.txt"), "##.x\n");
  EXPECT_EQ(shelf->Lists()->size(), 2u);
  EXPECT_EQ(Style(), kHidden);
}

TEST_F(ListShelfTest, AnInterruptedSwitchLeavesTheListOff) {
  const auto shelf = Open();
  ASSERT_THAT(shelf->Add("one", "a.example##.ask\n"), IsOk());
  WriteFile(folder_.At("sources/one.txt.off"), "a.example##.ask\n");
  ASSERT_EQ(shelf->Lists()->size(), 1u);
  EXPECT_FALSE(shelf->Lists()->front().on);
  EXPECT_EQ(Style(), "");
}

TEST_F(ListShelfTest, ATornIndexIsKeptAsideAndMadeAnew) {
  const auto shelf = Open();
  ASSERT_THAT(shelf->Add("one", "a.example##.ask\n"), IsOk());
  const std::string good = ReadFile(folder_.At("index"));
  for (const std::string& torn :
       {good.substr(0, good.size() / 2), std::string(), std::string(good.size(), 'x')}) {
    WriteFile(folder_.At("index"), torn);
    EXPECT_EQ(Style(), "none");
    EXPECT_EQ(shelf->Lists()->size(), 1u);
    EXPECT_TRUE(shelf->TakeDamaged());
    EXPECT_FALSE(shelf->TakeDamaged());
    EXPECT_EQ(Style(), kHidden);
    EXPECT_EQ(ReadFile(folder_.At("index.damaged")), torn);
  }
  std::string flipped = good;
  flipped[good.find(".ask")] = '#';
  WriteFile(folder_.At("index"), flipped);
  EXPECT_EQ(shelf->Lists()->size(), 1u);
  EXPECT_TRUE(shelf->TakeDamaged());
  EXPECT_EQ(Style(), kHidden);
}

TEST_F(ListShelfTest, AHostHoldsOnToTheIndexItHasMapped) {
  const auto shelf = Open();
  ASSERT_THAT(shelf->Add("one", "a.example##.ask\n"), IsOk());
  app::ListIndex host(folder_.path());
  EXPECT_TRUE(host.Refresh());
  EXPECT_FALSE(host.Refresh());
  ASSERT_THAT(shelf->Add("one", "a.example##.new\n"), IsOk());
  std::string style;
  EXPECT_THAT(host.get()->AppendSiteStyle({"a.example", "a.example"}, &style), IsOk());
  EXPECT_EQ(style, kHidden);
  EXPECT_TRUE(host.Refresh());
  style.clear();
  EXPECT_THAT(host.get()->AppendSiteStyle({"a.example", "a.example"}, &style), IsOk());
  EXPECT_THAT(style, HasSubstr(".new"));
}

}  // namespace
}  // namespace lma::cli
