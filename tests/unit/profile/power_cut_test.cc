// The power goes, or the disk fails, at every moment of a writing load.
#include "fixture.h"
#include "profile/watch.h"
#include "support/recording_vfs.h"

namespace lma::profile {
namespace {

using lma::testing::AfterPowerCut;
using lma::testing::Cut;
using lma::testing::Disk;
using lma::testing::RecordingVfs;
using Event = RecordingVfs::Event;

constexpr std::size_t kBrands = 5;
// What was said of each brand last: how many minutes it is paused.
using Said = std::array<std::int64_t, kBrands>;

std::string BrandName(std::size_t number) { return "brand" + std::to_string(number) + ".com"; }

class PowerCutTest : public VaultTest {
 protected:
  // Until SQLite knows it, it is not there for the fixture's own reading either.
  void SetUp() override {
    ASSERT_NE(Open(), nullptr);
    vfs_.Clear();
  }

  Status Say(Profile* profile, std::size_t brand, std::int64_t what) const {
    const auto changed = profile->ChangePreference(
        BrandName(brand), [&](model::Preference* p) { p->paused_until_ms = what; });
    return changed ? Status() : Status(Fail(changed.error()));
  }
  std::int64_t Heard(Profile* profile, std::size_t brand) const {
    const auto preference = Must(profile->FindPreference(BrandName(brand)));
    return preference ? preference->paused_until_ms : 0;
  }

  // Writes as a browser does, and marks what was acknowledged.
  void Load(std::size_t writes) {
    const auto profile = Open();
    for (std::size_t i = 0; i < writes; ++i) {
      said_.push_back(said_.back());
      said_.back()[i % kBrands] = static_cast<std::int64_t>(i + 1);
      ASSERT_THAT(Say(profile.get(), i % kBrands, said_.back()[i % kBrands]), IsOk());
      vfs_.Mark(i + 1);
      if (i % 3 == 0) profile->Append(Entry(BrandName(i % kBrands)));
      if (i % 6 == 0) {
        ASSERT_THAT(profile->Flush(), IsOk());
      }
      if (i % 10 == 9) {
        ASSERT_THAT(profile->AddLearned(BrandName(0), Ask("#promo" + std::to_string(i))), IsOk());
      }
      if (i % 25 == 24) {
        ASSERT_THAT(profile->ClearJournal(0), IsOk());  // empties the log
      }
    }
  }

  struct Found {
    bool opens = false;
    bool sound = false;
    bool kept = false;  // every acknowledged write is there
  };
  // Opens what is left on the platter.
  Found Look(const Disk& disk, std::size_t acknowledged) {
    const std::string folder = folder_.At("cut");
    std::filesystem::remove_all(folder);
    std::filesystem::create_directory(folder);
    for (const auto& [path, content] : disk) {
      WriteFile(folder + path.substr(path.rfind('/')), content);
    }
    OpenOptions options = Options();
    options.vault_folder = folder;
    Found found;
    vfs_.recording = false;
    if (const auto profile = OpenProfile(options, clock_)) {
      found.opens = true;
      const auto check = (*profile)->Check();
      found.sound = check && check->damaged == 0 && check->census == VaultCheck::Census::kFits;
      found.kept = true;
      // The one that was under way may be there or not.
      const Said& least = said_[acknowledged];
      const Said& most = said_[std::min(acknowledged + 1, said_.size() - 1)];
      for (std::size_t brand = 0; brand < kBrands; ++brand) {
        const std::int64_t heard = Heard(profile->get(), brand);
        found.kept = found.kept && (heard == least[brand] || heard == most[brand]);
      }
    }
    vfs_.recording = true;
    return found;
  }

  RecordingVfs vfs_;
  std::vector<Said> said_ = {Said{}};
};

TEST_F(PowerCutTest, NoAcknowledgedWriteIsEverLost) {
  const Disk before = {{DatabasePath(), ReadFile(DatabasePath())}};
  Load(40);
  const std::vector<Event> events = vfs_.events();
  ASSERT_GT(events.size(), 200U);
  std::mt19937 random(13);
  std::size_t acknowledged = 0;
  std::size_t cuts = 0;
  for (std::size_t count = 0; count <= events.size(); ++count) {
    if (count > 0 && events[count - 1].type == Event::Type::kMark) {
      acknowledged = events[count - 1].at;
    }
    for (const Cut cut : {Cut::kSyncedOnly, Cut::kEverything, Cut::kSomeSectors}) {
      ++cuts;
      const Found found = Look(AfterPowerCut(before, events, count, cut, random), acknowledged);
      ASSERT_TRUE(found.opens) << count << " " << static_cast<int>(cut);
      EXPECT_TRUE(found.sound) << count << " " << static_cast<int>(cut);
      EXPECT_TRUE(found.kept) << count << " " << static_cast<int>(cut);
    }
  }
  RecordProperty("cuts", static_cast<int>(cuts));
  std::printf("%zu power cuts over %zu acknowledged writes\n", cuts, acknowledged);
}

// If this finds no loss, the test above proves nothing.
TEST_F(PowerCutTest, AProgramThatDoesNotSyncWouldBeFoundOut) {
  const Disk before = {{DatabasePath(), ReadFile(DatabasePath())}};
  Load(10);
  const std::vector<Event> events = vfs_.events();
  std::mt19937 random(13);
  const Found found =
      Look(AfterPowerCut(before, events, events.size(), Cut::kSyncedOnly, random, true), 10);
  EXPECT_FALSE(found.opens && found.kept);
}

TEST_F(PowerCutTest, ANewVaultIsWholeOnThePlatterBeforeItIsPutInPlace) {
  std::filesystem::remove_all(folder_.At("vault"));
  ASSERT_NE(Open(), nullptr);
  // Of all that was done to the file under its first name, the last is a sync.
  const Event* last = nullptr;
  for (const Event& event : vfs_.events()) {
    if (event.file.find(".new-") != std::string::npos && event.file.ends_with("wal") == false) {
      last = &event;
    }
  }
  ASSERT_NE(last, nullptr);
  EXPECT_EQ(last->type, Event::Type::kSync);
}

TEST_F(PowerCutTest, ADiskThatFailsAtAnyMomentIsSaidAndLosesNothing) {
  std::int64_t said = 0;
  for (const RecordingVfs::Fault fault :
       {RecordingVfs::Fault::kFull, RecordingVfs::Fault::kBroken}) {
    bool all_done = false;
    for (std::size_t after = 0; !all_done; ++after) {
      ASSERT_LT(after, 200U);
      const auto profile = Open();
      ASSERT_NE(profile, nullptr);
      ASSERT_EQ(Heard(profile.get(), 0), said) << after;
      vfs_.FailAfter(after, fault);
      const Status first = Say(profile.get(), 0, said + 1);
      if (first) ++said;
      const Status second = Say(profile.get(), 0, said + 1);
      if (second) ++said;
      profile->Append(Entry("brand1.com"));
      const Status flushed = profile->Flush();
      all_done = first && second && flushed;
      for (const Status& status : {first, second, flushed}) {
        if (!status) {
          EXPECT_THAT(status, IsError(ErrorCode::kIo)) << after;
        }
      }
      // Reading goes on, and so does everything once there is room again.
      EXPECT_EQ(Heard(profile.get(), 0), said) << after;
      vfs_.FailNoMore();
      ASSERT_THAT(Say(profile.get(), 0, said + 1), IsOk()) << after;
      ++said;
      ASSERT_THAT(profile->Flush(), IsOk()) << after;
    }
    const auto profile = Open();
    EXPECT_EQ(Heard(profile.get(), 0), said);
    const VaultCheck check = Must(profile->Check());
    EXPECT_EQ(check.damaged, 0U);
    EXPECT_EQ(check.census, VaultCheck::Census::kFits);
  }
}

}  // namespace
}  // namespace lma::profile
