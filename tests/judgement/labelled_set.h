// The labelled set: one JSON object a line, a candidate with what must become of it
// (tests/judgement/README.md).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/ask_kind.h"

namespace lma::judgement {

enum class Half : std::uint8_t { kTune, kReport };

struct Case {
  std::string id;  // "de/newsletter-1/klaviyo"
  std::string language;
  std::string widget;
  std::string message;  // a `judge` message with this one candidate
  bool is_ask = false;
  std::string kind;                  // of an ask, as its id says; of a look-alike, the veto
  model::AskKindSet kinds;           // that count as right
  std::vector<std::uint32_t> press;  // controls that say no
  std::vector<std::uint32_t> close;  // controls that close
  Half half = Half::kTune;

  bool MayPress(std::uint32_t control) const;
};

// All cases of the *.jsonl files of a folder, in the order of their names. kIo when it cannot be
// read; kBadData, with file and line, for a line that is no case or an id that was there before.
Result<std::vector<Case>> ReadSet(const std::string& folder);

// Cases that share a text are in the same half, so that no half has seen the other's words: by a
// hash (FNV-1a) of the id without its widget.
Half HalfOf(const std::string& id);

}  // namespace lma::judgement
