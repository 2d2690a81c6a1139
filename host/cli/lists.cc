// lists: filter lists that others wrote (docs/lists.md).
#include <cstdio>
#include <filesystem>
#include <functional>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "cli/list_shelf.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "lists/compiler.h"
#include "platform/folders.h"
#include "profile/watch.h"
#include "protocol/json_writer.h"

namespace lma::cli {
namespace {

using lists::ListEntry;
using lists::Refusal;

constexpr std::size_t kMaxShownBytes = 100;

Result<std::string> ReadList(const std::string& file) {
  if (file != "-") return platform::ReadWholeFile(file, kMaxListBytes);
  return std::string(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());
}

void WriteEntry(protocol::JsonWriter& json, const ListEntry& list) {
  json.BeginObject();
  json.Member("name", list.name);
  json.Member("on", list.on);
  json.Member("lines", list.counts.lines);
  json.Member("rules", list.counts.rules());
  json.Member("hides_everywhere", list.counts.hides_everywhere);
  json.Member("hides_on_sites", list.counts.hides_on_sites);
  json.Member("exceptions", list.counts.exceptions);
  json.Member("comments", list.counts.comments);
  json.Member("network", list.counts.network);
  json.Member("refused", list.counts.all_refused());
  json.Key("reasons");
  json.BeginObject();
  for (std::size_t i = 0; i < lists::kRefusalCount; ++i) {
    if (list.counts.refused[i] == 0) continue;
    json.Member(lists::RefusalName(static_cast<Refusal>(i)), list.counts.refused[i]);
  }
  json.EndObject();
  json.EndObject();
}

std::string Summary(const ListEntry& list) {
  const lists::ListCounts& counts = list.counts;
  return list.name + (list.on ? "" : " (off)") + ": " + std::to_string(counts.rules()) +
         " rules (" + std::to_string(counts.hides_everywhere) + " for every site, " +
         std::to_string(counts.hides_on_sites) + " for single sites, " +
         std::to_string(counts.exceptions) +
         " exceptions). Not used: " + std::to_string(counts.network) + " network rules, " +
         std::to_string(counts.all_refused()) + " others.";
}

// Does something with the shelf, and tells the hosts when it changed something.
int WithShelf(Context& context, const std::function<int(ListShelf&)>& work) {
  const auto folders = context.folders();
  if (!folders) return context.Fail(folders.error());
  const auto shelf = ListShelf::Open(folders->lists);
  if (!shelf) return context.Fail(shelf.error());
  const int status = work(**shelf);
  if ((*shelf)->TakeDamaged()) {
    std::fputs(
        "leave-me-alone: the index of the lists was damaged; it was kept as index.damaged and made "
        "anew.\n",
        stderr);
  }
  // Hosts look at the lists when the vault's folder is touched.
  profile::AnnounceChange(folders->vault);
  return status;
}

int Show(Context& context, const Result<ListEntry>& list) {
  if (!list) return context.Fail(list.error());
  if (context.json) {
    std::string text;
    protocol::JsonWriter json(&text);
    WriteEntry(json, *list);
    Context::Print(text);
  } else {
    Context::Print(Summary(*list));
  }
  return kDone;
}

// A line of a stranger's file, harmless on a terminal.
std::string Shown(std::string_view line) {
  std::string shown(line.substr(0, kMaxShownBytes));
  for (char& c : shown) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return line.size() > kMaxShownBytes ? shown + "…" : shown;
}

struct RefusedLine {
  std::uint64_t number = 0;
  Refusal reason = Refusal::kNotCss;
  std::string text;
};

// The first refused lines of a list.
std::vector<RefusedLine> RefusedLines(std::string_view text, std::uint64_t limit) {
  std::vector<RefusedLine> refused;
  lists::Compiler().Add(text, lists::Compiler::Take::kCountOnly,
                        [&](std::uint64_t line, Refusal reason) {
                          if (refused.size() < limit) refused.push_back({line, reason, ""});
                        });
  std::uint64_t number = 0;
  auto next = refused.begin();
  while (next != refused.end()) {
    const std::size_t end = text.find('\n');
    if (++number == next->number) {
      next->text = Shown(text.substr(0, end));
      ++next;
    }
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return refused;
}

void ShowReasons(const ListEntry& list, const std::vector<RefusedLine>& refused) {
  Context::Print(Summary(list));
  Table reasons({"LINES", "WHY THEY ARE NOT USED"});
  const auto add = [&](std::uint64_t count, std::string_view why) {
    if (count > 0) reasons.Add({std::to_string(count), std::string(why)});
  };
  add(list.counts.comments, "comments");
  add(list.counts.network, "network rules: this program hides, it does not block");
  for (std::size_t i = 0; i < lists::kRefusalCount; ++i) {
    add(list.counts.refused[i], lists::RefusalReason(static_cast<Refusal>(i)));
  }
  if (!reasons.empty()) std::fputs(("\n" + reasons.Text(ColourWanted())).c_str(), stdout);
  if (refused.empty()) return;
  Context::Print("");
  for (const RefusedLine& line : refused) {
    Context::Print("line " + std::to_string(line.number) + " " +
                   std::string(lists::RefusalReason(line.reason)) + ": " + line.text);
  }
}

}  // namespace

int AddList(Context& context, const ListsOptions& options) {
  if (options.file == "-" && options.name.empty()) {
    return context.Fail({ErrorCode::kBadRequest, "standard input has no name: use --name"});
  }
  const auto text = ReadList(options.file);
  if (!text) return context.Fail({text.error().code, options.file + ": " + text.error().detail});
  const std::string name =
      options.name.empty() ? std::filesystem::path(options.file).stem().string() : options.name;
  return WithShelf(context, [&](ListShelf& shelf) {
    const auto added = shelf.Add(name, *text);
    if (!added)
      return context.Fail({added.error().code, options.file + ": " + added.error().detail});
    return Show(context, added);
  });
}

int ListLists(Context& context, const ListsOptions&) {
  return WithShelf(context, [&](ListShelf& shelf) {
    const auto lists = shelf.Lists();
    if (!lists) return context.Fail(lists.error());
    if (context.json) {
      std::string text;
      protocol::JsonWriter json(&text);
      json.BeginObject();
      json.Key("lists");
      json.BeginArray();
      for (const ListEntry& list : *lists) WriteEntry(json, list);
      json.EndArray();
      json.EndObject();
      Context::Print(text);
      return kDone;
    }
    if (lists->empty()) {
      Context::Print("There are no lists. `leave-me-alone lists add FILE` adds one.");
      return kDone;
    }
    Table table(
        {"LIST", "STATE", "EVERY SITE", "SINGLE SITES", "EXCEPTIONS", "NETWORK", "REFUSED"});
    for (const ListEntry& list : *lists) {
      table.Add({list.name, list.on ? "on" : "off", std::to_string(list.counts.hides_everywhere),
                 std::to_string(list.counts.hides_on_sites), std::to_string(list.counts.exceptions),
                 std::to_string(list.counts.network), std::to_string(list.counts.all_refused())});
    }
    std::fputs(table.Text(ColourWanted()).c_str(), stdout);
    return kDone;
  });
}

int ShowList(Context& context, const ListsOptions& options) {
  return WithShelf(context, [&](ListShelf& shelf) {
    const auto lists = shelf.Lists();
    if (!lists) return context.Fail(lists.error());
    const auto text = shelf.Text(options.name);
    if (!text) return context.Fail(text.error());
    for (const ListEntry& list : *lists) {
      if (list.name != options.name) continue;
      if (context.json) return Show(context, list);
      ShowReasons(list, RefusedLines(*text, options.limit));
    }
    return kDone;
  });
}

int RemoveList(Context& context, const ListsOptions& options) {
  return WithShelf(context, [&](ListShelf& shelf) {
    const Status removed = shelf.Remove(options.name);
    if (!removed) return context.Fail(removed.error());
    Context::Print(context.json ? "{\"removed\":true}" : options.name + ": removed.");
    return kDone;
  });
}

int SwitchListOn(Context& context, const ListsOptions& options) {
  return WithShelf(
      context, [&](ListShelf& shelf) { return Show(context, shelf.Switch(options.name, true)); });
}

int SwitchListOff(Context& context, const ListsOptions& options) {
  return WithShelf(
      context, [&](ListShelf& shelf) { return Show(context, shelf.Switch(options.name, false)); });
}

}  // namespace lma::cli
