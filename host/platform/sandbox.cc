#include "platform/sandbox.h"

#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "platform/landlock.h"

namespace lma::platform {
namespace {

// What the host calls once it runs: found by tracing SQLite (WAL, checkpoint, VACUUM), libsodium
// (Argon2id) and stdio, and what glibc may choose instead of them. Everything else is answered
// with EPERM rather than death: a new libc must not kill the host.
constexpr std::array kAllowed = {
    // the pipe to the browser, the database, the watch
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(pread64),
    SCMP_SYS(pwrite64),
    SCMP_SYS(lseek),
    SCMP_SYS(close),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(openat),
    SCMP_SYS(open),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd),
    SCMP_SYS(newfstatat),
    SCMP_SYS(fstat),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(statx),
    SCMP_SYS(fcntl),
    SCMP_SYS(fsync),
    SCMP_SYS(fdatasync),
    SCMP_SYS(ftruncate),
    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),
    SCMP_SYS(rename),
    SCMP_SYS(renameat),
    SCMP_SYS(renameat2),
    SCMP_SYS(mkdir),
    SCMP_SYS(fchmod),
    SCMP_SYS(fchown),
    SCMP_SYS(utimensat),
    // memory; mmap and mprotect have conditions of their own
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(mlock),
    SCMP_SYS(munlock),
    SCMP_SYS(getrandom),
    SCMP_SYS(futex),
    // time, identity, the end
    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getuid),
    SCMP_SYS(getegid),
    SCMP_SYS(getgid),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
#ifdef LMA_SANITIZED
    // what the sanitizers' run time calls
    SCMP_SYS(sigaltstack),
    SCMP_SYS(prctl),
    SCMP_SYS(sched_yield),
    SCMP_SYS(prlimit64),
#endif
};

Status RestrictCalls() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == nullptr) return Fail(ErrorCode::kUnsupported, "seccomp: init");
  int code = 0;
  for (const int call : kAllowed) {
    if (code == 0) code = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 0, nullptr);
  }
  // Memory, but never memory that could hold a program.
  const scmp_arg_cmp not_executable = {
      .arg = 2, .op = SCMP_CMP_MASKED_EQ, .datum_a = PROT_EXEC, .datum_b = 0};
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)}) {
    if (code == 0) {
      code = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &not_executable);
    }
  }
  if (code == 0) code = seccomp_load(filter);
  seccomp_release(filter);
  if (code != 0) return Fail(ErrorCode::kUnsupported, "seccomp: load");
  return {};
}

// --- Proofs, run in a child behind closed doors. Each answers whether the thing was possible. ---

bool CanOpenSocket() { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0; }

bool CanOpenLocalSocket() { return ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }

bool CanStartProcess() {
  const long child = ::syscall(SYS_clone, 17 /* SIGCHLD */, 0, 0, 0, 0);
  if (child == 0) ::_exit(0);
  return child > 0;
}

bool CanRunProgram() {
  // Without a fork: if it succeeded, the child would be gone and its report with it.
  ::execl("/nonexistent", "/nonexistent", nullptr);
  return errno != EPERM && errno != EACCES;
}

bool CanTrace() { return ::syscall(SYS_ptrace, 0 /* PTRACE_TRACEME */, 0, 0, 0) == 0; }

bool CanMapCode() {
  return ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
         MAP_FAILED;
}

bool CanRead(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd >= 0) ::close(fd);
  return fd >= 0;
}

bool CanMake(const std::string& path) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return false;
  ::close(fd);
  ::unlink(path.c_str());
  return true;
}

enum class Wanted { kRefused, kPossible };
// What a proof needs: the call filter or Landlock.
enum class Door { kCalls, kFiles };

struct Proof {
  const char* id;
  const char* tried;
  Wanted wanted;
  Door door;
  bool (*possible)(const OpenDoors& doors);
};

std::string ProbeName(const std::string& folder) {
  return folder + "/.door-probe-" + std::to_string(::getpid());
}

constexpr std::array<Proof, 10> kProofs = {{
    {"socket", "open a network socket", Wanted::kRefused, Door::kCalls,
     [](const OpenDoors&) { return CanOpenSocket(); }},
    {"local_socket", "open a local socket", Wanted::kRefused, Door::kCalls,
     [](const OpenDoors&) { return CanOpenLocalSocket(); }},
    {"process", "start a process or a thread", Wanted::kRefused, Door::kCalls,
     [](const OpenDoors&) { return CanStartProcess(); }},
    {"trace", "look into a process", Wanted::kRefused, Door::kCalls,
     [](const OpenDoors&) { return CanTrace(); }},
    {"code", "make new code in memory", Wanted::kRefused, Door::kCalls,
     [](const OpenDoors&) { return CanMapCode(); }},
    {"outside_file", "read a file outside the vault", Wanted::kRefused, Door::kFiles,
     [](const OpenDoors&) { return CanRead("/etc/passwd") || CanRead("/proc/self/status"); }},
    {"outside_write", "make a file outside the vault", Wanted::kRefused, Door::kFiles,
     [](const OpenDoors&) { return CanMake(ProbeName("/tmp")); }},
    {"above_vault", "make a file beside the vault's folder", Wanted::kRefused, Door::kFiles,
     [](const OpenDoors& doors) {
       return !doors.writable_folders.empty() &&
              CanMake(ProbeName(doors.writable_folders.front() + "/.."));
     }},
    {"vault_file", "make a file in the vault's folder", Wanted::kPossible, Door::kFiles,
     [](const OpenDoors& doors) {
       return doors.writable_folders.empty() || CanMake(ProbeName(doors.writable_folders.front()));
     }},
    // Last: if it were possible, nothing could be reported after it.
    {"program", "run a program", Wanted::kRefused, Door::kCalls,
     [](const OpenDoors&) { return CanRunProgram(); }},
}};

// What the child says of each proof, one byte each.
enum class Report : char { kPossible = 'p', kRefused = 'r', kNoDoor = 'n' };

[[noreturn]] void ProveInChild(const OpenDoors& doors, int report_fd) {
  const Result<DoorsClosed> closed = CloseDoors(doors);
  std::array<char, kProofs.size()> reports;
  for (std::size_t i = 0; i < kProofs.size(); ++i) {
    const bool door = closed && (kProofs[i].door == Door::kCalls ? closed->calls : closed->files);
    Report report = Report::kNoDoor;
    if (door) report = kProofs[i].possible(doors) ? Report::kPossible : Report::kRefused;
    reports[i] = static_cast<char>(report);
  }
  const ssize_t written = ::write(report_fd, reports.data(), reports.size());
  ::_exit(written == static_cast<ssize_t>(reports.size()) ? 0 : 1);
}

}  // namespace

void ForbidDumps() {
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

Result<DoorsClosed> CloseDoors(const OpenDoors& doors) {
  DoorsClosed closed;
  // Files first: the filter does not allow Landlock's own calls.
  const Result<Landlocked> files = RestrictFiles(doors.writable_folders, doors.readable_folders);
  if (!files) return Fail(files.error());
  closed.files = *files == Landlocked::kYes;
  if (const Status calls = RestrictCalls(); !calls) return Fail(calls.error());
  closed.calls = true;
  return closed;
}

Result<std::vector<DoorProof>> ProveDoors(const OpenDoors& doors) {
  std::array<int, 2> pipe_fds;
  if (::pipe2(pipe_fds.data(), O_CLOEXEC) != 0) return Fail(ErrorCode::kIo, "pipe");
  const pid_t child = ::fork();
  if (child < 0) {
    ::close(pipe_fds[0]);
    ::close(pipe_fds[1]);
    return Fail(ErrorCode::kIo, "fork");
  }
  if (child == 0) ProveInChild(doors, pipe_fds[1]);
  ::close(pipe_fds[1]);
  std::array<char, kProofs.size()> reports{};
  std::size_t got = 0;
  while (got < reports.size()) {
    const ssize_t count = ::read(pipe_fds[0], reports.data() + got, reports.size() - got);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    got += static_cast<std::size_t>(count);
  }
  ::close(pipe_fds[0]);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (got != reports.size()) return Fail(ErrorCode::kUnsupported, "the probing child died");

  std::vector<DoorProof> proofs;
  for (std::size_t i = 0; i < kProofs.size(); ++i) {
    const Report wanted =
        kProofs[i].wanted == Wanted::kRefused ? Report::kRefused : Report::kPossible;
    proofs.push_back({kProofs[i].id, kProofs[i].tried, static_cast<Report>(reports[i]) == wanted});
  }
  return proofs;
}

}  // namespace lma::platform
