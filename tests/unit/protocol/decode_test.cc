#include "protocol/decode.h"

#include <gtest/gtest.h>

#include <string>

namespace lma::protocol {
namespace {

// A message and what came of it; keeps the text that the views point into.
struct Decoded {
  explicit Decoded(std::string message) : text(std::move(message)), request(Decode(text, &to)) {}
  std::string text;
  Envelope to;
  Result<Request> request;

  std::string Error() const {
    if (request) return "none";
    return std::string(ErrorCodeName(request.error().code)) + " " + request.error().detail;
  }
  template <typename T>
  const T& As() const {
    return std::get<T>(*request);
  }
};

TEST(DecodeTest, ReadsEachRequestByItsType) {
  const Decoded hello(R"({"id":1,"type":"hello","protocol":[1,3],"browser":"chromium"})");
  ASSERT_EQ(hello.Error(), "none");
  EXPECT_EQ(hello.As<HelloRequest>().protocol_max, 3);
  const Decoded engage(R"({"id":2,"type":"engage","domain":"shop.example","minutes":60})");
  ASSERT_EQ(engage.Error(), "none");
  EXPECT_EQ(engage.As<EngageRequest>().minutes, 60);
  EXPECT_FALSE(engage.As<EngageRequest>().until.has_value());
  const Decoded outcome(
      R"({"id":3,"type":"outcome","top_url":"https://a.example/","acts":[
          {"kind":"newsletter","action":"declined","outcome":"came_back","confidence":0.9}]})");
  ASSERT_EQ(outcome.Error(), "none");
  ASSERT_EQ(outcome.As<OutcomeRequest>().acts.size(), 1u);
  EXPECT_EQ(outcome.As<OutcomeRequest>().acts[0].outcome, model::Outcome::kCameBack);
  const Decoded boxes(
      R"({"id":4,"type":"opt_in","page":{"url":"u","top_url":"t"},"boxes":[
          {"label":"Send me offers","tokens":["row"],"form":2,"checked":true}]})");
  ASSERT_EQ(boxes.Error(), "none");
  ASSERT_EQ(boxes.As<OptInRequest>().boxes.size(), 1u);
  EXPECT_EQ(boxes.As<OptInRequest>().boxes[0].form, 2u);
  EXPECT_TRUE(boxes.As<OptInRequest>().boxes[0].checked);
  EXPECT_FALSE(boxes.As<OptInRequest>().boxes[0].required);
}

TEST(DecodeTest, FindsIdAndTypeWhereverTheyStand) {
  const Decoded late(R"({"url":"u\u0041","top_url":"t","type":"plan","top":true,"id":9})");
  ASSERT_EQ(late.Error(), "none");
  EXPECT_EQ(late.to.id, 9u);
  EXPECT_EQ(late.As<PlanRequest>().url, "uA");
  EXPECT_TRUE(late.As<PlanRequest>().top);
}

TEST(DecodeTest, IgnoresUnknownMembersAndTakesNullForNothing) {
  const Decoded plan(
      R"({"id":1,"type":"plan","url":"u","top_url":"t","top":null,"new":{"deep":[1]}})");
  ASSERT_EQ(plan.Error(), "none");
  EXPECT_FALSE(plan.As<PlanRequest>().top);
}

TEST(DecodeTest, NamesWhatIsWrong) {
  EXPECT_EQ(Decoded("").Error(), "bad_json not an object");
  EXPECT_EQ(Decoded("[1]").Error(), "bad_json not an object");
  EXPECT_EQ(Decoded("{}").Error(), "bad_request id: missing");
  EXPECT_EQ(Decoded(R"({"id":0,"type":"plan"})").Error(), "bad_request id: out of range");
  EXPECT_EQ(Decoded(R"({"id":"1","type":"plan"})").Error(), "bad_request id: wrong type");
  EXPECT_EQ(Decoded(R"({"id":1})").Error(), "bad_request type: missing");
  EXPECT_EQ(Decoded(R"({"id":1,"type":"dance"})").Error(), "unknown_type no such message type");
  EXPECT_EQ(Decoded(R"({"id":1,"type":"plan","url":"u"})").Error(), "bad_request top_url: missing");
  EXPECT_EQ(Decoded(R"({"id":1,"type":"plan","url":5,"top_url":"t"})").Error(),
            "bad_request url: wrong type");
  EXPECT_EQ(Decoded(R"({"id":1,"type":"health"} x)").Error(), "bad_json more after the message");
  EXPECT_EQ(Decoded("{\"id\":1,\"type\":\"plan\",\"url\":\"\xFF\"}").Error(), "bad_json not UTF-8");
}

TEST(DecodeTest, RefusesAMemberThatComesTwice) {
  EXPECT_EQ(Decoded(R"({"id":1,"type":"left","domain":"a.example","domain":"b.example"})").Error(),
            "bad_json domain: there twice");
  EXPECT_EQ(Decoded(R"({"id":1,"type":"health","id":2})").Error(), "bad_json id: there twice");
  EXPECT_EQ(Decoded(R"({"id":1,"type":"health","type":"health"})").Error(),
            "bad_json type: there twice");
}

TEST(DecodeTest, AnswersTheSenderEvenWhenTheRestIsBroken) {
  const Decoded deep(R"({"id":5,"type":"plan","url":)" + std::string(100'000, '['));
  EXPECT_EQ(deep.to.id, 5u);
  EXPECT_EQ(deep.to.type, "plan");
  EXPECT_FALSE(deep.request);
}

TEST(DecodeTest, KeepsItsLimits) {
  std::string texts;
  for (std::size_t i = 0; i <= kMaxTexts; ++i) texts += i == 0 ? "\"x\"" : ",\"x\"";
  EXPECT_EQ(Decoded(R"({"id":1,"type":"scan","texts":[)" + texts + "]}").Error(),
            "too_large texts: too many");
  std::string boxes;
  for (std::size_t i = 0; i <= kMaxBoxes; ++i)
    boxes += i == 0 ? "{\"label\":\"x\"}" : ",{\"label\":\"x\"}";
  EXPECT_EQ(Decoded(R"({"id":1,"type":"opt_in","page":{"url":"u","top_url":"t"},"boxes":[)" +
                    boxes + "]}")
                .Error(),
            "too_large boxes: too many");
  EXPECT_EQ(Decoded(R"({"id":1,"type":"learn","top_url":"t","answer":"hide","selector":")" +
                    std::string(kMaxSelectorBytes + 1, 's') + "\"}")
                .Error(),
            "too_large selector: too long");
  EXPECT_EQ(Decoded(R"({"id":1,"type":"engage","domain":"a.example","minutes":525601})").Error(),
            "bad_request minutes: out of range");
  EXPECT_EQ(Decoded(R"({"id":1,"type":"brands","limit":1001})").Error(),
            "bad_request limit: out of range");
}

TEST(DecodeTest, KeepsAnImportedProfileAsTextForItsOwnReader) {
  const Decoded import(R"({"id":1,"type":"import","profile":{"version":1},"apply":true})");
  ASSERT_EQ(import.Error(), "none");
  const std::span<char> profile = import.As<ImportRequest>().profile;
  EXPECT_EQ(std::string(profile.data(), profile.size()), R"({"version":1})");
}

TEST(DecodeTest, CutMessagesNeverPassAndNeverCrash) {
  const std::string whole =
      R"({"id":1,"type":"judge","page":{"url":"u","top_url":"t"},"candidates":[{"id":1,"text":"a\u00e9\n",)"
      R"("controls":[{"i":0,"label":"No","w":10.5}],"gesture":{"label":"x"}}]})";
  EXPECT_EQ(Decoded(whole).Error(), "none");
  for (std::size_t i = 0; i < whole.size(); ++i) {
    EXPECT_NE(Decoded(whole.substr(0, i)).Error(), "none") << i;
  }
}

}  // namespace
}  // namespace lma::protocol
