#include "platform/folders.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace lma::platform {
namespace {

// The XDG rule: a relative path is not to be used.
std::string Absolute(const char* value) {
  if (value == nullptr || value[0] != '/') return {};
  std::string path = value;
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

bool WriteAll(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t count = ::write(fd, content.data(), content.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    content.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

Result<Folders> FindFolders(const std::function<const char*(const char*)>& get_environment) {
  Folders folders;
  if (const std::string own = Absolute(get_environment("LEAVE_ME_ALONE_HOME")); !own.empty()) {
    folders.vault = own + "/vault";
    folders.key_file = own + "/keys/vault.key";
    folders.config = own + "/config";
    folders.session = own + "/session";
    folders.lists = own + "/lists";
    folders.own_home = true;
    return folders;
  }
  const std::string home = Absolute(get_environment("HOME"));
  const auto base = [&](const char* variable, const char* below_home) {
    std::string path = Absolute(get_environment(variable));
    if (path.empty() && !home.empty()) path = home + below_home;
    return path;
  };
  const std::string data = base("XDG_DATA_HOME", "/.local/share");
  const std::string config = base("XDG_CONFIG_HOME", "/.config");
  if (data.empty() || config.empty()) {
    return Fail(ErrorCode::kUnsupported, "HOME is not set");
  }
  folders.vault = data + "/leave-me-alone/vault";
  folders.config = config + "/leave-me-alone";
  folders.key_file = folders.config + "/keys/vault.key";
  const std::string session = Absolute(get_environment("XDG_RUNTIME_DIR"));
  if (!session.empty()) folders.session = session + "/leave-me-alone";
  folders.lists = data + "/leave-me-alone/lists";
  return folders;
}

Result<Folders> FindFolders() {
  return FindFolders([](const char* name) { return std::getenv(name); });
}

Result<std::string> SelfPath() {
  std::array<char, 4096> path;
  const ssize_t size = ::readlink("/proc/self/exe", path.data(), path.size());
  if (size <= 0 || static_cast<std::size_t>(size) == path.size()) {
    return Fail(ErrorCode::kUnsupported, "/proc/self/exe");
  }
  return std::string(path.data(), static_cast<std::size_t>(size));
}

Status WriteFileAtomically(const std::string& path, std::string_view content, unsigned mode) {
  const std::string temporary = path + ".new-" + std::to_string(::getpid());
  ::unlink(temporary.c_str());
  const int file =
      ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, static_cast<mode_t>(mode));
  if (file < 0) return Fail(ErrorCode::kIo, "file cannot be made");
  bool written = WriteAll(file, content) && ::fchmod(file, mode) == 0 && ::fsync(file) == 0;
  written = ::close(file) == 0 && written;
  if (!written || std::rename(temporary.c_str(), path.c_str()) != 0) {
    ::unlink(temporary.c_str());
    return Fail(ErrorCode::kIo, "file cannot be written");
  }
  // Makes the new name durable; some file systems cannot, and the file is right all the same.
  const std::string folder = path.substr(0, path.rfind('/') + 1);
  const int directory =
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory >= 0) {
    ::fsync(directory);
    ::close(directory);
  }
  return {};
}

Result<std::string> ReadWholeFile(const std::string& path, std::size_t max_bytes) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    if (errno == ENOENT || errno == ENOTDIR) return Fail(ErrorCode::kNotFound, "no such file");
    return Fail(ErrorCode::kIo, "file cannot be opened");
  }
  // Read rather than believe the size: a pipe or a growing file has none.
  std::string content;
  std::array<char, 16384> part;
  ssize_t count = 0;
  while ((count = ::read(file, part.data(), part.size())) != 0) {
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 || content.size() + static_cast<std::size_t>(count) > max_bytes) break;
    content.append(part.data(), static_cast<std::size_t>(count));
  }
  ::close(file);
  if (count < 0) return Fail(ErrorCode::kIo, "file cannot be read");
  if (count > 0) return Fail(ErrorCode::kTooLarge, "file");
  return content;
}

}  // namespace lma::platform
