// The compiled mark table, put into the program by the assembler (marks_blob.S.in).
#include "classify/provider_table.h"

extern "C" {
extern const std::byte lma_marks_begin;
extern const std::byte lma_marks_end;
}

namespace lma::classify {

std::span<const std::byte> BuiltInProviders() { return {&lma_marks_begin, &lma_marks_end}; }

}  // namespace lma::classify
