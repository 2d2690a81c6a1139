// Build-time tool: compiles the lexicons of host/data/lexicons into the block that is embedded in
// the program.
//   lexicon_compiler OUTPUT FILE.txt...     compiles; a line with an error is named and left out
//   lexicon_compiler --check FILE.txt...    names all errors and warnings; status 1 when there are
//   any
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/check.h"
#include "lexicon/compiler.h"
#include "lexicon/lexicon_file.h"

namespace {

using lma::lexicon::LexiconFile;
using lma::lexicon::Problem;

std::optional<std::string> ReadFile(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "%s: cannot be read\n", path);
    return std::nullopt;
  }
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void Print(const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) {
    std::fprintf(stderr, "%s\n", lma::lexicon::FormatProblem(problem).c_str());
  }
}

int CheckFiles(const std::vector<const char*>& paths) {
  bool sound = true;
  for (const char* path : paths) {
    const std::optional<std::string> text = ReadFile(path);
    if (!text) return 2;
    const std::vector<Problem> problems = lma::lexicon::Check(*text, path);
    Print(problems);
    sound = sound && problems.empty();
  }
  return sound ? 0 : 1;
}

// English first, since the others borrow from it: a borrowed phrase is then named as English.
bool ComesBefore(const LexiconFile& a, const LexiconFile& b) {
  const bool a_english = a.language == "en";
  const bool b_english = b.language == "en";
  return a_english != b_english ? a_english : a.language < b.language;
}

int CompileFiles(const char* output, const std::vector<const char*>& paths) {
  std::vector<LexiconFile> files;
  for (const char* path : paths) {
    const std::optional<std::string> text = ReadFile(path);
    if (!text) return 2;
    std::vector<Problem> problems;
    files.push_back(lma::lexicon::ParseLexicon(*text, path, &problems));
    // A wrong line does not stop the build: the unit test of the built-in lexicons fails instead.
    Print(problems);
  }
  std::sort(files.begin(), files.end(), ComesBefore);
  const auto blob = lma::lexicon::Compile(files);
  if (!blob) {
    std::fprintf(stderr, "%s\n", blob.error().detail.c_str());
    return 1;
  }
  std::ofstream file(output, std::ios::binary);
  file.write(reinterpret_cast<const char*>(blob->data()),
             static_cast<std::streamsize>(blob->size()));
  file.close();
  if (!file) {
    std::fprintf(stderr, "%s: cannot be written\n", output);
    return 2;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: lexicon_compiler OUTPUT FILE...\n       lexicon_compiler --check FILE...\n",
               stderr);
    return 2;
  }
  const std::vector<const char*> paths(argv + 2, argv + argc);
  return std::string_view(argv[1]) == "--check" ? CheckFiles(paths) : CompileFiles(argv[1], paths);
}
