#include "base/folder.h"

#include <sys/stat.h>

#include <cerrno>

namespace lma {

Status MakePrivateFolder(const std::string& path) {
  for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
    const std::string parent = path.substr(0, end);
    if (!parent.empty() && ::mkdir(parent.c_str(), 0700) != 0 && errno != EEXIST) {
      // A parent that we may not make may well be there (EROFS, EACCES): stat decides at the end.
      if (errno != EROFS && errno != EACCES && errno != EPERM) break;
    }
    if (end == std::string::npos) break;
  }
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) {
    return Fail(ErrorCode::kIo, "folder cannot be made");
  }
  return {};
}

}  // namespace lma
