// Asks for a passphrase without showing it.
#pragma once

#include <string_view>

#include "base/result.h"
#include "vault/secret.h"

namespace lma::cli {

class Passphrase {
 public:
  Passphrase();
  std::string_view view() const;
  bool empty() const { return size_ == 0; }

 private:
  friend Result<Passphrase> AskPassphrase(std::string_view question);
  vault::Secret memory_;
  std::size_t size_ = 0;
};

// On a terminal: shows the question there and reads a line without echo. Otherwise takes the next
// line of standard input. kBadRequest: no line, or over vault::kMaxPassphraseBytes.
Result<Passphrase> AskPassphrase(std::string_view question);

// The same, and on a terminal once more, to be sure. kBadRequest also: the two differ, or it is
// empty.
Result<Passphrase> AskNewPassphrase();

// Whether a person can be asked: standard input is a terminal.
bool CanAsk();

}  // namespace lma::cli
