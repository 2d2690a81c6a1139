// The verbs of the command line, one file each. Each function adds its verb to the program's
// options; when it is chosen, `status` becomes the exit status. All arguments outlive the parsing.
#pragma once

#include "cli/context.h"

namespace CLI {
class App;
}

namespace lma::cli {

void AddBrands(CLI::App& program, Context& context, int* status);
void AddLog(CLI::App& program, Context& context, int* status);
void AddStats(CLI::App& program, Context& context, int* status);
void AddExport(CLI::App& program, Context& context, int* status);
void AddImport(CLI::App& program, Context& context, int* status);
void AddExplain(CLI::App& program, Context& context, int* status);
void AddLexicon(CLI::App& program, Context& context, int* status);
void AddRegister(CLI::App& program, Context& context, int* status);
void AddDoctor(CLI::App& program, Context& context, int* status);

}  // namespace lma::cli
