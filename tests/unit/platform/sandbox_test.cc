#include "platform/sandbox.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/landlock.h"
#include "support/result_matchers.h"
#include "support/temporary_folder.h"

namespace lma::platform {
namespace {

using lma::testing::IsOk;
using lma::testing::TemporaryFolder;

bool KernelHasLandlock() {
  const pid_t child = ::fork();
  if (child == 0) {
    const auto restricted = RestrictFiles({}, {});
    ::_exit(restricted && *restricted == Landlocked::kYes ? 0 : 1);
  }
  int status = 1;
  ::waitpid(child, &status, 0);
  return status == 0;
}

TEST(SandboxTest, EveryDoorIsProvedShutAndTheVaultOpen) {
  const TemporaryFolder folder;
  const auto proofs = ProveDoors({.writable_folders = {folder.path()}, .readable_folders = {}});
  ASSERT_THAT(proofs, IsOk());
  EXPECT_GE(proofs->size(), 10U);
  const bool landlock = KernelHasLandlock();
  for (const DoorProof& proof : *proofs) {
    const bool about_files = proof.id.find("file") != std::string::npos ||
                             proof.id == "outside_write" || proof.id == "above_vault";
    if (about_files && !landlock) continue;
    EXPECT_TRUE(proof.as_wanted) << proof.id;
  }
}

TEST(SandboxTest, OpenDescriptorsGoOnWorking) {
  const TemporaryFolder folder;
  const std::string path = folder.At("file");
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT, 0600);
    const bool closed = CloseDoors({}).has_value();
    const bool works =
        closed && ::write(file, "x", 1) == 1 && ::fsync(file) == 0 && ::write(ends[1], "y", 1) == 1;
    ::_exit(works ? 0 : 1);
  }
  int status = 1;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(lma::testing::ReadFile(path), "x");
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST(SandboxTest, DumpsAreForbidden) {
  const pid_t child = ::fork();
  if (child == 0) {
    ForbidDumps();
    rlimit limit{};
    ::getrlimit(RLIMIT_CORE, &limit);
    ::_exit(limit.rlim_max == 0 && ::prctl(PR_GET_DUMPABLE) == 0 ? 0 : 1);
  }
  int status = 1;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace lma::platform
