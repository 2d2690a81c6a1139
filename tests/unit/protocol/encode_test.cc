#include "protocol/encode.h"

#include <gtest/gtest.h>

#include "protocol/json_reader.h"

namespace lma::protocol {
namespace {

TEST(EncodeTest, WritesAVerdictAsTheProtocolShowsIt) {
  model::Verdict verdict;
  verdict.id = 3;
  verdict.action = model::Action::kDecline;
  verdict.reason = model::Reason::kAsk;
  verdict.kind = model::AskKind::kNewsletter;
  verdict.confidence = 0.97;
  verdict.provider = "klaviyo";
  verdict.steps = {{model::StepType::kDecline, 4}, {model::StepType::kEscape, 0}};
  verdict.evidence.push_back({model::EvidenceSource::kPhrase,
                              model::AskKind::kNewsletter,
                              {},
                              2.0,
                              "join our newsletter",
                              "en"});
  JudgeReply reply;
  reply.verdicts.push_back(verdict);
  EXPECT_EQ(
      EncodeReply({7, "judge"}, Reply(reply)),
      std::vector<std::string>{
          R"({"id":7,"type":"judge","result":{"verdicts":[{"id":3,"action":"decline","reason":"ask",)"
          R"("kind":"newsletter","confidence":0.97,"veto":null,"provider":"klaviyo",)"
          R"("steps":[{"do":"decline","control":4},{"do":"escape"}],)"
          R"("evidence":[{"source":"phrase","kind":"newsletter","veto":null,"weight":2,)"
          R"("detail":"join our newsletter","language":"en"}]}]}})"});
}

TEST(EncodeTest, WritesAnErrorWithTheSendersIdAndType) {
  EXPECT_EQ(
      EncodeReply({2, "plan"}, Fail(ErrorCode::kBadRequest, "url: missing")),
      std::vector<std::string>{
          R"({"id":2,"type":"plan","error":{"code":"bad_request","message":"url: missing"}})"});
}

TEST(EncodeTest, SplitsALargeResultIntoPartsThatJoinToIt) {
  ProfileReply profile;
  profile.json = "{\"text\":\"";
  for (int i = 0; i < 700'000; ++i) profile.json += "\\\"\xC3\xA9";
  profile.json += "\"}";
  const auto messages = EncodeReply({4, "export"}, Reply(profile));
  ASSERT_GT(messages.size(), 2u);
  std::string joined;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    EXPECT_LE(messages[i].size(), kMaxReplyBytes);
    std::string text = messages[i];
    JsonReader json(text);
    std::string_view key;
    ASSERT_TRUE(json.BeginObject());
    while (json.NextKey(&key)) {
      std::int64_t number = 0;
      if (key == "part") {
        ASSERT_TRUE(json.Integer(&number));
        EXPECT_EQ(number, static_cast<std::int64_t>(i + 1));
      } else if (key == "parts") {
        ASSERT_TRUE(json.Integer(&number));
        EXPECT_EQ(number, static_cast<std::int64_t>(messages.size()));
      } else if (key == "chunk") {
        std::string_view chunk;
        ASSERT_TRUE(json.String(&chunk));
        joined += chunk;
      } else {
        ASSERT_TRUE(json.Skip());
      }
    }
    EXPECT_TRUE(json.AtEnd());
  }
  EXPECT_EQ(joined, profile.json);
}

TEST(EncodeTest, ForEverIsTheLargestNumberAScriptHolds) {
  BrandView brand;
  brand.preference.brand = "shop.example";
  brand.preference.paused_until_ms = INT64_MAX;
  const std::string text = EncodeReply({1, "brand"}, Reply(BrandReply{brand})).front();
  EXPECT_NE(text.find("\"paused_until\":9007199254740991"), std::string::npos);
}

}  // namespace
}  // namespace lma::protocol
