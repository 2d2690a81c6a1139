#include "lists/catalogue.h"

#include <gtest/gtest.h>

#include <string>

namespace lma::lists {
namespace {

TEST(CatalogueTest, IsReadAsItWasWritten) {
  ListEntry list;
  list.name = "fanboy";
  list.on = false;
  list.source_bytes = 1'427'138;
  list.source_time_ns = 1'700'000'000'123'456'789;
  list.counts.lines = 48'917;
  list.counts.hides_everywhere = 3;
  list.counts.refused[static_cast<std::size_t>(Refusal::kNotCss)] = 7;
  ListEntry other;
  other.name = "other";
  const auto read = ReadCatalogue(WriteCatalogue({list, other}));
  ASSERT_TRUE(read.has_value());
  ASSERT_EQ(read->size(), 2u);
  const ListEntry& first = read->front();
  EXPECT_EQ(first.name, "fanboy");
  EXPECT_FALSE(first.on);
  EXPECT_EQ(first.source_bytes, list.source_bytes);
  EXPECT_EQ(first.source_time_ns, list.source_time_ns);
  EXPECT_EQ(first.counts.lines, 48'917u);
  EXPECT_EQ(first.counts.rules(), 3u);
  EXPECT_EQ(first.counts.all_refused(), 7u);
  EXPECT_TRUE(read->back().on);
}

TEST(CatalogueTest, RefusesWhatItDidNotWrite) {
  for (const char* bad : {"a", "a\tmaybe\n", "\ton\n", "../a\ton\n", "a\ton\tlines=x\n",
                          "a\ton\tlines=-1\n", "a\ton\thats=1\n", "a\ton\tlines\n"}) {
    EXPECT_FALSE(ReadCatalogue(bad).has_value()) << bad;
  }
  EXPECT_TRUE(ReadCatalogue("")->empty());
}

TEST(CatalogueTest, NamesAreFileNames) {
  EXPECT_TRUE(IsListName("fanboy-annoyance_2.txt"));
  for (const std::string bad : {"", ".a", "a/b", "a b", "ä", "a\tb"}) {
    EXPECT_FALSE(IsListName(bad)) << bad;
  }
  EXPECT_FALSE(IsListName(std::string(65, 'a')));
}

}  // namespace
}  // namespace lma::lists
