#include "vault/sealer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "support/result_matchers.h"

namespace lma::vault {
namespace {

using lma::testing::IsError;
using lma::testing::IsOk;

class SealerTest : public ::testing::Test {
 protected:
  const Keys keys_ = Keys::Random();
  const Sealer sealer_{keys_};
  const Slot slot_ = sealer_.SlotOf(TableId::kPreferences, "example.com");
};

TEST_F(SealerTest, OpensWhatItSealed) {
  for (const std::size_t size : {0, 1, 124, 125, 4092, 4093, 100'000}) {
    const std::string plain(size, 'x');
    const auto sealed = sealer_.Seal(TableId::kPreferences, slot_, plain);
    ASSERT_THAT(sealed, IsOk());
    const auto opened = sealer_.Open(TableId::kPreferences, slot_, *sealed);
    ASSERT_THAT(opened, IsOk());
    EXPECT_EQ(*opened, plain);
  }
}

TEST_F(SealerTest, EveryFlippedBitIsFound) {
  const auto sealed = sealer_.Seal(TableId::kPreferences, slot_, "wanted");
  ASSERT_THAT(sealed, IsOk());
  for (std::size_t bit = 0; bit < sealed->size() * 8; ++bit) {
    std::string changed = *sealed;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_THAT(sealer_.Open(TableId::kPreferences, slot_, changed),
                IsError(ErrorCode::kVaultCorrupt));
  }
}

TEST_F(SealerTest, EveryCutIsFound) {
  const auto sealed = sealer_.Seal(TableId::kPreferences, slot_, "wanted");
  ASSERT_THAT(sealed, IsOk());
  for (std::size_t size = 0; size < sealed->size(); ++size) {
    EXPECT_THAT(sealer_.Open(TableId::kPreferences, slot_, sealed->substr(0, size)),
                IsError(ErrorCode::kVaultCorrupt));
  }
}

TEST_F(SealerTest, DoesNotOpenInAnotherPlace) {
  const auto sealed = sealer_.Seal(TableId::kPreferences, slot_, "wanted");
  ASSERT_THAT(sealed, IsOk());
  const Slot other = sealer_.SlotOf(TableId::kPreferences, "example.org");
  EXPECT_THAT(sealer_.Open(TableId::kPreferences, other, *sealed),
              IsError(ErrorCode::kVaultCorrupt));
  EXPECT_THAT(sealer_.Open(TableId::kLearned, slot_, *sealed), IsError(ErrorCode::kVaultCorrupt));
}

TEST_F(SealerTest, DoesNotOpenInAnotherVault) {
  const auto sealed = sealer_.Seal(TableId::kPreferences, slot_, "wanted");
  ASSERT_THAT(sealed, IsOk());
  const Keys other_keys = Keys::Random();
  EXPECT_THAT(Sealer(other_keys).Open(TableId::kPreferences, slot_, *sealed),
              IsError(ErrorCode::kVaultCorrupt));
}

TEST_F(SealerTest, SlotsTellNothingAcrossTablesAndVaults) {
  EXPECT_EQ(sealer_.SlotOf(TableId::kPreferences, "example.com"), slot_);
  EXPECT_NE(sealer_.SlotOf(TableId::kLearned, "example.com"), slot_);
  const Keys other_keys = Keys::Random();
  EXPECT_NE(Sealer(other_keys).SlotOf(TableId::kPreferences, "example.com"), slot_);
}

TEST_F(SealerTest, EqualRecordsLookDifferent) {
  const auto first = sealer_.Seal(TableId::kPreferences, slot_, "wanted");
  const auto second = sealer_.Seal(TableId::kPreferences, slot_, "wanted");
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(second, IsOk());
  EXPECT_NE(*first, *second);
}

TEST_F(SealerTest, LengthsComeInFewSteps) {
  std::set<std::size_t> sizes;
  for (std::size_t size = 0; size <= 20'000; ++size) {
    sizes.insert(SealedSize(size) - 41);
    ASSERT_GE(SealedSize(size), size + 45);
  }
  EXPECT_THAT(sizes,
              ::testing::ElementsAre(128, 256, 512, 1024, 2048, 4096, 8192, 12288, 16384, 20480));
  const auto sealed = sealer_.Seal(TableId::kJournal, slot_, std::string(125, 'x'));
  ASSERT_THAT(sealed, IsOk());
  EXPECT_EQ(sealed->size(), SealedSize(125));
}

TEST_F(SealerTest, RefusesWhatIsTooLarge) {
  EXPECT_THAT(sealer_.Seal(TableId::kJournal, slot_, std::string(kMaxRecordBytes + 1, 'x')),
              IsError(ErrorCode::kTooLarge));
}

}  // namespace
}  // namespace lma::vault
