#include "vault/header.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support/result_matchers.h"

namespace lma::vault {
namespace {

using lma::testing::IsError;
using lma::testing::IsOk;

// Cheap, so that the tests are quick.
constexpr PassphraseCost kCheap = kMinPassphraseCost;

class HeaderTest : public ::testing::Test {
 protected:
  HeaderTest() { header_.WrapWithSecret(WrapType::kKeyFile, secret_.master(), keys_); }

  Header Reopened() const {
    auto header = Header::Parse(header_.Serialize(keys_));
    EXPECT_THAT(header, IsOk());
    return std::move(*header);
  }
  void ExpectOurKeys(const Result<Keys>& keys) const {
    ASSERT_THAT(keys, IsOk());
    EXPECT_TRUE(std::ranges::equal(keys->master(), keys_.master()));
    EXPECT_TRUE(std::ranges::equal(keys->records(), keys_.records()));
  }

  const Keys keys_ = Keys::Random();
  const Keys secret_ = Keys::Random();  // its master key serves as a key file's
  const Keys other_ = Keys::Random();
  Header header_ = Header::New();
};

TEST_F(HeaderTest, AnyOneOfSeveralWaysOpensIt) {
  ASSERT_THAT(header_.WrapWithPassphrase("correct horse", kCheap, keys_), IsOk());
  header_.WrapWithSecret(WrapType::kKeyring, other_.master(), keys_);
  const Header header = Reopened();
  EXPECT_EQ(header.wrap_count(), 3U);
  ExpectOurKeys(header.UnwrapWithSecret(WrapType::kKeyFile, secret_.master()));
  ExpectOurKeys(header.UnwrapWithSecret(WrapType::kKeyring, other_.master()));
  ExpectOurKeys(header.UnwrapWithPassphrase("correct horse"));
}

TEST_F(HeaderTest, WrongSecretsAreSaidToBeWrong) {
  ASSERT_THAT(header_.WrapWithPassphrase("correct horse", kCheap, keys_), IsOk());
  const Header header = Reopened();
  EXPECT_THAT(header.UnwrapWithSecret(WrapType::kKeyFile, other_.master()),
              IsError(ErrorCode::kVaultWrongKey));
  EXPECT_THAT(header.UnwrapWithPassphrase("Correct horse"), IsError(ErrorCode::kVaultWrongKey));
  EXPECT_THAT(header.UnwrapWithPassphrase(""), IsError(ErrorCode::kVaultWrongKey));
  EXPECT_THAT(header.UnwrapWithSecret(WrapType::kKeyring, secret_.master()),
              IsError(ErrorCode::kNotFound));
}

TEST_F(HeaderTest, ANewPassphraseReplacesTheOldOne) {
  ASSERT_THAT(header_.WrapWithPassphrase("old", kCheap, keys_), IsOk());
  ASSERT_THAT(header_.WrapWithPassphrase("new", kCheap, keys_), IsOk());
  const Header header = Reopened();
  EXPECT_THAT(header.UnwrapWithPassphrase("old"), IsError(ErrorCode::kVaultWrongKey));
  ExpectOurKeys(header.UnwrapWithPassphrase("new"));
}

TEST_F(HeaderTest, EveryFlippedBitIsDamageAndNotAWrongKey) {
  const std::string bytes = header_.Serialize(keys_);
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string changed = bytes;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_THAT(Header::Parse(changed), IsError(ErrorCode::kVaultCorrupt)) << bit;
  }
}

TEST_F(HeaderTest, EveryCutIsDamage) {
  const std::string bytes = header_.Serialize(keys_);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THAT(Header::Parse(bytes.substr(0, size)), IsError(ErrorCode::kVaultCorrupt)) << size;
  }
}

TEST_F(HeaderTest, AHeaderSealedUnderOtherKeysIsNotBelieved) {
  // Someone without the key may mend the checksum, but not the code.
  auto header = Header::Parse(header_.Serialize(other_));
  ASSERT_THAT(header, IsOk());
  EXPECT_THAT(header->UnwrapWithSecret(WrapType::kKeyFile, secret_.master()),
              IsError(ErrorCode::kVaultCorrupt));
}

TEST_F(HeaderTest, RefusesCostsOutOfTheirLimits) {
  EXPECT_THAT(header_.WrapWithPassphrase("x", {1, kMaxPassphraseCost.memory_kib + 1}, keys_),
              IsError(ErrorCode::kUnsupported));
  EXPECT_THAT(header_.WrapWithPassphrase("x", {0, kCheap.memory_kib}, keys_),
              IsError(ErrorCode::kUnsupported));
  EXPECT_THAT(header_.WrapWithPassphrase("", kCheap, keys_), IsError(ErrorCode::kBadRequest));
  EXPECT_THAT(header_.WrapWithPassphrase(std::string(kMaxPassphraseBytes + 1, 'x'), kCheap, keys_),
              IsError(ErrorCode::kBadRequest));
}

TEST_F(HeaderTest, NamesItsKeyringEntryByTheVault) {
  EXPECT_EQ(Reopened().KeyringItem(), header_.KeyringItem());
  EXPECT_NE(Header::New().KeyringItem(), header_.KeyringItem());
}

}  // namespace
}  // namespace lma::vault
