// Normalising and matching 2 KiB of text against the phrases of all languages, hot (in a loop) and
// cold (after other memory went through the caches, as after a pause), and how it depends on the
// number of languages.
#include <benchmark/benchmark.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/compiler.h"
#include "lexicon/lexicon.h"
#include "lexicon/lexicon_file.h"
#include "model/candidate.h"
#include "text/normalise.h"
#include "text/tokens.h"

namespace {

using lma::lexicon::LabelMatch;
using lma::lexicon::Lexicon;
using lma::lexicon::Match;
using lma::lexicon::Scratch;

struct Sample {
  const char* name;
  std::string_view sentence;
};

// Running text with an ask in it, by script.
constexpr std::array<Sample, 8> kSamples = {{
    {"english",
     "Before you go! Subscribe to our newsletter and get 10% off your first order. We send you "
     "news "
     "about our products once a week, and you can unsubscribe at any time. The garden is quiet in "
     "winter, when the paths are wet and the benches stand empty under the old trees. "},
    {"german",
     "Jetzt für unseren Newsletter anmelden und 10 % auf die erste Bestellung sparen! Über neue "
     "Produkte berichten wir einmal in der Woche, die Abmeldung ist jederzeit möglich. Im Winter "
     "ist der Garten ruhig, wenn die Wege nass sind und die Bänke leer unter den Bäumen stehen. "},
    {"russian",
     "Подпишитесь на нашу рассылку и получите скидку 10 % на первый заказ. Мы пишем о новинках раз "
     "в неделю, отписаться можно в любой момент. Зимой в саду тихо, дорожки мокрые, а скамейки "
     "пустуют под старыми деревьями. "},
    {"arabic",
     "اشترك في نشرتنا البريدية واحصل على خصم 10% على طلبك الأول. نرسل لك الأخبار مرة واحدة في "
     "الأسبوع ويمكنك إلغاء الاشتراك في أي وقت. الحديقة هادئة في الشتاء عندما تكون الممرات مبللة. "},
    {"hindi",
     "हमारे न्यूज़लेटर की सदस्यता लें और अपने पहले ऑर्डर पर 10% की छूट पाएं। हम सप्ताह में एक बार "
     "समाचार भेजते हैं और आप कभी भी सदस्यता रद्द कर सकते हैं। सर्दियों में बगीचा शांत रहता है। "},
    {"japanese",
     "メルマガに登録して、初回のご注文で使える10%オフクーポンをゲット！新商品の情報を週に一度お届け"
     "します。いつでも配信停止できます。冬の庭は静かで、古い木の下のベンチには誰も座っていません"
     "。"},
    {"korean",
     "뉴스레터를 구독하고 첫 주문 10% 할인 쿠폰을 받아보세요! 새로운 소식을 일주일에 한 번 보내 "
     "드리며 언제든지 수신을 거부할 수 있습니다. 겨울 정원은 조용하고 오래된 나무 아래 벤치는 비어 "
     "있습니다. "},
    {"thai",
     "สมัครรับจดหมายข่าวของเราและรับส่วนลด 10% สำหรับการสั่งซื้อครั้งแรกของคุณ เราส่งข่าวสาร"
     "สัปดาห์ละครั้งและคุณสามารถยกเลิกได้ทุกเมื่อ สวนในฤดูหนาวนั้นเงียบสงบ "},
}};

std::string TextOf(const Sample& sample) {
  std::string text;
  while (text.size() + sample.sentence.size() <= lma::model::kMaxTextBytes) {
    text += sample.sentence;
  }
  // Filled up by whole words, so that all texts are about as long.
  for (std::size_t at = 0; at < sample.sentence.size();) {
    const std::size_t end = sample.sentence.find(' ', at);
    const std::string_view word = sample.sentence.substr(at, end - at);
    if (end == std::string_view::npos || text.size() + word.size() > lma::model::kMaxTextBytes) {
      break;
    }
    text.append(word).append(" ");
    at = end + 1;
  }
  return text;
}

const Lexicon& BuiltIn() {
  static const Lexicon lexicon = *Lexicon::FromBlob(lma::lexicon::BuiltInBlob());
  return lexicon;
}

// Pushes everything else out of the caches of first and second level.
class CacheEvictor {
 public:
  void Evict() {
    benchmark::DoNotOptimize(std::accumulate(memory_.begin(), memory_.end(), std::uint64_t{0}));
  }

 private:
  static constexpr std::size_t kBytes = std::size_t{64} << 20;
  std::vector<std::uint64_t> memory_ = std::vector<std::uint64_t>(kBytes / 8, 1);
};

void NormaliseHot(benchmark::State& state, const Sample& sample) {
  const std::string text = TextOf(sample);
  std::string out;
  for (auto _ : state) {
    lma::text::Normalise(text, &out);
    benchmark::DoNotOptimize(out.data());
  }
}

void TokeniseHot(benchmark::State& state, const Sample& sample) {
  const std::string normalised = lma::text::Normalised(TextOf(sample));
  std::vector<lma::text::Token> tokens;
  for (auto _ : state) {
    lma::text::Tokenise(normalised, &tokens);
    benchmark::DoNotOptimize(tokens.data());
  }
}

void MatchTextHot(benchmark::State& state, const Sample& sample) {
  const std::string text = TextOf(sample);
  Scratch scratch;
  std::vector<Match> matches;
  for (auto _ : state) {
    BuiltIn().MatchText(text, scratch, &matches);
    benchmark::DoNotOptimize(matches.data());
  }
  state.counters["matches"] = static_cast<double>(matches.size());
  state.counters["tokens"] = static_cast<double>(scratch.tokens.size());
}

void MatchTextCold(benchmark::State& state, const Sample& sample) {
  const std::string text = TextOf(sample);
  Scratch scratch;
  std::vector<Match> matches;
  CacheEvictor evictor;
  for (auto _ : state) {
    state.PauseTiming();
    evictor.Evict();
    state.ResumeTiming();
    BuiltIn().MatchText(text, scratch, &matches);
    benchmark::DoNotOptimize(matches.data());
  }
}

void MatchLabelHot(benchmark::State& state) {
  constexpr std::array<std::string_view, 4> kLabels = {"No thanks, I prefer to pay full price",
                                                       "Später erinnern", "×", "今はしない"};
  Scratch scratch;
  std::vector<LabelMatch> matches;
  std::size_t next = 0;
  for (auto _ : state) {
    BuiltIn().MatchLabel(kLabels[next++ % kLabels.size()], scratch, &matches);
    benchmark::DoNotOptimize(matches.data());
  }
}

void Load(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(Lexicon::FromBlob(lma::lexicon::BuiltInBlob()));
  }
}

// As many made-up languages as asked for, each with a thousand phrases of its own words.
void MatchTextByLanguages(benchmark::State& state) {
  constexpr int kPhrases = 1000;
  std::mt19937 random(1);
  std::vector<lma::lexicon::LexiconFile> files;
  std::vector<lma::lexicon::Problem> problems;
  for (std::int64_t language = 0; language < state.range(0); ++language) {
    std::string code = {'x', static_cast<char>('a' + language % 26),
                        static_cast<char>('a' + language / 26)};
    std::string text = "language " + code + "\nname X\n[ask newsletter]\n";
    for (int phrase = 0; phrase < kPhrases; ++phrase) {
      for (std::uint32_t word = 0; word < 2 + random() % 4; ++word) {
        for (std::uint32_t letter = 0; letter < 3 + random() % 6; ++letter) {
          text += static_cast<char>('a' + random() % 26);
        }
        text += random() % 8 == 0 ? "* " : " ";
      }
      text += '\n';
    }
    files.push_back(lma::lexicon::ParseLexicon(text, code + ".txt", &problems));
  }
  const auto blob = lma::lexicon::Compile(files);
  const auto lexicon = Lexicon::FromBlob(*blob);
  const std::string text = TextOf(kSamples[0]);
  Scratch scratch;
  std::vector<Match> matches;
  for (auto _ : state) {
    lexicon->MatchText(text, scratch, &matches);
    benchmark::DoNotOptimize(matches.data());
  }
  state.counters["bytes"] = static_cast<double>(blob->size());
}
BENCHMARK(MatchTextByLanguages)->Arg(1)->Arg(10)->Arg(40)->Unit(benchmark::kMicrosecond);

BENCHMARK(MatchLabelHot);
BENCHMARK(Load);

const bool kRegistered = [] {
  for (const Sample& sample : kSamples) {
    const std::string name = sample.name;
    const auto add = [&](const char* what, void (*run)(benchmark::State&, const Sample&)) {
      return benchmark::RegisterBenchmark((what + ("/" + name)).c_str(), run, sample)
          ->Unit(benchmark::kMicrosecond);
    };
    add("NormaliseHot", NormaliseHot);
    add("TokeniseHot", TokeniseHot);
    add("MatchTextHot", MatchTextHot);
    add("MatchTextCold", MatchTextCold)->Iterations(60);
  }
  return true;
}();

}  // namespace
