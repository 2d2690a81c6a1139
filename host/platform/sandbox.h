// Closes what the host does not need once it runs: the network, other programs, other files.
// docs/threat-model.md says what is allowed and why.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace lma::platform {

// No core dumps, and no other process of the user may read this one's memory (ptrace, /proc).
// To be called first thing in main.
void ForbidDumps();

// What stays open. Paths that do not exist are skipped.
struct OpenDoors {
  std::vector<std::string> writable_folders;  // the vault's folder
  std::vector<std::string> readable_folders;  // compiled lists
};

// What the system could do.
struct DoorsClosed {
  bool calls = false;  // seccomp: no sockets, programs, threads, ptrace…
  bool files = false;  // Landlock: files outside the folders cannot be opened
};

// For the rest of the process's life. No thread may exist, and none can be started afterwards.
// Descriptors that are open (stdin, stdout, the database, the inotify watch) go on working.
// A kernel without Landlock is no error: `files` is false then. kUnsupported: seccomp refused.
Result<DoorsClosed> CloseDoors(const OpenDoors& doors);

// One thing that was tried behind closed doors.
struct DoorProof {
  std::string id;          // "socket", "program", "outside_file", "vault_file"
  std::string tried;       // in words, for doctor
  bool as_wanted = false;  // refused, or for "vault_file" possible
};

// Starts a child that closes its doors and tries to open a socket, run a program, start a thread
// and read and write outside `doors`, and what must stay possible inside. For doctor and tests.
// kUnsupported, kIo.
Result<std::vector<DoorProof>> ProveDoors(const OpenDoors& doors);

}  // namespace lma::platform
