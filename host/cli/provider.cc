// provider check: names what is wrong with a provider's or keeper's file
// (docs/adding-a-provider.md).
#include <filesystem>
#include <string>

#include "classify/compiler/table_source.h"
#include "cli/verbs.h"
#include "platform/folders.h"
#include "protocol/json_writer.h"

namespace lma::cli {
namespace {

constexpr std::size_t kMaxProviderBytes = std::size_t{64} * 1024;

}  // namespace

int CheckProvider(Context& context, const std::string& file) {
  const auto text = platform::ReadWholeFile(file, kMaxProviderBytes);
  if (!text) return context.Fail(text.error());
  const std::filesystem::path path(file);
  // Keepers have a veto, and a folder of their own.
  const bool keeper =
      path.parent_path().filename() == "keepers" || text->find("\"veto\"") != std::string::npos;
  classify::TableSource source;
  const Status added = source.AddEntityFile(*text, path.stem().string(), keeper);
  const std::string reason = added ? "" : added.error().detail;
  if (context.json) {
    std::string out;
    protocol::JsonWriter json(&out);
    json.BeginObject();
    json.Member("file", file);
    json.Member("error", reason);
    json.EndObject();
    Context::Print(out);
  } else {
    Context::Print(added ? file + ": no errors" : reason);
  }
  return added ? kDone : kFailed;
}

}  // namespace lma::cli
