#include "app/loop.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "app/dispatcher.h"
#include "app/vault_access.h"
#include "base/log.h"
#include "classify/provider_table.h"
#include "lexicon/lexicon.h"
#include "platform/memory.h"
#include "protocol/encode.h"
#include "wire/message_reader.h"
#include "wire/message_writer.h"

namespace lma::app {
namespace {

using State = wire::MessageReader::State;

// Journal rows wait this long for others to be written with.
constexpr std::int64_t kFlushAfterMs = 3'000;
// After so long without a message the tables are given back to the kernel: a browser stands idle
// most of the day, and the next page waits for so much more than mapping them anew takes.
constexpr std::int64_t kIdleAfterMs = 2'000;
constexpr std::int64_t kMsPerDay = std::int64_t{24} * 60 * 60 * 1000;

class Loop {
 public:
  Loop(int input, int output, Session& session)
      : input_(input), reader_(input), writer_(output), session_(session) {}

  int Run() {
    while (!ended_) {
      Wait();
      DoDue();
      if (readable_) {
        reader_.Fill();
        AnswerAll();
        idle_due_ms_ = session_.clock.NowMs() + kIdleAfterMs;
      }
    }
    Flush();
    return 0;
  }

 private:
  // Until there is input, another process changed the vault, or something falls due.
  void Wait() {
    const int change_fd = session_.watch == nullptr ? -1 : session_.watch->fd();
    std::array<pollfd, 2> waiting = {pollfd{input_, POLLIN, 0}, pollfd{change_fd, POLLIN, 0}};
    const int count = ::poll(waiting.data(), waiting.size(), TimeoutMs());
    readable_ = count > 0 && waiting[0].revents != 0;
    changed_ = count > 0 && waiting[1].revents != 0;
    if (count < 0 && errno != EINTR) ended_ = true;
  }

  int TimeoutMs() const {
    const std::int64_t now_ms = session_.clock.NowMs();
    std::int64_t due_ms = now_ms + kMsPerDay;
    if (flush_due_ms_ != 0) due_ms = std::min(due_ms, flush_due_ms_);
    if (idle_due_ms_ != 0) due_ms = std::min(due_ms, idle_due_ms_);
    if (session_.welcome_ends_ms != 0) due_ms = std::min(due_ms, session_.welcome_ends_ms);
    return static_cast<int>(std::max<std::int64_t>(0, due_ms - now_ms));
  }

  void DoDue() {
    const std::int64_t now_ms = session_.clock.NowMs();
    if (idle_due_ms_ != 0 && idle_due_ms_ <= now_ms) {
      idle_due_ms_ = 0;
      platform::GiveBackPages(lexicon::BuiltInBlob());
      platform::GiveBackPages(classify::BuiltInProviders());
      if (session_.lists.get() != nullptr) {
        platform::GiveBackPages(session_.lists.get()->bytes());
      }
    }
    bool tell = changed_ && VaultChanged();
    // Who changes the lists touches the vault's folder too.
    if (changed_ && session_.lists.Refresh()) tell = session_.profile != nullptr || tell;
    if (session_.welcome_ends_ms != 0 && session_.welcome_ends_ms <= now_ms) {
      session_.welcome_ends_ms = 0;
      tell = true;
    }
    if (tell) Send(protocol::EncodeChanged());
    if (flush_due_ms_ != 0 && flush_due_ms_ <= now_ms) Flush();
  }

  // Another process wrote to the vault, locked it or unlocked it. Whether pages must hear of it.
  bool VaultChanged() {
    const profile::FolderWatch::Notice notice = session_.watch->Drain();
    if (notice == profile::FolderWatch::Notice::kFlush) Flush();
    const bool was_open = session_.profile != nullptr;
    if (notice == profile::FolderWatch::Notice::kLock && was_open) CloseVault(session_);
    if (session_.profile == nullptr) return ReopenVault(session_) || was_open;
    if (notice == profile::FolderWatch::Notice::kReplaced || session_.profile->Outdated()) {
      // The keys of the new one are outside of the doors. The browser starts another host.
      LogError("the vault was replaced: starting over");
      ended_ = true;
      return false;
    }
    return session_.profile->ChangedByOthers();
  }

  void AnswerAll() {
    std::span<char> body;
    State state = reader_.Next(&body);
    for (; state == State::kMessage && !ended_; state = reader_.Next(&body)) {
      for (const std::string& message : Answer(body, session_)) Send(message);
    }
    if (session_.profile != nullptr && session_.profile->HasPending() && flush_due_ms_ == 0) {
      flush_due_ms_ = session_.clock.NowMs() + kFlushAfterMs;
    }
    if (state == State::kBadLength) {
      LogError("a message of length 0 or over the limit: the stream cannot be read on");
      const auto refusal =
          protocol::EncodeReply({}, Fail(ErrorCode::kBadFrame, "length 0 or over the limit"));
      Send(refusal.front());
    }
    if (state == State::kTorn) LogError("the stream ended inside a message");
    if (state != State::kNeedMore) ended_ = true;
  }

  void Send(const std::string& message) {
    if (ended_) return;
    if (const Status status = writer_.Write(message); !status) {
      LogError(status.error().detail);
      ended_ = true;
    }
  }

  void Flush() {
    flush_due_ms_ = 0;
    if (session_.profile == nullptr) return;
    if (session_.profile->HasPending()) {
      if (const Status status = session_.profile->Flush(); !status) {
        LogError("the journal could not be written: " +
                 std::string(ErrorCodeName(status.error().code)));
        flush_due_ms_ = session_.clock.NowMs() + kFlushAfterMs;
      }
    }
    const std::int64_t now_ms = session_.clock.NowMs();
    if (!ended_ && now_ms - last_drop_ms_ >= kMsPerDay) {
      last_drop_ms_ = now_ms;
      if (const auto dropped = session_.profile->DropOldEntries(); !dropped) {
        LogError("old journal entries could not be dropped: " +
                 std::string(ErrorCodeName(dropped.error().code)));
      }
    }
  }

  int input_;
  wire::MessageReader reader_;
  wire::MessageWriter writer_;
  Session& session_;
  bool readable_ = false;
  bool changed_ = false;
  bool ended_ = false;
  std::int64_t flush_due_ms_ = 0;  // 0: nothing waits
  std::int64_t idle_due_ms_ = 0;   // 0: nothing was touched since
  std::int64_t last_drop_ms_ = 0;
};

}  // namespace

int RunLoop(int input, int output, Session& session) { return Loop(input, output, session).Run(); }

}  // namespace lma::app
