#include "text/normalise.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

namespace lma::text {
namespace {

struct Case {
  std::string_view text;
  std::string_view expected;
};

TEST(NormaliseTest, FoldsCaseAndMarksOfTheFiveScripts) {
  for (const Case& c : {
           Case{"No THANKS", "no thanks"},
           Case{"Nein, DANKE – vielleicht SPÄTER", "nein  danke   vielleicht spater"},
           Case{"Große STRASSE ẞ", "grosse strasse ss"},
           Case{"Œuvre Æsop Tilmeld DØGN", "oeuvre aesop tilmeld dogn"},
           Case{"Đăng ký nhận bản tin", "dang ky nhan ban tin"},
           Case{"ŁÓDŹ", "lodz"},
           Case{"İstanbul ISPARTA ılık", "istanbul isparta ilik"},
           Case{"ΕΓΓΡΑΦΗ όχι ευχαριστώς", "εγγραφη οχι ευχαριστωσ"},
           Case{"Подпишитесь на Ё й", "подпишитесь на е и"},
           Case{"שָׁלוֹם", "שלום"},
       }) {
    EXPECT_EQ(Normalised(c.text), c.expected);
  }
}

TEST(NormaliseTest, MakesArabicAndPersianFormsOne) {
  EXPECT_EQ(Normalised("اشتراكـــك"), Normalised("اشتراكك"));
  EXPECT_EQ(Normalised("أإآٱ"), "اااا");
  EXPECT_EQ(Normalised("مُحَمَّد"), "محمد");
  EXPECT_EQ(Normalised("کی"), Normalised("كي"));
  EXPECT_EQ(Normalised("ﻻ"), "لا");
  EXPECT_EQ(Normalised("می\u200Cخواهم"), Normalised("میخواهم"));
}

TEST(NormaliseTest, KeepsVowelsAndTonesOfOtherScripts) {
  EXPECT_EQ(Normalised("สมัครรับข่าว"), "สมัครรับข่าว");
  EXPECT_EQ(Normalised("सदस्यता लें"), "सदस्यता लें");
  EXPECT_EQ(Normalised("ガ"), "ガ");
}

TEST(NormaliseTest, ComposesKanaAndHangul) {
  EXPECT_EQ(Normalised("カ\u3099"), "ガ");
  EXPECT_EQ(Normalised("ﾊﾟｽﾜｰﾄﾞ"), "パスワード");
  EXPECT_EQ(Normalised("\u1112\u1161\u11AB국어"), "한국어");
}

TEST(NormaliseTest, FoldsWidthAndDisguises) {
  EXPECT_EQ(Normalised("ＮＯ　Ｔｈａｎｋｓ"), "no thanks");
  EXPECT_EQ(Normalised("𝐒𝐮𝐛𝐬𝐜𝐫𝐢𝐛𝐞"), "subscribe");
  EXPECT_EQ(Normalised("Ⓢⓤⓑ"), "sub");
  EXPECT_EQ(Normalised("🅂"), "s");
  EXPECT_EQ(Normalised("su\u00ADb\u200Bs\u2060cribe"), "subscribe");
  EXPECT_EQ(Normalised("ﬁnd"), "find");
}

TEST(NormaliseTest, MakesDigitsOfAllScriptsAscii) {
  EXPECT_EQ(Normalised("٢٠ ۲۰ २० ๒๐ ２０ 𝟚𝟘"), "20 20 20 20 20 20");
}

TEST(NormaliseTest, SeparatesAtPunctuationSymbolsAndEmoji) {
  EXPECT_EQ(Normalised("d'accord d’accord"), "d accord d accord");
  EXPECT_EQ(Normalised("п'ять п’ять п\u02BCять"), "п ять п ять п ять");
  EXPECT_EQ(Normalised("e-mail"), "e mail");
  EXPECT_EQ(Normalised("Newsletter™"), "newsletter ");
  EXPECT_EQ(Normalised("newsletter¹"), "newsletter ");
  EXPECT_EQ(Normalised("win🎁now"), "win now");
  EXPECT_EQ(Normalised("10%"), "10 ");
}

TEST(NormaliseTest, KeepsEndsOfSentences) {
  EXPECT_EQ(Normalised("A. B! C?"), "a. b. c.");
  EXPECT_EQ(Normalised("a\nb"), "a\nb");
  EXPECT_EQ(Normalised("好。好"), "好\n好");
  EXPECT_EQ(Normalised("نعم؟"), "نعم.");
}

TEST(NormaliseTest, PutsASeparatorForBytesThatAreNotUtf8) {
  EXPECT_EQ(Normalised("a\xFF"
                       "b"),
            "a b");
  EXPECT_EQ(Normalised("a\xE2\x82"), "a  ");
  EXPECT_EQ(Normalised(std::string_view("a\0b", 3)), "a b");
}

// Blocks of sixteen bytes and the code points between them are handled apart: wherever the borders
// fall, the result is the same.
TEST(NormaliseTest, DoesNotDependOnWhereBlocksBegin) {
  const std::string text = "Melde dich für den Newsletter an und spare 10 % — 한국어 ﾊﾟ. Später?";
  const std::string expected = Normalised(text);
  for (std::size_t shift = 1; shift < 40; ++shift) {
    const std::string pad(shift, 'A');
    EXPECT_EQ(Normalised(pad + text), std::string(shift, 'a') + expected) << shift;
  }
}

TEST(NormaliseTest, IsStable) {
  for (const std::string_view text : {"ΕΓΓΡΑΦΗ Ünïcödé ﷺ ㌀ Ⅷ 한글 ﾊﾟ سلام 🎉 A.B", "ŉ ǰ ΐ և ﬗ"}) {
    const std::string once = Normalised(text);
    EXPECT_EQ(Normalised(once), once);
  }
}

// The contract with Tokenise(): no byte below 0x30 but the three separators, no upper case.
TEST(NormaliseTest, WritesOnlySeparatorsLettersAndDigits) {
  std::mt19937 random(7);
  std::string out;
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    for (int i = 0; i < 64; ++i) bytes += static_cast<char>(random() & 0xFF);
    Normalise(bytes, &out);
    for (const char c : out) {
      const auto byte = static_cast<unsigned char>(c);
      EXPECT_TRUE(byte == ' ' || byte == '.' || byte == '\n' || (byte >= '0' && byte <= '9') ||
                  (byte >= 'a' && byte <= 'z') || byte >= 0x80)
          << int{byte};
    }
  }
}

}  // namespace
}  // namespace lma::text
