#include "profile/open.h"

#include <sys/stat.h>

#include <array>
#include <map>

#include "fake_keyring.h"
#include "fixture.h"
#include "profile/change_keys.h"

namespace lma::profile {
namespace {

class OpenTest : public VaultTest {
 protected:
  bool KeyFileThere() const { return std::filesystem::exists(folder_.At("keys/vault.key")); }
  void MakeKnownVault() {
    const auto profile = Open();
    ASSERT_THAT(
        profile->ChangePreference("example.com", [](model::Preference* p) { p->wanted = true; }),
        IsOk());
  }
  void ExpectKnownVault(const OpenOptions& options) {
    auto profile = OpenProfile(options, clock_);
    ASSERT_THAT(profile, IsOk());
    EXPECT_TRUE(Must((*profile)->FindPreference("example.com")).has_value());
  }
};

TEST_F(OpenTest, AMissingVaultIsMadeOnlyWhenAsked) {
  EXPECT_THAT(OpenProfile(Options(), clock_), IsError(ErrorCode::kVaultMissing));
  EXPECT_FALSE(std::filesystem::exists(folder_.At("vault")));
  MakeKnownVault();
  ExpectKnownVault(Options());
  struct stat info {};
  ASSERT_EQ(::stat(DatabasePath().c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600U);
}

TEST_F(OpenTest, LeavesNothingBesideTheVaultWhenClosed) {
  MakeKnownVault();
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder_.At("vault"))) {
    names.push_back(entry.path().filename());
  }
  EXPECT_THAT(names, ::testing::ElementsAre("vault.db"));
}

TEST_F(OpenTest, AWrongKeyFileIsSaidToBeWrong) {
  MakeKnownVault();
  const std::string before = ReadFile(DatabasePath());
  const std::string right = ReadFile(Options().key_file);
  OpenOptions other = Creating();
  other.vault_folder = folder_.At("other");
  std::filesystem::remove(other.key_file);
  ASSERT_THAT(OpenProfile(other, clock_), IsOk());
  EXPECT_THAT(OpenProfile(Creating(), clock_), IsError(ErrorCode::kVaultWrongKey));
  EXPECT_EQ(ReadFile(DatabasePath()), before);
  WriteFile(Options().key_file, right);
  ExpectKnownVault(Options());
}

TEST_F(OpenTest, AMissingKeyFileIsNoReasonToMakeANewOne) {
  MakeKnownVault();
  std::filesystem::remove(Options().key_file);
  EXPECT_THAT(OpenProfile(Creating(), clock_), IsError(ErrorCode::kKeyUnavailable));
  EXPECT_FALSE(KeyFileThere());
}

TEST_F(OpenTest, APassphraseAloneLocksTheVaultWithoutIt) {
  MakeKnownVault();
  ASSERT_THAT(SetPassphrase(Options(), "correct horse", OtherKeys::kRemove), IsOk());
  EXPECT_FALSE(KeyFileThere());
  EXPECT_THAT(OpenProfile(Creating(), clock_), IsError(ErrorCode::kVaultLocked));
  OpenOptions options = Options();
  options.passphrase = "wrong";
  EXPECT_THAT(OpenProfile(options, clock_), IsError(ErrorCode::kVaultWrongKey));
  options.passphrase = "correct horse";
  ExpectKnownVault(options);
  const KeyStatus status = Must(ReadKeyStatus(Options().vault_folder));
  EXPECT_TRUE(status.passphrase);
  EXPECT_FALSE(status.key_file);

  ASSERT_THAT(SetPassphrase(options, "new horse", OtherKeys::kKeep), IsOk());
  EXPECT_THAT(OpenProfile(options, clock_), IsError(ErrorCode::kVaultWrongKey));
  options.passphrase = "new horse";
  ASSERT_THAT(RemovePassphrase(options), IsOk());
  ExpectKnownVault(Options());
}

TEST_F(OpenTest, APassphraseBesideTheKeyFileOpensWhereTheFileIsLost) {
  MakeKnownVault();
  ASSERT_THAT(SetPassphrase(Options(), "correct horse", OtherKeys::kKeep), IsOk());
  ExpectKnownVault(Options());
  std::filesystem::remove(Options().key_file);
  EXPECT_THAT(OpenProfile(Options(), clock_), IsError(ErrorCode::kVaultLocked));
  OpenOptions options = Options();
  options.passphrase = "correct horse";
  ExpectKnownVault(options);
}

TEST_F(OpenTest, ANewVaultGoesIntoTheKeyringWhereOneAnswers) {
  FakeKeyring keyring;
  OpenOptions options = Creating();
  options.keyring = keyring.Port();
  options.new_vault_key = NewVaultKey::kKeyring;
  ASSERT_THAT(OpenProfile(options, clock_), IsOk());
  EXPECT_FALSE(KeyFileThere());
  EXPECT_EQ(keyring.entries.size(), 1U);
  ASSERT_THAT(OpenProfile(options, clock_), IsOk());
  EXPECT_EQ(keyring.entries.size(), 1U);

  keyring.refuses = ErrorCode::kNotFound;  // locked
  EXPECT_THAT(OpenProfile(options, clock_), IsError(ErrorCode::kVaultLocked));
  keyring.refuses = ErrorCode::kTimeout;
  EXPECT_THAT(OpenProfile(options, clock_), IsError(ErrorCode::kKeyUnavailable));
  EXPECT_FALSE(KeyFileThere());
}

TEST_F(OpenTest, ANewVaultGetsAKeyFileWhereNoKeyringAnswers) {
  FakeKeyring keyring;
  keyring.refuses = ErrorCode::kKeyUnavailable;
  OpenOptions options = Creating();
  options.keyring = keyring.Port();
  options.new_vault_key = NewVaultKey::kKeyring;
  ASSERT_THAT(OpenProfile(options, clock_), IsOk());
  EXPECT_TRUE(KeyFileThere());
}

TEST_F(OpenTest, TheKeyringIsNotAskedWhereTheKeyFileOpens) {
  MakeKnownVault();
  FakeKeyring keyring;
  OpenOptions options = Options();
  options.keyring = keyring.Port();
  ASSERT_THAT(UseKeyring(options, OtherKeys::kKeep), IsOk());
  keyring.asked = 0;
  ExpectKnownVault(options);
  EXPECT_EQ(keyring.asked, 0);
  std::filesystem::remove(options.key_file);
  ExpectKnownVault(options);
  EXPECT_EQ(keyring.asked, 1);
  ASSERT_THAT(UseKeyFile(options), IsOk());
}

TEST_F(OpenTest, MovingToTheKeyringRemovesTheKeyFile) {
  MakeKnownVault();
  FakeKeyring keyring;
  OpenOptions options = Options();
  options.keyring = keyring.Port();
  ASSERT_THAT(UseKeyring(options, OtherKeys::kRemove), IsOk());
  EXPECT_FALSE(KeyFileThere());
  ExpectKnownVault(options);
}

}  // namespace
}  // namespace lma::profile
