// One bit of the vault's file is wrong, wherever it stands. Every 37th byte here, and all of them
// with LMA_FLIPS=all (tests/README.md).
#include <cstdlib>
#include <map>

#include "fixture.h"
#include "profile/sqlite.h"

namespace lma::profile {
namespace {

// What a reader was told, by question. Empty: it was refused.
using Answers = std::map<std::string, std::string>;

class FlipTest : public VaultTest {
 protected:
  void MakeVault() {
    {
      const auto profile = Open();
      for (const char* brand : {"first.com", "second.com"}) {
        ASSERT_THAT(profile->ChangePreference(brand,
                                              [&](model::Preference* p) {
                                                p->wanted = true;
                                                p->domains.push_back("also-" + std::string(brand));
                                              }),
                    IsOk());
        profile->Append(Entry(brand));
      }
      ASSERT_THAT(profile->AddLearned("first.com", Ask("#promo")), IsOk());
      ASSERT_THAT(profile->ChangeSettings([](model::Settings* s) { s->journal_months = 3; }),
                  IsOk());
    }
    // No free pages, of which nothing could be said.
    Sql("VACUUM");
  }

  struct Read {
    bool opens = false;
    bool complains = false;  // an error, or something counted as damaged
    Answers answers;
  };
  Read ReadAll() {
    Read read;
    const auto opened = OpenProfile(Options(), clock_);
    if (!opened) return read;
    Profile& profile = **opened;
    read.opens = true;
    const auto say = [&](const std::string& question, const auto& answer, const auto& text) {
      if (answer) {
        read.answers[question] = text(*answer);
      } else {
        read.complains = true;
      }
    };
    for (const char* domain : {"first.com", "second.com", "also-second.com"}) {
      say(domain, profile.FindPreference(domain), [](const auto& preference) {
        return preference ? preference->brand + (preference->wanted ? " wanted" : " unwanted")
                          : std::string("nothing");
      });
    }
    say("learned", profile.Learned("first.com"), [](const auto& asks) {
      return asks.empty() ? std::string("nothing") : asks.front().selector;
    });
    say("settings", profile.GetSettings(),
        [](const auto& settings) { return std::to_string(settings.journal_months); });
    say("journal", profile.Journal({}), [&](const auto& listing) {
      read.complains = read.complains || listing.damaged > 0;
      std::string brands;
      for (const auto& entry : listing.items) brands += entry.brand + " ";
      return brands;
    });
    say("stats", profile.GetStats("", 0), [&](const auto& stats) {
      read.complains = read.complains || stats.damaged > 0;
      return std::to_string(stats.asks);
    });
    const auto check = profile.Check();
    if (!check || check->damaged > 0 || check->census != VaultCheck::Census::kFits) {
      read.complains = true;
    }
    return read;
  }
};

TEST_F(FlipTest, EveryWrongBitIsFoundOrHarmless) {
  MakeVault();
  const std::string whole = ReadFile(DatabasePath());
  const Read right = ReadAll();
  ASSERT_TRUE(right.opens && !right.complains);
  ASSERT_EQ(right.answers.at("also-second.com"), "second.com wanted");

  const char* how_many = std::getenv("LMA_FLIPS");
  const std::size_t step = how_many != nullptr && std::string(how_many) == "all" ? 1 : 37;
  std::size_t refused = 0;
  std::size_t found = 0;
  std::size_t harmless = 0;
  for (std::size_t at = 0; at < whole.size(); at += step) {
    std::filesystem::remove(DatabasePath() + "-wal");
    std::filesystem::remove(DatabasePath() + "-shm");
    std::string flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at / step % 8)));
    WriteFile(DatabasePath(), flipped);
    const Read read = ReadAll();
    if (!read.opens) {
      ++refused;
      continue;
    }
    ++(read.complains ? found : harmless);
    for (const auto& [question, answer] : read.answers) {
      const std::string& wanted = right.answers.at(question);
      // A record may be missing from what is found damaged, but nothing false is ever told.
      const bool less =
          read.complains &&
          (answer == "nothing" || wanted.find(answer) != std::string::npos || question == "stats" ||
           question == "journal" || (question == "settings" && answer == "12"));
      EXPECT_TRUE(answer == wanted || less) << at << ": " << question << ": " << answer;
    }
    if (!read.complains) {
      EXPECT_EQ(read.answers, right.answers) << at;
    }
  }
  std::printf("%zu bits of %zu bytes: %zu refused, %zu found, %zu harmless\n",
              refused + found + harmless, whole.size(), refused, found, harmless);
  // Most of a small vault is room that nothing uses yet.
  EXPECT_GT(found * 20, refused + found + harmless);
}

}  // namespace
}  // namespace lma::profile
