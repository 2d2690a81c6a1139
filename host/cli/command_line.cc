// What may be said on the command line. The one file that knows CLI11, whose headers cost more to
// compile than all verbs together.
#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

#include "app/version.h"
#include "cli/context.h"
#include "cli/verbs.h"

namespace lma::cli {
namespace {

constexpr std::int64_t kMaxDays = 36'500;

// The options of all verbs; only those of the chosen one are looked at.
struct Options {
  BrandsOptions brands;
  LogOptions log;
  StatsOptions stats;
  TransferOptions transfer;
  ListsOptions lists;
  ExplainOptions explain;
  RegisterOptions registration;
  PassphraseOptions passphrase;
  RepairOptions repair;
  std::string checked_file;
};

// The program being described, what its verbs work with, and the exit status of the chosen one.
struct Line {
  CLI::App& program;
  Context& context;
  Options& options;
  int& status;
};

// Lets `verb` run `function` with `options`; both outlive the parsing.
template <typename Function, typename T>
void Runs(CLI::App* verb, const Line& line, Function function, const T& options) {
  verb->callback([function, &options, &context = line.context, &status = line.status] {
    status = function(context, options);
  });
}

void AddKinds(CLI::App* verb, std::vector<std::string>* kinds, const char* help) {
  std::vector<std::string> names;
  for (const model::AskKind kind : model::kAllAskKinds)
    names.emplace_back(model::AskKindName(kind));
  verb->add_option("--kinds", *kinds, help)->delimiter(',')->check(CLI::IsMember(names));
}

void AddPaging(CLI::App* verb, std::uint64_t* offset, std::uint64_t* limit) {
  verb->add_option("--offset", *offset, "Leave out so many");
  verb->add_option("--limit", *limit, "Show so many")
      ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{protocol::kMaxPageRows}));
}

CLI::Option* AddMinutes(CLI::App* verb, std::int64_t* minutes) {
  return verb->add_option("--minutes", *minutes, "For so many minutes")
      ->check(CLI::Range(std::int64_t{1}, protocol::kMaxEngageMinutes));
}

void AddBrands(const Line& line) {
  BrandsOptions& options = line.options.brands;
  CLI::App* brands = line.program.add_subcommand("brands", "Say whom you want to hear from");
  brands->require_subcommand(1);

  CLI::App* list = brands->add_subcommand("list", "Show the brands that asked or were named");
  list->add_option("query", options.query, "Only brands whose name holds this");
  AddPaging(list, &options.offset, &options.limit);
  Runs(list, line, ListBrands, options);

  const auto add = [&](const char* name, const char* help, auto function) {
    CLI::App* verb = brands->add_subcommand(name, help);
    verb->add_option("domain", options.domain, "A site of the brand, such as shop.example")
        ->required();
    Runs(verb, line, function, options);
    return verb;
  };
  AddKinds(add("want", "Hear from this brand", WantBrand), &options.kinds,
           "Only these kinds of ask, separated by commas");
  AddKinds(add("unwant", "Do not hear from this brand", UnwantBrand), &options.kinds,
           "Only these kinds of ask, separated by commas");
  CLI::App* engage = add("engage", "Welcome this brand for a while (an hour)", EngageBrand);
  CLI::Option* leave =
      engage->add_flag("--until-leave", options.until_leave, "Until its last tab is closed");
  CLI::Option* end = engage->add_flag("--end", options.end, "End the welcome now")->excludes(leave);
  AddMinutes(engage, &options.minutes)->excludes(leave)->excludes(end);
  CLI::App* pause = add("pause", "Leave this brand's sites as they are", PauseBrand);
  CLI::Option* pause_leave =
      pause->add_flag("--until-leave", options.until_leave, "Until its last tab is closed");
  CLI::Option* pause_end =
      pause->add_flag("--end", options.end, "End the pause now")->excludes(pause_leave);
  AddMinutes(pause, &options.minutes)->excludes(pause_leave)->excludes(pause_end);
  add("merge", "Make this site part of another brand, with all that is known of it", MergeBrand)
      ->add_option("into", options.into, "A site of the other brand")
      ->required();
  add("split", "Make one of a brand's sites a brand of its own again", SplitBrand);
  add("forget", "Forget all that is known of this brand", ForgetBrand);
}

void AddJournal(const Line& line) {
  const auto days = CLI::Range(std::int64_t{1}, kMaxDays);
  LogOptions& options = line.options.log;
  CLI::App* log = line.program.add_subcommand("log", "Show what was declined, newest first");
  log->add_option("--brand", options.domain, "Only asks of this brand");
  AddKinds(log, &options.kinds, "Only these kinds, separated by commas");
  log->add_option("--days", options.days, "Only the last days")->check(days);
  AddPaging(log, &options.offset, &options.limit);
  Runs(log, line, ShowLog, options);

  CLI::App* stats = line.program.add_subcommand("stats", "Show how much was asked of you");
  stats->add_option("--brand", line.options.stats.domain, "Only this brand");
  stats->add_option("--days", line.options.stats.days, "Only the last days")->check(days);
  Runs(stats, line, ShowStats, line.options.stats);
}

void AddTransfer(const Line& line) {
  TransferOptions& options = line.options.transfer;
  CLI::App* give = line.program.add_subcommand("export", "Write the whole profile as JSON");
  using What = protocol::ExportRequest::What;
  const std::map<std::string, What> formats = {{"json", What::kProfile},
                                               {"csv", What::kBrandsCsv},
                                               {"time", What::kStatementCsv},
                                               {"ublock", What::kUblock}};
  give->add_option("--format", options.format,
                   "json (everything), csv (brands), time (statement) or ublock (filter list)")
      ->transform(CLI::CheckedTransformer(formats));
  give->add_option("--output", options.file, "Write to this file instead of standard output");
  give->add_flag("--encrypt", options.encrypt,
                 "Seal the file under a passphrase, which is asked for");
  Runs(give, line, ExportProfile, options);
  CLI::App* take = line.program.add_subcommand("import", "Merge an exported profile into this one");
  take->add_option("file", options.file, "The exported file, encrypted or not; - is standard input")
      ->required();
  take->add_flag("--apply", options.apply, "Do it; without this it is only told what would change");
  Runs(take, line, ImportProfile, options);
}

void AddLists(const Line& line) {
  ListsOptions& options = line.options.lists;
  CLI::App* lists = line.program.add_subcommand("lists", "Hide what filter lists name");
  lists->require_subcommand(1);
  CLI::App* add = lists->add_subcommand("add", "Add a filter list, or give one a new text");
  add->add_option("file", options.file, "A list in adblock syntax; - is standard input")
      ->required();
  add->add_option("--name", options.name, "Call it so instead of by its file's name");
  Runs(add, line, AddList, options);
  Runs(lists->add_subcommand("list", "Show all lists"), line, ListLists, options);
  const auto named = [&](const char* name, const char* help, auto function) {
    CLI::App* verb = lists->add_subcommand(name, help);
    verb->add_option("name", options.name, "The list's name")->required();
    Runs(verb, line, function, options);
    return verb;
  };
  named("show", "Show what of a list is used, and why the rest is not", ShowList)
      ->add_option("--limit", options.limit, "Show so many of the lines that are not used");
  named("remove", "Remove a list", RemoveList);
  named("on", "Use a list", SwitchListOn);
  named("off", "Keep a list without using it", SwitchListOff);
}

void AddJudgement(const Line& line) {
  ExplainOptions& options = line.options.explain;
  CLI::App* explain =
      line.program.add_subcommand("explain", "Judge a candidate and say why; touches no vault");
  CLI::Option* file = explain->add_option(
      "file", options.file,
      "A candidate as JSON (docs/protocol.md) or a saved page; - is standard input");
  explain->add_option("--url", options.url, "The page's address")->needs(file);
  CLI::Option* labels = explain->add_flag(
      "--labels", options.labels, "Judge control labels instead, one a line of standard input");
  explain
      ->add_flag("--texts", options.texts,
                 "Judge texts of possible asks instead, one a line of standard input")
      ->excludes(labels)
      ->excludes(file);
  labels->excludes(file);
  Runs(explain, line, Explain, options);

  CLI::App* lexicon = line.program.add_subcommand("lexicon", "For those who write lexicons");
  lexicon->require_subcommand(1);
  CLI::App* check = lexicon->add_subcommand("check", "Name the errors of a lexicon");
  check->add_option("file", line.options.checked_file, "Such as host/data/lexicons/de.txt")
      ->required();
  Runs(check, line, CheckLexicon, line.options.checked_file);

  CLI::App* provider =
      line.program.add_subcommand("provider", "For those who write providers and keepers");
  provider->require_subcommand(1);
  CLI::App* check_provider =
      provider->add_subcommand("check", "Name what is wrong with a provider or keeper");
  check_provider
      ->add_option("file", line.options.checked_file, "Such as host/data/providers/klaviyo.json")
      ->required();
  Runs(check_provider, line, CheckProvider, line.options.checked_file);
}

// A verb without options.
void Runs(CLI::App* verb, const Line& line, int (*function)(Context&)) {
  verb->callback(
      [function, &context = line.context, &status = line.status] { status = function(context); });
}

void AddKeys(const Line& line) {
  PassphraseOptions& options = line.options.passphrase;
  CLI::App* passphrase =
      line.program.add_subcommand("passphrase", "Open the vault by a passphrase");
  passphrase->require_subcommand(1);
  const auto add = [&](const char* name, const char* help, auto function) {
    CLI::App* verb = passphrase->add_subcommand(name, help);
    verb->add_flag("--only", options.only, "Let nothing else open the vault");
    Runs(verb, line, function, options);
  };
  add("set", "Set one; it is asked for, or read from standard input", SetPassphrase);
  add("change", "Replace it", ChangePassphrase);
  Runs(passphrase->add_subcommand("remove", "Remove it"), line, RemovePassphrase);
  Runs(line.program.add_subcommand("lock", "Close the vault in every browser"), line, LockVault);
  Runs(line.program.add_subcommand("unlock", "Open it in every browser until you log out"), line,
       UnlockVault);
  Runs(line.program.add_subcommand("rekey", "Seal everything anew under another key"), line, Rekey);

  CLI::App* vault = line.program.add_subcommand("vault", "Look after the vault's file");
  vault->require_subcommand(1);
  Runs(vault->add_subcommand("check", "Open every record"), line, CheckVaultRecords);
  CLI::App* repair = vault->add_subcommand("repair", "Keep what is sound of a damaged vault");
  repair->add_flag("--start-over", line.options.repair.start_over,
                   "Begin an empty vault; the old file is kept aside");
  Runs(repair, line, RepairVault, line.options.repair);
}

void AddInstallation(const Line& line) {
  RegisterOptions& options = line.options.registration;
  const auto add = [&](const char* name, const char* help, auto function) {
    CLI::App* verb = line.program.add_subcommand(name, help);
    verb->add_option("--browser", options.browser,
                     "The browser's name (manifests/browsers.json), or all that are found");
    verb->add_option("--dir", options.folder, "Use this folder instead of the browser's own");
    verb->add_flag("--system", options.system, "For all users of this machine");
    Runs(verb, line, function, options);
    return verb;
  };
  CLI::App* verb = add("register", "Tell browsers where this program is", RegisterHost);
  verb->add_option("--extension-id", options.extension_id, "For a repackaged extension");
  verb->add_option("--host", options.host, "The program to start; this one unless given");
  const std::map<std::string, Platform> platforms = {
      {"linux", Platform::kLinux}, {"macos", Platform::kMacOs}, {"windows", Platform::kWindows}};
  verb->add_option("--platform", options.platform,
                   "macos or windows: write files for that system into --dir, for --host")
      ->transform(CLI::CheckedTransformer(platforms))
      ->default_str("linux");
  add("unregister", "Undo register", UnregisterHost);
  Runs(line.program.add_subcommand("doctor", "Check that everything works, and say how to mend it"),
       line, Examine);
  line.program.add_subcommand("version", "Print the version")->callback([&line] {
    const std::string version(app::kHostVersion);
    Context::Print(line.context.json ? "{\"version\":\"" + version + "\"}" : version);
  });
}

}  // namespace

int Run(int argc, char** argv) {
  CLI::App program("Leave Me Alone: declines what brands ask of you, on your own machine",
                   "leave-me-alone");
  program.set_version_flag("--version", std::string(app::kHostVersion));
  program.require_subcommand(1);
  program.fallthrough();  // so that --json may also stand behind the verb
  program.footer(
      "Exit status: 0 done, 1 failed, 2 not understood. A browser starts this program as its "
      "native messaging host by itself.");
  Context context;
  program.add_flag("--json", context.json, "Print results as JSON");
  Options options;
  int status = kDone;
  const Line line{program, context, options, status};
  AddBrands(line);
  AddJournal(line);
  AddTransfer(line);
  AddLists(line);
  AddJudgement(line);
  AddKeys(line);
  AddInstallation(line);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {  // CLI11's only way to tell; --help comes this way too
    return program.exit(error) == 0 ? kDone : kUsage;
  }
  return status;
}

}  // namespace lma::cli
