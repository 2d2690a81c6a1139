// What the host does with input that no extension of ours sends: it answers, or ends cleanly.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>

#include "host_process.h"

namespace lma::host_test {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kHello = R"({"id":1,"type":"hello","protocol":[1,1]})";

std::string Length(std::uint32_t length) {
  std::string bytes(sizeof(length), '\0');
  std::memcpy(bytes.data(), &length, sizeof(length));
  return bytes;
}

// The host is well: it answers the next message.
void ExpectWell(HostProcess& host) { EXPECT_THAT(host.Ask(kHello), HasSubstr(R"("result")")); }

TEST(BadInputTest, AnswersTwoMessagesOfOneWriteInOrder) {
  const Home home;
  HostProcess host(home.path());
  host.Put(Framed(kHello) + Framed(R"({"id":2,"type":"health"})"));
  EXPECT_THAT(host.Receive().value_or(""), HasSubstr(R"("id":1,)"));
  EXPECT_THAT(host.Receive().value_or(""), HasSubstr(R"("id":2,)"));
}

TEST(BadInputTest, ReadsAMessageThatComesByteByByte) {
  const Home home;
  HostProcess host(home.path());
  for (const char byte : Framed(kHello)) ASSERT_TRUE(host.Put(std::string_view(&byte, 1)));
  EXPECT_THAT(host.Receive().value_or(""), HasSubstr(R"("result")"));
}

TEST(BadInputTest, RefusesALengthOfZeroAndEnds) {
  const Home home;
  HostProcess host(home.path());
  host.Put(Length(0));
  EXPECT_THAT(host.Receive().value_or(""),
              HasSubstr(R"("id":0,"type":"","error":{"code":"bad_frame")"));
  EXPECT_EQ(host.Receive(), std::nullopt);
  EXPECT_EQ(host.End(), 0);
}

TEST(BadInputTest, RefusesACandidateOfTenMegabytesAndEnds) {
  const Home home;
  HostProcess host(home.path());
  host.Put(Length(10 * 1024 * 1024) + R"({"id":1,"type":"judge")");
  EXPECT_THAT(host.Receive().value_or(""), HasSubstr("bad_frame"));
  EXPECT_EQ(host.End(), 0);
}

TEST(BadInputTest, EndsCleanlyWhenTheStreamBreaksOff) {
  for (const std::size_t cut : {2u, 4u, 20u}) {
    const Home home;
    HostProcess host(home.path());
    host.Put(Framed(kHello).substr(0, cut));
    EXPECT_EQ(host.End(), 0);
    EXPECT_THAT(host.errors(), HasSubstr("the stream ended inside a message"));
  }
}

TEST(BadInputTest, AnswersGarbageAndGoesOn) {
  const Home home;
  HostProcess host(home.path());
  EXPECT_THAT(host.Ask("garbage"), HasSubstr(R"("id":0,"type":"","error":{"code":"bad_json")"));
  EXPECT_THAT(host.Ask("{}"), HasSubstr("bad_request"));
  EXPECT_THAT(host.Ask(std::string("\0\0\0", 3)), HasSubstr("bad_json"));
  EXPECT_THAT(host.Ask(R"({"id":8,"type":"dance"})"),
              HasSubstr(R"("id":8,"type":"dance","error":{"code":"unknown_type")"));
  ExpectWell(host);
}

TEST(BadInputTest, AnswersAHundredThousandNestedArraysAndGoesOn) {
  const Home home;
  HostProcess host(home.path());
  EXPECT_THAT(host.Ask(std::string(100'000, '[')), HasSubstr("bad_json"));
  EXPECT_THAT(host.Ask(R"({"id":2,"type":"judge","page":)" + std::string(100'000, '[') +
                       std::string(100'000, ']') + "}"),
              HasSubstr(R"("id":2,"type":"judge","error")"));
  ExpectWell(host);
}

TEST(BadInputTest, RefusesInvalidUtf8AndGoesOn) {
  const Home home;
  HostProcess host(home.path());
  EXPECT_THAT(host.Ask("{\"id\":1,\"type\":\"hello\",\"browser\":\"\xC0\xAF\"}"),
              HasSubstr("bad_json"));
  ExpectWell(host);
}

TEST(BadInputTest, RefusesTenThousandCandidatesInOneMessageAndJudgesThemInMany) {
  const Home home;
  HostProcess host(home.path());
  const auto judge = [](int count) {
    std::string message =
        R"({"id":3,"type":"judge","page":{"url":"https://a.example/","top_url":"https://a.example/"},"candidates":[)";
    for (int i = 0; i < count; ++i) message += (i == 0 ? "" : ",") + std::string(R"({"id":1})");
    return message + "]}";
  };
  EXPECT_THAT(host.Ask(judge(10'000)), HasSubstr(R"("code":"too_large")"));
  for (int sent = 0; sent < 10'000; sent += 64) {
    ASSERT_THAT(host.Ask(judge(64)), HasSubstr(R"("verdicts":[{"id":1,"action":"allow")"));
  }
}

TEST(BadInputTest, TakesTheLongestMessage) {
  const Home home;
  HostProcess host(home.path());
  std::string message = R"({"id":1,"type":"hello","protocol":[1,1],"browser":")";
  message += std::string(1024 * 1024 - message.size() - 2, 'b') + "\"}";
  EXPECT_THAT(host.Ask(message), HasSubstr(R"("result")"));
  ExpectWell(host);
}

}  // namespace
}  // namespace lma::host_test
