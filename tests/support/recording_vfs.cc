#include "support/recording_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <new>

namespace lma::testing {
namespace {

using Event = RecordingVfs::Event;

RecordingVfs* recorder = nullptr;
sqlite3_vfs* real_vfs = nullptr;
sqlite3_vfs own_vfs;

// The real file stands behind it in the same memory.
struct File {
  sqlite3_file base;
  char path[512];
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
File* Own(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
sqlite3_file* Real(sqlite3_file* file) { return Own(file)->real(); }

int Close(sqlite3_file* file) { return Real(file)->pMethods->xClose(Real(file)); }
int Read(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
  return Real(file)->pMethods->xRead(Real(file), to, size, at);
}
int Write(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
  if (const int refused = recorder->NextResult(); refused != SQLITE_OK) return refused;
  recorder->Note({Event::Type::kWrite, Own(file)->path, static_cast<std::uint64_t>(at),
                  std::string(static_cast<const char*>(from), static_cast<std::size_t>(size))});
  return Real(file)->pMethods->xWrite(Real(file), from, size, at);
}
int Truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (const int refused = recorder->NextResult(); refused != SQLITE_OK) return refused;
  recorder->Note({Event::Type::kTruncate, Own(file)->path, static_cast<std::uint64_t>(size)});
  return Real(file)->pMethods->xTruncate(Real(file), size);
}
int Sync(sqlite3_file* file, int) {
  if (const int refused = recorder->NextResult(); refused != SQLITE_OK) {
    return refused == SQLITE_FULL ? SQLITE_FULL : SQLITE_IOERR_FSYNC;
  }
  recorder->Note({Event::Type::kSync, Own(file)->path});
  return SQLITE_OK;  // the platter is played by the test
}
int FileSize(sqlite3_file* file, sqlite3_int64* size) {
  return Real(file)->pMethods->xFileSize(Real(file), size);
}
int Lock(sqlite3_file* file, int level) { return Real(file)->pMethods->xLock(Real(file), level); }
int Unlock(sqlite3_file* file, int level) {
  return Real(file)->pMethods->xUnlock(Real(file), level);
}
int CheckReservedLock(sqlite3_file* file, int* result) {
  return Real(file)->pMethods->xCheckReservedLock(Real(file), result);
}
int FileControl(sqlite3_file* file, int operation, void* argument) {
  return Real(file)->pMethods->xFileControl(Real(file), operation, argument);
}
int SectorSize(sqlite3_file* file) { return Real(file)->pMethods->xSectorSize(Real(file)); }
// Nothing is promised that a cheap disk does not keep.
int DeviceCharacteristics(sqlite3_file*) { return 0; }
int ShmMap(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
  return Real(file)->pMethods->xShmMap(Real(file), page, size, extend, memory);
}
int ShmLock(sqlite3_file* file, int offset, int count, int flags) {
  return Real(file)->pMethods->xShmLock(Real(file), offset, count, flags);
}
void ShmBarrier(sqlite3_file* file) { Real(file)->pMethods->xShmBarrier(Real(file)); }
int ShmUnmap(sqlite3_file* file, int remove) {
  return Real(file)->pMethods->xShmUnmap(Real(file), remove);
}

constexpr sqlite3_io_methods kMethods = {2,
                                         Close,
                                         Read,
                                         Write,
                                         Truncate,
                                         Sync,
                                         FileSize,
                                         Lock,
                                         Unlock,
                                         CheckReservedLock,
                                         FileControl,
                                         SectorSize,
                                         DeviceCharacteristics,
                                         ShmMap,
                                         ShmLock,
                                         ShmBarrier,
                                         ShmUnmap,
                                         nullptr,
                                         nullptr};

int Open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  File* own = new (file) File{};
  const int code = real_vfs->xOpen(real_vfs, name, own->real(), flags, out_flags);
  if (code != SQLITE_OK || name == nullptr) return code == SQLITE_OK ? SQLITE_CANTOPEN : code;
  std::strncpy(own->path, name, sizeof own->path - 1);
  own->base.pMethods = &kMethods;
  return SQLITE_OK;
}
int Delete(sqlite3_vfs*, const char* name, int sync_folder) {
  recorder->Note({Event::Type::kDelete, name, static_cast<std::uint64_t>(sync_folder)});
  return real_vfs->xDelete(real_vfs, name, sync_folder);
}

void PutAt(std::string* content, std::uint64_t at, std::string_view bytes) {
  if (content->size() < at + bytes.size()) content->resize(at + bytes.size());
  content->replace(at, bytes.size(), bytes);
}

void Apply(std::string* content, const Event& event) {
  if (event.type == Event::Type::kWrite) PutAt(content, event.at, event.bytes);
  if (event.type == Event::Type::kTruncate) content->resize(event.at);
}

// Some of its sectors.
void ApplyTorn(std::string* content, const Event& event, std::mt19937& random) {
  constexpr std::size_t kSector = 512;
  if (event.type == Event::Type::kTruncate && random() % 2 == 0) return;
  if (event.type != Event::Type::kWrite) return Apply(content, event);
  for (std::size_t begin = 0; begin < event.bytes.size();) {
    const std::size_t end =
        std::min<std::size_t>(event.bytes.size(), begin + kSector - (event.at + begin) % kSector);
    if (random() % 2 == 0) {
      PutAt(content, event.at + begin, std::string_view(event.bytes).substr(begin, end - begin));
    }
    begin = end;
  }
}

}  // namespace

RecordingVfs::RecordingVfs() {
  recorder = this;
  real_vfs = sqlite3_vfs_find(nullptr);
  own_vfs = *real_vfs;
  own_vfs.zName = "recording";
  own_vfs.szOsFile = static_cast<int>(sizeof(File)) + real_vfs->szOsFile;
  own_vfs.xOpen = Open;
  own_vfs.xDelete = Delete;
  own_vfs.pNext = nullptr;
  sqlite3_vfs_register(&own_vfs, 1);
}

RecordingVfs::~RecordingVfs() {
  sqlite3_vfs_unregister(&own_vfs);
  sqlite3_vfs_register(real_vfs, 1);
  recorder = nullptr;
}

void RecordingVfs::FailAfter(std::size_t count, Fault fault) {
  fault_ = fault;
  fail_after_ = count;
  operations_ = 0;
}

void RecordingVfs::Note(Event event) {
  if (recording) events_.push_back(std::move(event));
}

int RecordingVfs::NextResult() {
  ++operations_;
  if (!fault_ || operations_ <= fail_after_) return SQLITE_OK;
  return *fault_ == Fault::kFull ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

Disk AfterPowerCut(const Disk& before, const std::vector<Event>& events, std::size_t count, Cut cut,
                   std::mt19937& random, bool ignore_syncs) {
  // Of each file, what is safe, and what was done to it since.
  struct State {
    std::optional<std::string> safe;
    std::vector<const Event*> pending;
  };
  std::map<std::string, State> files;
  for (const auto& [path, content] : before) files[path].safe = content;
  for (std::size_t i = 0; i < count; ++i) {
    const Event& event = events[i];
    if (event.type == Event::Type::kMark) continue;
    State& file = files[event.file];
    if (event.type != Event::Type::kSync) {
      file.pending.push_back(&event);
    } else if (!ignore_syncs) {
      for (const Event* done : file.pending) {
        if (done->type == Event::Type::kDelete) {
          file.safe.reset();
        } else {
          if (!file.safe) file.safe.emplace();
          Apply(&*file.safe, *done);
        }
      }
      if (!file.safe) file.safe.emplace();
      file.pending.clear();
    }
  }
  Disk disk;
  for (auto& [path, file] : files) {
    std::optional<std::string> content = std::move(file.safe);
    if (cut != Cut::kSyncedOnly) {
      for (const Event* done : file.pending) {
        if (done->type == Event::Type::kDelete) {
          if (cut == Cut::kEverything || random() % 2 == 0) content.reset();
          continue;
        }
        if (!content) content.emplace();
        if (cut == Cut::kEverything) {
          Apply(&*content, *done);
        } else {
          ApplyTorn(&*content, *done, random);
        }
      }
    }
    if (content) disk[path] = std::move(*content);
  }
  return disk;
}

}  // namespace lma::testing
