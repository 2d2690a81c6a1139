#include "vault/sealed_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/result_matchers.h"

namespace lma::vault {
namespace {

using lma::testing::IsError;
using lma::testing::IsOk;

constexpr std::string_view kText = "{\"brands\": [\"shop.example\"]}";
// The least that is allowed, so that the tests are quick.
constexpr PassphraseCost kCheap = kMinPassphraseCost;

TEST(SealedFileTest, OpensByItsPassphraseAlone) {
  const auto file = SealFile(kText, "open sesame", kCheap);
  ASSERT_THAT(file, IsOk());
  EXPECT_TRUE(IsSealedFile(*file));
  EXPECT_EQ(file->find("shop"), std::string::npos);
  const auto opened = OpenSealedFile(*file, "open sesame");
  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(*opened, kText);
  EXPECT_THAT(OpenSealedFile(*file, "open barley"), IsError(ErrorCode::kVaultWrongKey));
}

TEST(SealedFileTest, TwoOfOneTextHaveNothingInCommonButTheirHead) {
  const auto one = SealFile(kText, "open sesame", kCheap);
  const auto other = SealFile(kText, "open sesame", kCheap);
  ASSERT_THAT(one, IsOk());
  ASSERT_THAT(other, IsOk());
  EXPECT_NE(one->substr(13), other->substr(13));
}

TEST(SealedFileTest, EveryChangedByteIsFound) {
  const auto file = SealFile("x", "open sesame", kCheap);
  ASSERT_THAT(file, IsOk());
  for (std::size_t i = 0; i < file->size(); ++i) {
    // The highest byte of a cost would ask for more memory than is allowed, and is refused too.
    std::string changed = *file;
    changed[i] = static_cast<char>(changed[i] ^ 0x40);
    EXPECT_FALSE(OpenSealedFile(changed, "open sesame").has_value()) << i;
  }
}

TEST(SealedFileTest, SaysWhatIsWrongWithWhatItCannotOpen) {
  EXPECT_THAT(OpenSealedFile(kText, "open sesame"), IsError(ErrorCode::kBadRequest));
  auto file = SealFile(kText, "open sesame", kCheap);
  ASSERT_THAT(file, IsOk());
  EXPECT_THAT(OpenSealedFile(file->substr(0, 40), "open sesame"), IsError(ErrorCode::kBadRequest));
  (*file)[4] = 2;
  EXPECT_THAT(OpenSealedFile(*file, "open sesame"), IsError(ErrorCode::kVaultVersion));
  EXPECT_THAT(SealFile(kText, ""), IsError(ErrorCode::kBadRequest));
}

}  // namespace
}  // namespace lma::vault
