// Candidates of about 2 KiB, as the extension sends them, by language.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace lma::bench {

struct Sample {
  const char* name;
  std::string_view language;
  std::string_view heading;
  std::string_view text;  // repeated until the candidate has its size
  std::string_view yes;
  std::string_view no;
};

inline constexpr std::array<Sample, 5> kSamples = {{
    {"english", "en", "Letters from the workshop",
     "Once a month we write about new lamps and the people behind them. Subscribe to our "
     "newsletter "
     "and get 10% off your first order. You can unsubscribe at any time. ",
     "Subscribe", "No thanks"},
    {"german", "de", "Post aus der Werkstatt",
     "Einmal im Monat schreiben wir über neue Lampen und die Menschen dahinter. Melde dich zu "
     "unserem "
     "Newsletter an und spare 10 % bei der ersten Bestellung. ",
     "Anmelden", "Nein danke"},
    {"russian", "ru", "Письма из мастерской",
     "Раз в месяц мы пишем о новых лампах и о людях, которые их делают. Подпишитесь на нашу "
     "рассылку "
     "и получите скидку 10 % на первый заказ. ",
     "Подписаться", "Нет, спасибо"},
    {"arabic", "ar", "رسائل من الورشة",
     "نكتب مرة في الشهر عن المصابيح الجديدة ومن يصنعها. اشترك في نشرتنا البريدية واحصل على خصم 10% "
     "على طلبك الأول. ",
     "اشترك", "لا شكرا"},
    {"japanese", "ja", "工房だより",
     "月に一度、新しいランプとその作り手についてお届けします。メールマガジンに登録して、初回のご注"
     "文"
     "で使える10%オフクーポンをゲット！ ",
     "登録する", "いいえ、結構です"},
}};

// The candidate's JSON: as many whole sentences as make it about 2 KiB.
inline std::string CandidateJson(const Sample& sample) {
  constexpr std::size_t kBytes = 2048;
  const auto quoted = [](std::string_view text) { return '"' + std::string(text) + '"'; };
  const std::string head =
      R"({"id":7,"surface":"overlay","tag":"div","role":"dialog","appear":"insert","age_ms":5000,)"
      R"("tokens":["popup-7f3","popup","popup--center","is-visible","popup__inner","popup__form"],)"
      R"("heading":)" +
      quoted(sample.heading) + R"(,"language":)" + quoted(sample.language) + R"(,"text":")" +
      std::string(sample.heading) + ' ';
  const std::string tail =
      std::string(sample.yes) + ' ' + std::string(sample.no) + R"(","controls":[)" +
      R"({"i":0,"type":"button","label":"","name":"Close","tokens":["popup__x"],"icon":true,)" +
      R"("corner":true,"w":32,"h":32},{"i":1,"type":"button","label":)" + quoted(sample.yes) +
      R"(,"tokens":["btn","btn-primary"],"submit":true,"w":120,"h":40},{"i":2,"type":"button",)" +
      R"("label":)" + quoted(sample.no) + R"(,"tokens":["btn"],"w":80,"h":32}],)" +
      R"("fields":[{"type":"email","autocomplete":"email","name":"email","label":"E-mail"}],)" +
      R"("structure":{"headings":1,"media":1},"layer":{"position":"fixed","modal":true,)" +
      R"("backdrop":true,"scroll_lock":true,"z":9999},)" +
      R"("geometry":{"x":400,"y":200,"w":500,"h":400,"vw":1366,"vh":900},"text_share":0.02})";
  std::string json = head;
  do {
    json += sample.text;
  } while (json.size() + sample.text.size() + tail.size() <= kBytes);
  return json + tail;
}

}  // namespace lma::bench
