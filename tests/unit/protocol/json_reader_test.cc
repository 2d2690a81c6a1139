#include "protocol/json_reader.h"

#include <gtest/gtest.h>

#include <string>

namespace lma::protocol {
namespace {

// The string that `json` (one JSON string) stands for, or "error".
std::string Unescaped(std::string json) {
  JsonReader reader(json);
  std::string_view value;
  if (!reader.String(&value) || !reader.AtEnd()) return "error";
  return std::string(value);
}

bool SkipsAll(std::string json) {
  JsonReader reader(json);
  return reader.Skip() && reader.AtEnd();
}

TEST(JsonReaderTest, UndoesEveryEscape) {
  EXPECT_EQ(Unescaped(R"("a\"\\\/\b\f\n\r\tz")"), "a\"\\/\b\f\n\r\tz");
  EXPECT_EQ(Unescaped(R"("\u0041\u00e9\u20ac")"), "A\xC3\xA9\xE2\x82\xAC");
  EXPECT_EQ(Unescaped(R"("\ud83d\ude00!")"), "\xF0\x9F\x98\x80!");
}

TEST(JsonReaderTest, MakesLoneSurrogatesVisibleInsteadOfRefusingThem) {
  EXPECT_EQ(Unescaped(R"("a\ud83d")"), "a\xEF\xBF\xBD");
  EXPECT_EQ(Unescaped(R"("\ude00z")"), "\xEF\xBF\xBDz");
  EXPECT_EQ(Unescaped(R"("\ud83d\u0041")"),
            "\xEF\xBF\xBD"
            "A");
}

TEST(JsonReaderTest, RefusesBadStrings) {
  for (const char* bad :
       {R"("open)", R"("\q")", R"("\u12")", R"("\u12g4")", "\"a\nb\"", R"("\")"}) {
    EXPECT_EQ(Unescaped(bad), "error") << bad;
  }
}

TEST(JsonReaderTest, WalksObjectsAndArrays) {
  std::string text = R"( { "a" : [ 1 , -2.5e1 , true , null ] , "b" : { } } )";
  JsonReader reader(text);
  std::string_view key;
  ASSERT_TRUE(reader.BeginObject());
  ASSERT_TRUE(reader.NextKey(&key));
  EXPECT_EQ(key, "a");
  ASSERT_TRUE(reader.BeginArray());
  std::int64_t whole = 0;
  double real = 0;
  bool flag = false;
  ASSERT_TRUE(reader.NextElement());
  ASSERT_TRUE(reader.Integer(&whole));
  EXPECT_EQ(whole, 1);
  ASSERT_TRUE(reader.NextElement());
  ASSERT_TRUE(reader.Double(&real));
  EXPECT_EQ(real, -25.0);
  ASSERT_TRUE(reader.NextElement());
  ASSERT_TRUE(reader.Bool(&flag));
  EXPECT_TRUE(flag);
  ASSERT_TRUE(reader.NextElement());
  ASSERT_TRUE(reader.Null());
  EXPECT_FALSE(reader.NextElement());
  ASSERT_TRUE(reader.NextKey(&key));
  EXPECT_EQ(key, "b");
  ASSERT_TRUE(reader.BeginObject());
  EXPECT_FALSE(reader.NextKey(&key));
  EXPECT_FALSE(reader.NextKey(&key));
  EXPECT_TRUE(reader.AtEnd());
}

TEST(JsonReaderTest, SkipPassesOverWhatIsJsonAndNothingElse) {
  for (const char* good : {"{}", "[]", R"([[{"a":[1,2,{"b":"]}"}]}],"x"])", "-0", "1e9", "null"}) {
    EXPECT_TRUE(SkipsAll(good)) << good;
  }
  for (const char* bad : {"", "{", "[1,]", "[,1]", R"({"a"})", R"({"a":})", R"({"a":1,})", "[1 2]",
                          "[1}", "01", "1.", "+1", "tru", "[1]]", "{1:2}", "nul", "--1", "1e"}) {
    EXPECT_FALSE(SkipsAll(bad)) << bad;
  }
}

TEST(JsonReaderTest, RefusesWhatIsNestedTooDeep) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(SkipsAll(nested(kMaxJsonDepth)));
  EXPECT_FALSE(SkipsAll(nested(kMaxJsonDepth + 1)));
  EXPECT_FALSE(SkipsAll(nested(100'000)));
}

TEST(JsonReaderTest, SkipGivesTheTextAsItStands) {
  std::string text = R"({"profile": {"a": "\u0041"} })";
  JsonReader reader(text);
  std::string_view key;
  std::span<char> raw;
  ASSERT_TRUE(reader.BeginObject());
  ASSERT_TRUE(reader.NextKey(&key));
  ASSERT_TRUE(reader.Skip(&raw));
  EXPECT_EQ(std::string(raw.data(), raw.size()), R"({"a": "\u0041"})");
}

TEST(JsonReaderTest, WholeNumbersHaveNoFractionAndFit) {
  for (const char* bad : {"1.0", "1e3", "9223372036854775808"}) {
    std::string text = bad;
    JsonReader reader(text);
    std::int64_t value = 0;
    EXPECT_FALSE(reader.Integer(&value)) << bad;
    EXPECT_EQ(reader.error().code, ErrorCode::kBadRequest);
  }
}

TEST(Utf8Test, AcceptsUtf8AndRefusesTheRest) {
  EXPECT_TRUE(IsUtf8("plain \xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80 and eight more bytes"));
  for (const char* bad : {"\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                          "\xC3", "\xE2\x82", "12345678\xFF"}) {
    EXPECT_FALSE(IsUtf8(bad)) << bad;
  }
}

TEST(Utf8Test, CutsBetweenCodePoints) {
  EXPECT_EQ(CutUtf8("a\xE2\x82\xAC", 4), "a\xE2\x82\xAC");
  EXPECT_EQ(CutUtf8("a\xE2\x82\xAC", 3), "a");
  EXPECT_EQ(CutUtf8("\xE2\x82\xAC", 2), "");
}

}  // namespace
}  // namespace lma::protocol
