// Where things are kept.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/folder.h"
#include "base/result.h"

namespace lma::platform {

// LEAVE_ME_ALONE_HOME, when set to an absolute path, holds everything (tests, throwaway
// profiles); else the XDG base directories do. Nothing is created here.
struct Folders {
  std::string vault;     // vault.db and its companions; the only folder open after CloseDoors
  std::string key_file;  // outside the vault's folder, so that a copy of that folder stays shut
  std::string config;
  std::string lists;    // filter lists and their index; public, so outside the vault's folder
  std::string session;  // gone when the user logs out; empty where the system has no such folder
  // True with LEAVE_ME_ALONE_HOME: a new vault there gets a key file, and the user's own desktop
  // keyring is left alone.
  bool own_home = false;
};

// `get_environment` is std::getenv or a fake; it may answer null.
// kUnsupported: neither LEAVE_ME_ALONE_HOME, HOME nor the XDG variables are set to absolute paths.
Result<Folders> FindFolders(const std::function<const char*(const char*)>& get_environment);
Result<Folders> FindFolders();

using lma::MakePrivateFolder;

// Path of the running program, links resolved. kUnsupported if the system does not say.
Result<std::string> SelfPath();

// Replaces the file's content in one step: readers see the old or the new one, also after a power
// cut. `mode` as of chmod. kIo; then the old file stands as it was.
Status WriteFileAtomically(const std::string& path, std::string_view content, unsigned mode);

// The file's content. kNotFound, kTooLarge (over `max_bytes`), kIo.
Result<std::string> ReadWholeFile(const std::string& path, std::size_t max_bytes);

}  // namespace lma::platform
