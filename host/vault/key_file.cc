#include "vault/key_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

#include "base/folder.h"
#include "vault/bytes.h"
#include "vault/keys.h"

namespace lma::vault {
namespace {

constexpr std::string_view kFirstLine = "leave-me-alone-key-1\n";
constexpr std::size_t kHexDigits = 2 * kKeyBytes;
constexpr std::size_t kFileBytes = kFirstLine.size() + kHexDigits + 1;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

// Reads up to `size` bytes and says how many there were.
std::size_t ReadAll(int fd, unsigned char* data, std::size_t size) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t count = ::read(fd, data + done, size - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    done += static_cast<std::size_t>(count);
  }
  return done;
}

bool WriteAll(int fd, const unsigned char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t count = ::write(fd, data, size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    data += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

// Makes the new name durable. Best effort: some file systems cannot sync a folder.
void SyncFolderOf(const std::string& path) {
  const Descriptor folder(
      ::open(path.substr(0, path.rfind('/') + 1).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() >= 0) ::fsync(folder.get());
}

Status MakeKeyFile(const std::string& path) {
  if (Status folder = MakePrivateFolder(path.substr(0, path.rfind('/'))); !folder) return folder;
  Secret key(kKeyBytes);
  randombytes_buf(key.bytes().data(), kKeyBytes);
  Secret text(kFileBytes + 1);  // sodium_bin2hex ends it with a zero
  unsigned char* out = text.bytes().data();
  std::memcpy(out, kFirstLine.data(), kFirstLine.size());
  sodium_bin2hex(reinterpret_cast<char*>(out) + kFirstLine.size(), kHexDigits + 1,
                 key.bytes().data(), kKeyBytes);
  out[kFileBytes - 1] = '\n';

  // Written aside and linked into place: nobody ever sees half a key, and a key that another
  // process made meanwhile is not overwritten.
  const std::string temporary = path + ".new-" + std::to_string(::getpid());
  ::unlink(temporary.c_str());  // left by a process of the same number that was killed
  bool written = false;
  {
    const Descriptor file(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (file.get() < 0) return Fail(ErrorCode::kIo, "key file cannot be made");
    written = WriteAll(file.get(), out, kFileBytes) && ::fsync(file.get()) == 0;
  }
  const bool linked = written && (::link(temporary.c_str(), path.c_str()) == 0 || errno == EEXIST);
  ::unlink(temporary.c_str());
  if (!linked) return Fail(ErrorCode::kIo, "key file cannot be written");
  SyncFolderOf(path);
  return {};
}

}  // namespace

Result<Secret> ReadKeyFile(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) {
    if (errno == ENOENT || errno == ENOTDIR) return Fail(ErrorCode::kNotFound, "no key file");
    return Fail(ErrorCode::kKeyUnavailable, "key file cannot be opened");
  }
  struct stat info {};
  if (::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
    return Fail(ErrorCode::kKeyUnavailable, "key file is no regular file");
  }
  if (info.st_uid != ::geteuid() || (info.st_mode & 077) != 0) {
    return Fail(ErrorCode::kKeyUnavailable, "key file must be its owner's alone (chmod 600)");
  }
  Secret text(kFileBytes + 1);
  const std::size_t size = ReadAll(file.get(), text.bytes().data(), kFileBytes + 1);
  const std::string_view content = AsText(text.bytes()).substr(0, size);
  // Decoded in place, from the front: a byte is written only where its digits have been read.
  std::size_t key_size = 0;
  const char* end = nullptr;
  if (size != kFileBytes || !content.starts_with(kFirstLine) || content.back() != '\n' ||
      sodium_hex2bin(text.bytes().data(), kKeyBytes, content.data() + kFirstLine.size(), kHexDigits,
                     nullptr, &key_size, &end) != 0 ||
      key_size != kKeyBytes) {
    return Fail(ErrorCode::kVaultWrongKey, "not a key file");
  }
  Wipe(text.bytes().subspan(kKeyBytes));
  return text;
}

Result<Secret> ReadOrMakeKeyFile(const std::string& path) {
  Result<Secret> key = ReadKeyFile(path);
  if (key || key.error().code != ErrorCode::kNotFound) return key;
  const Status made = MakeKeyFile(path);
  if (!made) return Fail(made.error());
  return ReadKeyFile(path);
}

}  // namespace lma::vault
