// Counts of what became of the labelled cases, as a table and as JSON.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "judgement/labelled_set.h"
#include "model/verdict.h"

namespace lma::judgement {

// What became of one case.
enum class Outcome : std::uint8_t {
  kRight,       // an ask acted on as one of its kinds, or a look-alike left alone
  kMissed,      // an ask left alone
  kWrongKind,   // an ask acted on as another kind
  kWrongPress,  // an ask acted on by a control that says neither no nor close
  kTouched,     // a look-alike acted on
};

Outcome OutcomeOf(const Case& row, const model::Verdict& verdict);

struct Counts {
  std::uint32_t asks = 0;
  std::uint32_t found = 0;
  std::uint32_t with_no = 0;   // asks that have a control which says no
  std::uint32_t declined = 0;  // of them, those where it is pressed first
  std::uint32_t named = 0;     // verdicts that act and name this kind
  std::uint32_t rightly = 0;   // of them, those where it is one
  std::uint32_t keeps = 0;
  std::uint32_t touched = 0;  // look-alikes acted on, and wrong presses

  double Recall() const;
  double Precision() const;
  double Declined() const;
};

class Tally {
 public:
  void Add(const Case& row, const model::Verdict& verdict);

  const Counts& total() const { return total_; }
  std::string Table() const;
  std::string Json() const;

 private:
  Counts total_;
  std::map<std::string, Counts> by_kind_;
  std::map<std::string, Counts> by_language_;
};

}  // namespace lma::judgement
