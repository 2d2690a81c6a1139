#include "cli/list_shelf.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <tuple>
#include <utility>

#include "app/list_index.h"
#include "lists/compiler.h"
#include "lists/index.h"
#include "platform/folders.h"

namespace lma::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOn = ".txt";
constexpr std::string_view kOff = ".txt.off";
constexpr unsigned kOwnerOnly = 0600;

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::string WhatItHolds(const lists::ListCounts& counts) {
  return "no rule in it can be used: " + std::to_string(counts.network) + " network rules, " +
         std::to_string(counts.all_refused()) + " refused, " + std::to_string(counts.comments) +
         " comments, " + std::to_string(counts.lines) + " lines";
}

}  // namespace

// A list's text in the folder.
struct ListShelf::Source {
  std::string name;
  bool on = true;
  std::uint64_t bytes = 0;
  std::int64_t time_ns = 0;

  bool Fits(const lists::ListEntry& entry) const {
    return name == entry.name && on == entry.on && bytes == entry.source_bytes &&
           time_ns == entry.source_time_ns;
  }
};

Result<std::unique_ptr<ListShelf>> ListShelf::Open(const std::string& folder) {
  if (const Status made = MakePrivateFolder(folder); !made) return Fail(made.error());
  if (const Status made = MakePrivateFolder(folder + "/sources"); !made) return Fail(made.error());
  const int lock = ::open((folder + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  int locked = -1;
  if (lock >= 0) {
    do {
      locked = ::flock(lock, LOCK_EX);
    } while (locked != 0 && errno == EINTR);
  }
  if (locked != 0) {
    if (lock >= 0) ::close(lock);
    return Fail(ErrorCode::kIo, "the folder of lists cannot be locked");
  }
  return std::unique_ptr<ListShelf>(new ListShelf(folder, lock));
}

ListShelf::~ListShelf() { ::close(lock_); }

std::string ListShelf::PathOf(const std::string& name, bool on) const {
  return folder_ + "/sources/" + name + std::string(on ? kOn : kOff);
}

std::vector<ListShelf::Source> ListShelf::Sources() const {
  std::vector<Source> sources;
  std::error_code error;
  for (const auto& file : fs::directory_iterator(folder_ + "/sources", error)) {
    const std::string file_name = file.path().filename().string();
    const bool off = EndsWith(file_name, kOff);
    if (!off && !EndsWith(file_name, kOn)) continue;
    Source source;
    source.on = !off;
    source.name = file_name.substr(0, file_name.size() - (off ? kOff : kOn).size());
    struct stat status {};
    if (!lists::IsListName(source.name) || ::stat(file.path().c_str(), &status) != 0 ||
        !S_ISREG(status.st_mode)) {
      continue;
    }
    source.bytes = static_cast<std::uint64_t>(status.st_size);
    constexpr std::int64_t kNsPerSecond = 1'000'000'000;
    source.time_ns = status.st_mtim.tv_sec * kNsPerSecond + status.st_mtim.tv_nsec;
    sources.push_back(std::move(source));
  }
  std::sort(sources.begin(), sources.end(), [](const Source& a, const Source& b) {
    return std::tie(a.name, a.on) < std::tie(b.name, b.on);
  });
  // A switch that was interrupted left both: the list is off, which hides less.
  sources.erase(std::unique(sources.begin(), sources.end(),
                            [](const Source& a, const Source& b) { return a.name == b.name; }),
                sources.end());
  return sources;
}

Result<std::vector<lists::ListEntry>> ListShelf::Lists() {
  const std::string path = folder_ + "/" + app::ListIndex::kFileName;
  const std::vector<Source> sources = Sources();
  const auto index = lists::Index::Open(path);
  if (!index && index.error().code == ErrorCode::kNotFound && sources.empty()) {
    return std::vector<lists::ListEntry>();
  }
  const bool sound = index && index->CheckAll();
  if (sound) {
    auto entries = index->Catalogue();
    if (std::equal(sources.begin(), sources.end(), entries->begin(), entries->end(),
                   [](const Source& source, const lists::ListEntry& entry) {
                     return source.Fits(entry);
                   })) {
      return entries;
    }
  } else if (index || index.error().code == ErrorCode::kBadData) {
    damaged_ = true;
    std::rename(path.c_str(), (path + ".damaged").c_str());
  }
  return Compile();
}

bool ListShelf::TakeDamaged() { return std::exchange(damaged_, false); }

Result<std::vector<lists::ListEntry>> ListShelf::Compile() {
  lists::Compiler compiler;
  std::vector<lists::ListEntry> entries;
  for (const Source& source : Sources()) {
    const auto text = platform::ReadWholeFile(PathOf(source.name, source.on), kMaxListBytes);
    if (!text) return Fail(text.error());
    lists::ListEntry& entry = entries.emplace_back();
    entry.name = source.name;
    entry.on = source.on;
    entry.source_bytes = source.bytes;
    entry.source_time_ns = source.time_ns;
    entry.counts = compiler.Add(
        *text, source.on ? lists::Compiler::Take::kUse : lists::Compiler::Take::kCountOnly);
  }
  const auto bytes = compiler.Finish(entries);
  if (!bytes) return Fail(bytes.error());
  const Status written =
      platform::WriteFileAtomically(folder_ + "/" + app::ListIndex::kFileName, *bytes, kOwnerOnly);
  if (!written) return Fail(written.error());
  return entries;
}

Result<lists::ListEntry> ListShelf::EntryOf(const std::string& name) {
  const auto entries = Lists();
  if (!entries) return Fail(entries.error());
  const auto found = std::find_if(entries->begin(), entries->end(),
                                  [&](const auto& entry) { return entry.name == name; });
  if (found == entries->end()) return Fail(ErrorCode::kNotFound, "no list is called " + name);
  return *found;
}

Result<lists::ListEntry> ListShelf::Add(const std::string& name, std::string_view text) {
  if (!lists::IsListName(name)) {
    return Fail(ErrorCode::kBadRequest,
                "a list's name has 1 to 64 letters, digits, '-', '_' or '.': use --name");
  }
  if (text.size() > kMaxListBytes) return Fail(ErrorCode::kTooLarge, "a list of over 64 MiB");
  const std::vector<Source> sources = Sources();
  const auto old = std::find_if(sources.begin(), sources.end(),
                                [&](const Source& source) { return source.name == name; });
  if (old == sources.end() && sources.size() >= kMaxLists) {
    return Fail(ErrorCode::kTooLarge, "there are 64 lists already");
  }
  const lists::ListCounts counts = lists::Compiler().Add(text, lists::Compiler::Take::kCountOnly);
  if (counts.rules() == 0) return Fail(ErrorCode::kBadData, WhatItHolds(counts));
  const bool on = old == sources.end() || old->on;
  const Status written = platform::WriteFileAtomically(PathOf(name, on), text, kOwnerOnly);
  if (!written) return Fail(written.error());
  return EntryOf(name);
}

Status ListShelf::Remove(const std::string& name) {
  const auto entry = EntryOf(name);
  if (!entry) return Fail(entry.error());
  for (const bool on : {true, false}) ::unlink(PathOf(name, on).c_str());
  const auto entries = Lists();
  if (!entries) return Fail(entries.error());
  return {};
}

Result<lists::ListEntry> ListShelf::Switch(const std::string& name, bool on) {
  const auto entry = EntryOf(name);
  if (!entry) return Fail(entry.error());
  if (entry->on != on && std::rename(PathOf(name, !on).c_str(), PathOf(name, on).c_str()) != 0) {
    return Fail(ErrorCode::kIo, "the list cannot be switched");
  }
  return EntryOf(name);
}

Result<std::string> ListShelf::Text(const std::string& name) const {
  for (const Source& source : Sources()) {
    if (source.name != name) continue;
    return platform::ReadWholeFile(PathOf(name, source.on), kMaxListBytes);
  }
  return Fail(ErrorCode::kNotFound, "no list is called " + name);
}

}  // namespace lma::cli
