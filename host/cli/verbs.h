// The verbs of the command line, one file each: what was said on the command line in, the exit
// status out. What may be said, and how it is checked, stands in command_line.cc.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/context.h"
#include "cli/other_platforms.h"
#include "model/ask_kind.h"

namespace lma::cli {

// Kinds of ask by their names; names that are none are left out.
model::AskKindSet KindsNamed(const std::vector<std::string>& names);

struct BrandsOptions {
  std::string domain;
  std::string query;
  std::vector<std::string> kinds;  // empty: all
  std::uint64_t offset = 0;
  std::uint64_t limit = 100;
  std::int64_t minutes = 0;  // 0: as long as the verb does by itself
  bool until_leave = false;
  bool end = false;
  std::string into;
};
int ListBrands(Context& context, const BrandsOptions& options);
int WantBrand(Context& context, const BrandsOptions& options);
int UnwantBrand(Context& context, const BrandsOptions& options);
int EngageBrand(Context& context, const BrandsOptions& options);
int PauseBrand(Context& context, const BrandsOptions& options);
int ForgetBrand(Context& context, const BrandsOptions& options);
int MergeBrand(Context& context, const BrandsOptions& options);
int SplitBrand(Context& context, const BrandsOptions& options);

struct LogOptions {
  std::string domain;
  std::vector<std::string> kinds;
  std::int64_t days = 0;  // 0: all
  std::uint64_t offset = 0;
  std::uint64_t limit = 50;
};
int ShowLog(Context& context, const LogOptions& options);

struct StatsOptions {
  std::string domain;
  std::int64_t days = 0;  // 0: all
};
int ShowStats(Context& context, const StatsOptions& options);

struct TransferOptions {
  std::string file;
  protocol::ExportRequest::What format = protocol::ExportRequest::What::kProfile;
  bool apply = false;
  bool encrypt = false;
};
int ExportProfile(Context& context, const TransferOptions& options);  // no file: standard output
int ImportProfile(Context& context, const TransferOptions& options);  // "-": standard input

struct ExplainOptions {
  std::string file = "-";
  std::string url;
  bool labels = false;
  bool texts = false;
};
int Explain(Context& context, const ExplainOptions& options);

struct ListsOptions {
  std::string file;  // "-": standard input
  std::string name;
  std::uint64_t limit = 20;  // of refused lines that are shown
};
int AddList(Context& context, const ListsOptions& options);
int ListLists(Context& context, const ListsOptions& options);
int ShowList(Context& context, const ListsOptions& options);
int RemoveList(Context& context, const ListsOptions& options);
int SwitchListOn(Context& context, const ListsOptions& options);
int SwitchListOff(Context& context, const ListsOptions& options);

int CheckLexicon(Context& context, const std::string& file);
int CheckProvider(Context& context, const std::string& file);

struct RegisterOptions {
  std::string browser = "all";
  std::string folder;
  std::string extension_id;
  std::string host;
  Platform platform = Platform::kLinux;
  bool system = false;
};
int RegisterHost(Context& context, const RegisterOptions& options);
int UnregisterHost(Context& context, const RegisterOptions& options);

struct PassphraseOptions {
  bool only = false;
};
int SetPassphrase(Context& context, const PassphraseOptions& options);
int ChangePassphrase(Context& context, const PassphraseOptions& options);
int RemovePassphrase(Context& context);
int LockVault(Context& context);
int UnlockVault(Context& context);
int Rekey(Context& context);

int CheckVaultRecords(Context& context);
struct RepairOptions {
  bool start_over = false;
};
int RepairVault(Context& context, const RepairOptions& options);

int Examine(Context& context);  // doctor

}  // namespace lma::cli
