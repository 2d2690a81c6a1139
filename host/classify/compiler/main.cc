// table_compiler OUT DATA_FOLDER: compiles providers/, keepers/ and tokens/ of the folder into OUT.
// Names every file that is wrong and ends with status 1.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "classify/compiler/table_source.h"

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> Files(const fs::path& folder, const char* extension) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string Read(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

int Compile(const fs::path& out, const fs::path& data) {
  lma::classify::TableSource source;
  int errors = 0;
  const auto check = [&](const lma::Status& status) {
    if (status) return;
    std::fprintf(stderr, "%s\n", status.error().detail.c_str());
    ++errors;
  };
  for (const bool keeper : {false, true}) {
    for (const fs::path& file : Files(data / (keeper ? "keepers" : "providers"), ".json")) {
      check(source.AddEntityFile(Read(file), file.stem().string(), keeper));
    }
  }
  for (const fs::path& file : Files(data / "tokens", ".txt")) {
    check(source.AddMarkFile(Read(file), "tokens/" + file.filename().string()));
  }
  if (errors > 0) return 1;
  std::ofstream stream(out, std::ios::binary | std::ios::trunc);
  const std::string bytes = source.Compile();
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  return stream ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: table_compiler OUT DATA_FOLDER\n");
    return 2;
  }
  return Compile(argv[1], argv[2]);
}
