#include "vault/bytes.h"

#include <gtest/gtest.h>

#include <limits>

namespace lma::vault {
namespace {

TEST(BytesTest, NumbersAndStringsComeBack) {
  ByteWriter writer;
  writer.U8(200);
  writer.U16(65000);
  writer.U32(4'000'000'000U);
  writer.U64(std::numeric_limits<std::uint64_t>::max());
  writer.String("brand");
  for (const std::int64_t value :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{300},
        std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
    writer.SignedVarint(value);
  }
  ByteReader reader(writer.bytes());
  EXPECT_EQ(reader.U8(), 200);
  EXPECT_EQ(reader.U16(), 65000);
  EXPECT_EQ(reader.U32(), 4'000'000'000U);
  EXPECT_EQ(reader.U64(), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(reader.String(), "brand");
  EXPECT_EQ(reader.SignedVarint(), 0);
  EXPECT_EQ(reader.SignedVarint(), -1);
  EXPECT_EQ(reader.SignedVarint(), 300);
  EXPECT_EQ(reader.SignedVarint(), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(reader.SignedVarint(), std::numeric_limits<std::int64_t>::max());
  EXPECT_TRUE(reader.ok());
  EXPECT_TRUE(reader.at_end());
}

TEST(BytesTest, IntegersAreLittleEndianAndVarintsAreLeb128) {
  ByteWriter writer;
  writer.U32(0x01020304);
  writer.Varint(300);
  EXPECT_EQ(writer.bytes(), "\x04\x03\x02\x01\xac\x02");
}

TEST(BytesTest, ReadingPastTheEndFailsForGood) {
  ByteReader reader(
      "\x05"
      "ab");
  EXPECT_EQ(reader.String(), "");
  EXPECT_FALSE(reader.ok());
  EXPECT_EQ(reader.U8(), 0);
  EXPECT_FALSE(reader.ok());
}

TEST(BytesTest, RefusesVarintsThatDoNotFit64Bits) {
  ByteReader too_large("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02");
  too_large.Varint();
  EXPECT_FALSE(too_large.ok());
  ByteReader endless("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01");
  endless.Varint();
  EXPECT_FALSE(endless.ok());
}

}  // namespace
}  // namespace lma::vault
