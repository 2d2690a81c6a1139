// The lexicons that are compiled into the program: all sound, and all there.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "lexicon/check.h"
#include "lexicon/lexicon.h"

namespace lma::lexicon {
namespace {

std::vector<std::filesystem::path> LexiconPaths() {
  std::vector<std::filesystem::path> paths;
  const std::filesystem::path folder = std::filesystem::path(LMA_SOURCE_DIR) / "host/data/lexicons";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

TEST(BuiltInTest, LexiconsHaveNoErrorsOrWarnings) {
  for (const std::filesystem::path& path : LexiconPaths()) {
    std::ifstream file(path, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    for (const Problem& problem : Check(text, path.filename().string())) {
      ADD_FAILURE() << FormatProblem(problem);
    }
  }
}

TEST(BuiltInTest, HoldsEveryLexicon) {
  const Result<Lexicon> lexicon = Lexicon::FromBlob(BuiltInBlob());
  ASSERT_TRUE(lexicon) << lexicon.error().detail;
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < lexicon->language_count(); ++i) {
    codes.emplace_back(lexicon->LanguageCode(static_cast<std::uint16_t>(i)));
  }
  const std::vector<std::filesystem::path> paths = LexiconPaths();
  EXPECT_EQ(codes.size(), paths.size());
  for (const std::filesystem::path& path : paths) {
    EXPECT_NE(std::find(codes.begin(), codes.end(), path.stem().string()), codes.end()) << path;
  }
}

}  // namespace
}  // namespace lma::lexicon
