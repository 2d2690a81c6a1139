// The mark table before it is compiled: what the files of host/data say. Build-time only.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "classify/table_format.h"
#include "model/ask_kind.h"
#include "model/verdict.h"

namespace lma::classify {

struct SourceEntity {
  std::string id;
  std::string name;
  std::vector<model::AskKind> kinds;  // of a provider
  model::Veto veto = model::Veto::kConsent;
  bool keeper = false;
  bool certain = false;
  bool escape = false;
  bool backdrop = false;
  bool inside_asks = false;
};

struct SourceMark {
  NameSpace space = NameSpace::kToken;
  std::string key;  // what is hashed
  MarkClass mark_class = MarkClass::kProvider;
  std::uint8_t target = 0;
  std::uint16_t entity = 0xffff;
  std::string text;  // as written
};

// Collects files; every error names the file, and the line where there is one.
class TableSource {
 public:
  // A file of host/data/providers or host/data/keepers. `stem` is its name without ".json".
  Status AddEntityFile(std::string_view text, std::string_view stem, bool keeper);
  // A file of host/data/tokens: sections in brackets, one mark a line, "#" comments.
  Status AddMarkFile(std::string_view text, std::string_view file);

  // The block that ProviderTable reads.
  std::string Compile() const;

  const std::vector<SourceEntity>& entities() const { return entities_; }
  const std::vector<SourceMark>& marks() const { return marks_; }

 private:
  Status AddMark(SourceMark mark);

  std::vector<SourceEntity> entities_;
  std::vector<SourceMark> marks_;
  std::map<std::string, std::string> owners_;  // "space class key" -> who has it
};

}  // namespace lma::classify
