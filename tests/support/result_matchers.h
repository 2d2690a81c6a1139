// Matchers for Result and Status.
#pragma once

#include <gmock/gmock.h>

#include "base/result.h"

namespace lma::testing {

MATCHER(IsOk, "succeeds") {
  if (arg.has_value()) return true;
  *result_listener << ErrorCodeName(arg.error().code) << ": " << arg.error().detail;
  return false;
}

MATCHER_P(IsError, code, "fails with " + std::string(ErrorCodeName(code))) {
  if (arg.has_value()) {
    *result_listener << "success";
    return false;
  }
  *result_listener << ErrorCodeName(arg.error().code) << ": " << arg.error().detail;
  return arg.error().code == code;
}

}  // namespace lma::testing
