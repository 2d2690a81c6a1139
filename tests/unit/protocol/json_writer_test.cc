#include "protocol/json_writer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace lma::protocol {
namespace {

TEST(JsonWriterTest, PutsCommasWhereTheyBelong) {
  std::string out;
  JsonWriter json(&out);
  json.BeginObject();
  json.Member("a", std::int64_t{-1});
  json.Key("b");
  json.BeginArray();
  json.BeginObject();
  json.EndObject();
  json.Bool(true);
  json.Null();
  json.EndArray();
  json.Member("c", 0.25);
  json.EndObject();
  EXPECT_EQ(out, R"({"a":-1,"b":[{},true,null],"c":0.25})");
}

TEST(JsonWriterTest, EscapesWhatJsonForbids) {
  std::string out;
  JsonWriter(&out).String("\"\\\n\x01 \xC3\xA9");
  EXPECT_EQ(out, "\"\\\"\\\\\\n\\u0001 \xC3\xA9\"");
}

TEST(JsonWriterTest, ReplacesInvalidUtf8) {
  std::string out;
  JsonWriter(&out).String("a\xFF\xC3\xA9\xE2\x82");
  EXPECT_EQ(out, "\"a\xEF\xBF\xBD\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST(JsonWriterTest, WritesOnlyNumbersThatJsonHas) {
  std::string out;
  JsonWriter json(&out);
  json.BeginArray();
  json.Double(std::nan(""));
  json.Double(INFINITY);
  json.Double(0.971234567);
  json.EndArray();
  EXPECT_EQ(out, "[0,0,0.971235]");
}

}  // namespace
}  // namespace lma::protocol
