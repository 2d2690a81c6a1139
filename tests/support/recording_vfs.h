// A layer under SQLite that notes what reaches the disk and in which order, so that a test can ask
// what a power cut would have left at any moment; and that lets the disk fail.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace lma::testing {

class RecordingVfs {
 public:
  // Becomes SQLite's default until it is destroyed; open no database before and close all before
  // its end. One at a time.
  RecordingVfs();
  ~RecordingVfs();
  RecordingVfs(const RecordingVfs&) = delete;
  RecordingVfs& operator=(const RecordingVfs&) = delete;

  struct Event {
    enum class Type : std::uint8_t { kWrite, kTruncate, kSync, kDelete, kMark };
    Type type = Type::kMark;
    std::string file;        // its path
    std::uint64_t at = 0;    // kWrite: offset; kTruncate: size; kMark: the number
    std::string bytes = {};  // kWrite
  };
  const std::vector<Event>& events() const { return events_; }
  void Clear() { events_.clear(); }
  // Notes a moment of the test's own, such as "acknowledged".
  void Mark(std::uint64_t number) { events_.push_back({Event::Type::kMark, {}, number}); }
  bool recording = true;

  // Lets every write, sync and truncation fail from the `count`-th on: as a disk that is full, or
  // one that breaks.
  enum class Fault : std::uint8_t { kFull, kBroken };
  void FailAfter(std::size_t count, Fault fault);
  void FailNoMore() { fault_.reset(); }
  // Operations since FailAfter.
  std::size_t operations() const { return operations_; }

  // For its callbacks.
  void Note(Event event);
  int NextResult();

 private:
  std::vector<Event> events_;
  std::optional<Fault> fault_;
  std::size_t fail_after_ = 0;
  std::size_t operations_ = 0;
};

// Files by path.
using Disk = std::map<std::string, std::string>;

// What is on the platter when the power goes after the first `count` events: of what was written
// since a file's last sync, nothing, everything, or some sectors of 512 bytes. `ignore_syncs`
// plays a program that never syncs.
enum class Cut : std::uint8_t { kSyncedOnly, kEverything, kSomeSectors };
Disk AfterPowerCut(const Disk& before, const std::vector<RecordingVfs::Event>& events,
                   std::size_t count, Cut cut, std::mt19937& random, bool ignore_syncs = false);

}  // namespace lma::testing
