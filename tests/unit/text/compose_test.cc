#include "text/compose.h"

#include <gtest/gtest.h>

namespace lma::text {
namespace {

TEST(ComposeTest, VoicesKana) {
  EXPECT_EQ(Compose(U'か', 0x3099), U'が');
  EXPECT_EQ(Compose(U'ち', 0x3099), U'ぢ');
  EXPECT_EQ(Compose(U'つ', 0x3099), U'づ');
  EXPECT_EQ(Compose(U'と', 0x3099), U'ど');
  EXPECT_EQ(Compose(U'は', 0x3099), U'ば');
  EXPECT_EQ(Compose(U'ほ', 0x309A), U'ぽ');
  EXPECT_EQ(Compose(U'ウ', 0x3099), U'ヴ');
  EXPECT_EQ(Compose(U'ワ', 0x3099), U'ヷ');
  EXPECT_EQ(Compose(U'ヲ', 0x3099), U'ヺ');
  EXPECT_EQ(Compose(U'ポ', 0x3099), 0u);
}

TEST(ComposeTest, LeavesKanaThatHaveNoVoicedForm) {
  EXPECT_EQ(Compose(U'あ', 0x3099), 0u);
  EXPECT_EQ(Compose(U'っ', 0x3099), 0u);
  EXPECT_EQ(Compose(U'な', 0x3099), 0u);
  EXPECT_EQ(Compose(U'か', 0x309A), 0u);
}

TEST(ComposeTest, BuildsHangulSyllables) {
  EXPECT_EQ(Compose(0x1112, 0x1161), U'하');
  EXPECT_EQ(Compose(U'하', 0x11AB), U'한');
  EXPECT_EQ(Compose(U'한', 0x11AB), 0u);
  EXPECT_EQ(Compose(U'a', 0x1161), 0u);
}

}  // namespace
}  // namespace lma::text
