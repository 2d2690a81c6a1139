// Sessions, other costs and other master keys. Passphrases and key files: open_test.cc.
#include "profile/change_keys.h"

#include <poll.h>

#include "fake_keyring.h"
#include "fixture.h"
#include "profile/sqlite.h"
#include "profile/vault_file.h"
#include "profile/watch.h"
#include "vault/key_file.h"

namespace lma::profile {
namespace {

class ChangeKeysTest : public VaultTest {
 protected:
  OpenOptions Session() const {
    OpenOptions options = Options();
    options.session_key = folder_.At("session/session.key");
    return options;
  }
  OpenOptions WithPassphrase(std::string_view passphrase) const {
    OpenOptions options = Session();
    options.passphrase = passphrase;
    return options;
  }
  void MakeKnownVault() {
    const auto profile = Open();
    for (const char* brand : {"example.com", "example.org"}) {
      ASSERT_THAT(profile->ChangePreference(brand, [](model::Preference* p) { p->wanted = true; }),
                  IsOk());
      profile->Append(Entry(brand));
    }
    ASSERT_THAT(profile->AddLearned("example.com", Ask("#promo")), IsOk());
  }
  void ExpectKnownVault(const OpenOptions& options) {
    const auto profile = OpenProfile(options, clock_);
    ASSERT_THAT(profile, IsOk());
    for (const char* brand : {"example.com", "example.org"}) {
      EXPECT_TRUE(Must((*profile)->FindPreference(brand)).has_value());
      EXPECT_EQ(Must((*profile)->Brand(brand)).counters.asks, 1U);
    }
    EXPECT_EQ(Must((*profile)->Learned("example.com")).size(), 1U);
    EXPECT_EQ(Must((*profile)->Journal({})).items.size(), 2U);
    const VaultCheck check = Must((*profile)->Check());
    EXPECT_EQ(check.damaged, 0U);
    EXPECT_EQ(check.census, VaultCheck::Census::kFits);
  }
};

TEST_F(ChangeKeysTest, AnUnlockedSessionOpensUntilItIsLocked) {
  MakeKnownVault();
  EXPECT_THAT(Lock(Session()), IsError(ErrorCode::kUnsupported));
  ASSERT_THAT(SetPassphrase(Session(), "correct horse", OtherKeys::kRemove), IsOk());
  EXPECT_THAT(OpenProfile(Session(), clock_), IsError(ErrorCode::kVaultLocked));
  EXPECT_THAT(UnlockSession(WithPassphrase("wrong")), IsError(ErrorCode::kVaultWrongKey));
  EXPECT_FALSE(std::filesystem::exists(Session().session_key));

  ASSERT_THAT(UnlockSession(WithPassphrase("correct horse")), IsOk());
  ExpectKnownVault(Session());
  const std::string key = ReadFile(Session().session_key);
  FolderWatch watch(Options().vault_folder);
  ASSERT_THAT(Lock(Session()), IsOk());
  EXPECT_EQ(watch.Drain(), FolderWatch::Notice::kLock);
  EXPECT_FALSE(std::filesystem::exists(Session().session_key));
  EXPECT_THAT(OpenProfile(Session(), clock_), IsError(ErrorCode::kVaultLocked));
  // Nor does the key help that was there.
  WriteFile(Session().session_key, key);
  std::filesystem::permissions(Session().session_key, std::filesystem::perms(0600));
  EXPECT_THAT(OpenProfile(Session(), clock_), IsError(ErrorCode::kVaultLocked));
}

TEST_F(ChangeKeysTest, ASessionThatIsOverLeavesThePassphrase) {
  MakeKnownVault();
  ASSERT_THAT(SetPassphrase(Session(), "correct horse", OtherKeys::kRemove), IsOk());
  ASSERT_THAT(UnlockSession(WithPassphrase("correct horse")), IsOk());
  std::filesystem::remove(Session().session_key);
  EXPECT_THAT(OpenProfile(Session(), clock_), IsError(ErrorCode::kVaultLocked));
  ExpectKnownVault(WithPassphrase("correct horse"));
}

TEST_F(ChangeKeysTest, ACheapPassphraseIsMadeDearerWhenItIsTyped) {
  MakeKnownVault();
  const auto cost_is_old = [&] {
    const auto file = OpenVaultFile(Options().vault_folder);
    EXPECT_THAT(file, IsOk());
    return file && file->header.HasOldPassphraseCost();
  };
  {
    auto file = OpenVaultFile(Options().vault_folder);
    ASSERT_THAT(file, IsOk());
    const auto secret = vault::ReadKeyFile(Options().key_file);
    ASSERT_THAT(secret, IsOk());
    const auto keys = file->header.UnwrapWithSecret(vault::WrapType::kKeyFile,
                                                    secret->bytes().first<vault::kKeyBytes>());
    ASSERT_THAT(keys, IsOk());
    ASSERT_THAT(ChangeHeader(&file->database, *keys, file->header.id(),
                             [&](vault::Header* header) {
                               return header->WrapWithPassphrase("old horse",
                                                                 vault::kMinPassphraseCost, *keys);
                             }),
                IsOk());
  }
  EXPECT_TRUE(cost_is_old());
  EXPECT_THAT(OpenProfile(WithPassphrase("wrong"), clock_), IsError(ErrorCode::kVaultWrongKey));
  EXPECT_TRUE(cost_is_old());
  ExpectKnownVault(WithPassphrase("old horse"));
  EXPECT_FALSE(cost_is_old());
  ExpectKnownVault(WithPassphrase("old horse"));
}

TEST_F(ChangeKeysTest, ANewMasterKeyOpensByTheSameWaysAndNotByTheOldSecrets) {
  MakeKnownVault();
  FakeKeyring keyring;
  const auto with_keyring = [&](OpenOptions options) {
    options.keyring = keyring.Port();
    return options;
  };
  ASSERT_THAT(UseKeyring(with_keyring(Options()), OtherKeys::kKeep), IsOk());
  ASSERT_THAT(SetPassphrase(Options(), "correct horse", OtherKeys::kKeep), IsOk());
  const std::string old_file = ReadFile(DatabasePath());
  const std::string old_key = ReadFile(Options().key_file);
  const auto old_entries = keyring.entries;

  EXPECT_THAT(Rekey(with_keyring(Options())), IsError(ErrorCode::kVaultLocked));
  EXPECT_THAT(Rekey(with_keyring(WithPassphrase("wrong"))), IsError(ErrorCode::kVaultWrongKey));
  EXPECT_EQ(ReadFile(DatabasePath()), old_file);
  ASSERT_THAT(Rekey(with_keyring(WithPassphrase("correct horse"))), IsOk());

  ExpectKnownVault(Options());
  ExpectKnownVault(WithPassphrase("correct horse"));
  EXPECT_NE(ReadFile(Options().key_file), old_key);
  EXPECT_EQ(keyring.entries.size(), 1U);
  EXPECT_NE(keyring.entries, old_entries);
  std::filesystem::rename(Options().key_file, folder_.At("away"));
  ExpectKnownVault(with_keyring(Options()));
  WriteFile(Options().key_file, old_key);
  std::filesystem::permissions(Options().key_file, std::filesystem::perms(0600));
  // The key is wrong, and the passphrase would still help.
  EXPECT_THAT(OpenProfile(Options(), clock_), IsError(ErrorCode::kVaultLocked));
}

TEST_F(ChangeKeysTest, AProcessWithTheOldKeysNeitherReadsNorWritesAnything) {
  MakeKnownVault();
  const auto other = Open();
  ASSERT_TRUE(Must(other->FindPreference("example.com")).has_value());
  ASSERT_THAT(Rekey(Options()), IsOk());
  EXPECT_TRUE(other->Outdated());
  // It must not take what it cannot find for what was never said.
  EXPECT_TRUE(other->ChangedByOthers());
  EXPECT_THAT(other->FindPreference("example.com"), IsError(ErrorCode::kVaultLocked));
  EXPECT_THAT(other->ChangePreference("example.net", [](model::Preference*) {}),
              IsError(ErrorCode::kVaultLocked));
  EXPECT_THAT(other->SetPassphrase("horse", OtherKeys::kKeep), IsError(ErrorCode::kVaultLocked));
  ExpectKnownVault(Options());
}

TEST_F(ChangeKeysTest, ACrashBeforeTheNewKeyFileIsInPlaceLosesNothing) {
  MakeKnownVault();
  const std::string old_key = ReadFile(Options().key_file);
  ASSERT_THAT(Rekey(Options()), IsOk());
  // As after a crash between the commit and the renaming.
  std::filesystem::rename(Options().key_file, Options().key_file + ".next");
  WriteFile(Options().key_file, old_key);
  std::filesystem::permissions(Options().key_file, std::filesystem::perms(0600));
  ExpectKnownVault(Options());
  EXPECT_FALSE(std::filesystem::exists(Options().key_file + ".next"));
  ExpectKnownVault(Options());
}

TEST_F(ChangeKeysTest, ADamagedRecordIsMendedBeforeANewKey) {
  MakeKnownVault();
  Sql("UPDATE records SET data=zeroblob(length(data)) WHERE tbl=2");
  const std::string before = ReadFile(DatabasePath());
  EXPECT_THAT(Rekey(Options()), IsError(ErrorCode::kVaultCorrupt));
  EXPECT_EQ(ReadFile(DatabasePath()), before);
  EXPECT_FALSE(std::filesystem::exists(Options().key_file + ".next"));
  EXPECT_THAT(OpenProfile(Options(), clock_), IsOk());
}

TEST_F(ChangeKeysTest, TheFileHoldsNothingOfTheOldSealsAfterwards) {
  MakeKnownVault();
  std::vector<std::string> sealed;
  {
    Database database = Must(Database::Open(DatabasePath()));
    Statement all =
        Must(database.Prepare("SELECT data FROM records UNION ALL SELECT data FROM journal"));
    while (Must(all.Step()) == Statement::Row::kRow) sealed.emplace_back(all.Bytes(0));
  }
  ASSERT_GT(sealed.size(), 6U);
  ASSERT_THAT(Rekey(Options()), IsOk());
  std::string bytes;
  for (const auto& entry : std::filesystem::directory_iterator(Options().vault_folder)) {
    bytes += ReadFile(entry.path());
  }
  for (const std::string& record : sealed) {
    EXPECT_EQ(bytes.find(record.substr(1, 40)), std::string::npos);  // the nonce and what follows
  }
}

}  // namespace
}  // namespace lma::profile
