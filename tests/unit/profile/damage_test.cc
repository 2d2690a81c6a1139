// Files that were damaged, swapped or written by someone else.
#include "fixture.h"

namespace lma::profile {
namespace {

class DamageTest : public VaultTest {
 protected:
  void MakeVault() {
    const auto profile = Open();
    for (const char* brand : {"first.com", "second.com"}) {
      ASSERT_THAT(profile->ChangePreference(brand, [](model::Preference* p) { p->wanted = true; }),
                  IsOk());
    }
    profile->Append(Entry("first.com"));
    profile->Append(Entry("second.com"));
  }
  void ExpectLeftAlone(ErrorCode code) {
    const std::string before = ReadFile(DatabasePath());
    EXPECT_THAT(OpenProfile(Creating(), clock_), IsError(code));
    EXPECT_EQ(ReadFile(DatabasePath()), before);
  }
};

TEST_F(DamageTest, AnEmptyFileIsNotTakenForANewVault) {
  MakeVault();
  WriteFile(DatabasePath(), "");
  ExpectLeftAlone(ErrorCode::kVaultCorrupt);
}

TEST_F(DamageTest, AFileOfSomethingElseIsLeftAlone) {
  MakeVault();
  WriteFile(DatabasePath(), std::string(10'000, 'x'));
  ExpectLeftAlone(ErrorCode::kVaultCorrupt);
}

TEST_F(DamageTest, ACutFileIsLeftAlone) {
  MakeVault();
  WriteFile(DatabasePath(), ReadFile(DatabasePath()).substr(0, 4096));
  ExpectLeftAlone(ErrorCode::kVaultCorrupt);
}

TEST_F(DamageTest, AnotherProgramsDatabaseIsLeftAlone) {
  MakeVault();
  Sql("PRAGMA application_id=7");
  ExpectLeftAlone(ErrorCode::kVaultCorrupt);
}

TEST_F(DamageTest, ANewerSchemaIsLeftAlone) {
  MakeVault();
  Sql("PRAGMA user_version=2");
  ExpectLeftAlone(ErrorCode::kVaultVersion);
}

TEST_F(DamageTest, ALogWithoutItsDatabaseIsNoReasonForANewVault) {
  MakeVault();
  std::filesystem::rename(DatabasePath(), DatabasePath() + "-wal");
  EXPECT_THAT(OpenProfile(Creating(), clock_), IsError(ErrorCode::kVaultCorrupt));
  EXPECT_FALSE(std::filesystem::exists(DatabasePath()));
}

TEST_F(DamageTest, ADamagedHeaderIsDamageAndNotAWrongKey) {
  MakeVault();
  Sql("UPDATE header SET data=substr(data,1,40)||CASE substr(data,41,1) WHEN x'00' THEN x'01' ELSE "
      "x'00' END||substr(data,42)");
  ExpectLeftAlone(ErrorCode::kVaultCorrupt);
}

TEST_F(DamageTest, AVaultFolderThatIsAFileIsAnError) {
  WriteFile(folder_.At("vault"), "x");
  EXPECT_THAT(OpenProfile(Creating(), clock_), IsError(ErrorCode::kIo));
  EXPECT_EQ(ReadFile(folder_.At("vault")), "x");
}

TEST_F(DamageTest, OneDamagedRecordLeavesTheOthersReadable) {
  MakeVault();
  // Whichever of the two stands first in the file.
  Sql("UPDATE records SET data=substr(data,1,60)||CASE substr(data,61,1) WHEN x'00' THEN x'01' "
      "ELSE x'00' END||substr(data,62) WHERE tbl=1 AND slot="
      "(SELECT min(slot) FROM records WHERE tbl=1)");
  const auto profile = Open();
  const auto first = profile->FindPreference("first.com");
  const auto second = profile->FindPreference("second.com");
  EXPECT_NE(first.has_value(), second.has_value());
  const auto& damaged = first ? second : first;
  EXPECT_THAT(damaged, IsError(ErrorCode::kVaultCorrupt));

  const auto brands = Must(profile->Brands({.spoken_of = true}));
  EXPECT_EQ(brands.items.size(), 1U);
  EXPECT_EQ(brands.damaged, 1U);
  // It can be forgotten, and said anew.
  const char* name = first ? "second.com" : "first.com";
  EXPECT_THAT(profile->ChangePreference(name, [](model::Preference*) {}),
              IsError(ErrorCode::kVaultCorrupt));
  EXPECT_EQ(Must(profile->Forget(name)), Profile::Removed::kSomething);
  EXPECT_THAT(profile->ChangePreference(name, [](model::Preference*) {}), IsOk());
}

TEST_F(DamageTest, SwappedRecordsAreNotBelieved) {
  MakeVault();
  Sql("CREATE TEMP TABLE t AS SELECT slot, data FROM records WHERE tbl=1;"
      "UPDATE records SET data=(SELECT data FROM t WHERE t.slot<>records.slot) WHERE tbl=1");
  const auto profile = Open();
  EXPECT_THAT(profile->FindPreference("first.com"), IsError(ErrorCode::kVaultCorrupt));
  EXPECT_THAT(profile->FindPreference("second.com"), IsError(ErrorCode::kVaultCorrupt));
}

TEST_F(DamageTest, SwappedJournalRowsAreCountedAndLeftOut) {
  MakeVault();
  Sql("UPDATE journal SET id=id+100; UPDATE journal SET id=103-id");
  const auto profile = Open();
  const auto journal = Must(profile->Journal({}));
  EXPECT_TRUE(journal.items.empty());
  EXPECT_EQ(journal.damaged, 2U);
}

TEST_F(DamageTest, ACheckOfASoundVaultFindsNothing) {
  MakeVault();
  const auto profile = Open();
  ASSERT_THAT(profile->AddLearned("first.com", Ask("#promo")), IsOk());
  ASSERT_THAT(profile->ChangePreference("first.com",
                                        [](model::Preference* p) { p->domains = {"first.de"}; }),
              IsOk());
  ASSERT_THAT(profile->Forget("second.com"), IsOk());
  ASSERT_THAT(profile->Import({}, ImportMode::kPreview), IsOk());
  const VaultCheck check = Must(profile->Check());
  EXPECT_EQ(check.damaged, 0U);
  EXPECT_EQ(check.census, VaultCheck::Census::kFits);
  // Preference, alias, learned asks, counters, one day, one entry.
  EXPECT_EQ(check.records, 6U);
  EXPECT_THAT(profile->ClearJournal(0), IsOk());
  EXPECT_EQ(Must(profile->Check()).census, VaultCheck::Census::kFits);
}

TEST_F(DamageTest, ACheckFindsWhatWasDeletedOrPutBack) {
  MakeVault();
  for (const char* tampering :
       {"DELETE FROM records WHERE tbl=1 AND slot=(SELECT min(slot) FROM records WHERE tbl=1)",
        "DELETE FROM journal WHERE id=1",
        "UPDATE records SET data=(SELECT data FROM old WHERE old.slot=records.slot) WHERE tbl=1",
        "DELETE FROM records WHERE tbl=7"}) {
    std::filesystem::remove_all(folder_.At("vault"));
    MakeVault();
    Sql("CREATE TABLE old AS SELECT * FROM records");
    {
      const auto profile = Open();
      for (const char* brand : {"first.com", "second.com"}) {
        ASSERT_THAT(
            profile->ChangePreference(brand, [](model::Preference* p) { p->wanted = false; }),
            IsOk());
      }
      ASSERT_EQ(Must(profile->Check()).census, VaultCheck::Census::kFits);
    }
    Sql(tampering);
    const VaultCheck check = Must(Open()->Check());
    EXPECT_EQ(check.damaged, 0U) << tampering;
    EXPECT_EQ(check.census, VaultCheck::Census::kDoesNotFit) << tampering;
  }
}

TEST_F(DamageTest, ACheckCountsDamagedRecords) {
  MakeVault();
  Sql("UPDATE records SET data=zeroblob(length(data)) WHERE tbl IN (1,3)");
  EXPECT_EQ(Must(Open()->Check()).damaged, 4U);
}

TEST_F(DamageTest, DamagedSettingsCanBeSetAnew) {
  {
    const auto profile = Open();
    ASSERT_THAT(profile->ChangeSettings([](model::Settings* s) { s->journal_months = 3; }), IsOk());
  }
  Sql("UPDATE records SET data=zeroblob(length(data)) WHERE tbl=5");
  const auto profile = Open();
  EXPECT_THAT(profile->GetSettings(), IsError(ErrorCode::kVaultCorrupt));
  ASSERT_THAT(profile->ChangeSettings([](model::Settings* s) { s->journal_months = 6; }), IsOk());
  EXPECT_EQ(Must(profile->GetSettings()).journal_months, 6U);
}

TEST_F(DamageTest, DamagedTotalsDoNotStopTheJournal) {
  MakeVault();
  Sql("UPDATE records SET data=zeroblob(length(data)) WHERE tbl IN (3,4)");
  const auto profile = Open();
  profile->Append(Entry("first.com"));
  EXPECT_THAT(profile->Flush(), IsOk());
  EXPECT_EQ(Must(profile->Journal({})).total, 3U);
}

TEST_F(DamageTest, ALostTableIsAnErrorAndNoCrash) {
  MakeVault();
  Sql("DROP TABLE journal");
  const auto profile = Open();
  EXPECT_THAT(profile->Journal({}), IsError(ErrorCode::kVaultCorrupt));
  EXPECT_TRUE(Must(profile->FindPreference("first.com")).has_value());
}

TEST_F(DamageTest, AnotherProcessThatHoldsTheVaultForLongIsSaid) {
  const auto profile = Open();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(DatabasePath().c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_THAT(profile->ChangePreference("first.com", [](model::Preference*) {}),
              IsError(ErrorCode::kVaultBusy));
  // Reading goes on meanwhile, and what waits for the journal is kept.
  EXPECT_EQ(Must(profile->FindPreference("first.com")), std::nullopt);
  profile->Append(Entry("first.com"));
  EXPECT_THAT(profile->Flush(), IsError(ErrorCode::kVaultBusy));
  sqlite3_close(other);
  EXPECT_THAT(profile->Flush(), IsOk());
  EXPECT_EQ(Must(profile->Journal({})).total, 1U);
}

}  // namespace
}  // namespace lma::profile
