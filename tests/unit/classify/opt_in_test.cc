// Tick boxes as forms really have them.
#include "classify/opt_in.h"

#include <gtest/gtest.h>

#include "classify/candidate_builder.h"
#include "classify/fixture.h"

namespace lma::classify {
namespace {

using model::OptInBox;

enum class State : bool { kEmpty, kTicked };

class OptInTest : public BuiltInTest {
 protected:
  OptInFinding Judge(const OptInBox& box, const model::Page& page = OrdinaryPage()) {
    return judge_.Judge(box, page);
  }
  OptInFinding JudgeLabel(std::string_view label, State state) {
    OptInBox box;
    box.label = label;
    box.checked = state == State::kTicked;
    return Judge(box);
  }

  OptInJudge judge_{Words(), Marks()};
};

std::string Why(const OptInFinding& finding) {
  std::string why = "meaning " + std::to_string(static_cast<int>(finding.meaning));
  for (const model::Evidence& evidence : finding.evidence) {
    why.append("\n  ").append(evidence.detail).append(" ").append(evidence.language);
  }
  return why;
}

TEST_F(OptInTest, TickedOffersAreUnticked) {
  for (const char* label : {
           "Send me news and special offers by email",
           "Yes, I would like to receive marketing emails from Tidal",
           "Keep me updated about new products and offers",
           "You may call me about offers",
           "Share my details with selected partners",
           "I agree to receive promotional messages by text",
           "Ich möchte den Newsletter erhalten",
           "Ich bin damit einverstanden, Werbung per E-Mail zu erhalten",
           "Je souhaite recevoir la newsletter",
           "J'accepte de recevoir les offres commerciales des partenaires",
           "Quiero recibir ofertas y novedades por correo electrónico",
           "Acepto recibir comunicaciones comerciales",
           "Desidero ricevere la newsletter",
           "Acconsento a ricevere comunicazioni commerciali",
           "Quero receber novidades e promoções por e-mail",
           "Ja, ik wil de nieuwsbrief ontvangen",
           "Chcę otrzymywać newsletter",
           "Wyrażam zgodę na otrzymywanie informacji handlowych drogą elektroniczną",
           "Skicka mig nyheter och erbjudanden",
           "Send mig nyheder og tilbud",
           "Haluan saada uutiskirjeen",
           "Chci dostávat novinky e-mailem",
           "Хочу получать новости и акции",
           "Хочу отримувати новини",
           "Kampanyalardan haberdar olmak istiyorum",
           "同意接收营销信息",
           "訂閱電子郵件",
           "สมัครรับข่าวสาร",
           "Gửi cho tôi ưu đãi và khuyến mãi",
           "최신 이벤트 알림 수신에 동의합니다",
           "キャンペーン情報をメールで受け取る",
       }) {
    const OptInFinding finding = JudgeLabel(label, State::kTicked);
    EXPECT_EQ(finding.set, false) << label << "\n" << Why(finding);
    EXPECT_EQ(finding.meaning, OptInMeaning::kMarketing) << label << "\n" << Why(finding);
    EXPECT_FALSE(JudgeLabel(label, State::kEmpty).set) << label;
  }
}

TEST_F(OptInTest, ReversedBoxesAreReadTheRightWayRound) {
  for (const char* label : {
           "Tick here if you do NOT want to receive our newsletter",
           "Please tick this box if you would prefer not to receive offers by email",
           "I do not wish to receive marketing emails",
           "Please don't send me marketing emails",
           "Ich möchte keine Newsletter erhalten",
           "Bitte ankreuzen, wenn Sie keine Werbung per E-Mail erhalten möchten",
           "Je ne souhaite pas recevoir la newsletter",
           "Cochez cette case si vous ne souhaitez pas recevoir nos offres commerciales",
           "No deseo recibir comunicaciones comerciales",
           "Marque esta casilla si no desea recibir ofertas por correo electrónico",
           "Non desidero ricevere la newsletter",
           "Não quero receber a newsletter",
           "Ik wil geen nieuwsbrief ontvangen",
           "Nie chcę otrzymywać newslettera",
           "Не хочу получать рассылку",
           "Haber bülteni almak istemiyorum",
           "Tôi không muốn nhận bản tin",
           "我不想收到促销邮件",
       }) {
    const OptInFinding finding = JudgeLabel(label, State::kEmpty);
    EXPECT_EQ(finding.set, true) << label << "\n" << Why(finding);
    EXPECT_EQ(finding.meaning, OptInMeaning::kReversed) << label << "\n" << Why(finding);
    EXPECT_FALSE(JudgeLabel(label, State::kTicked).set) << label;
  }
}

TEST_F(OptInTest, UntickIfYouDoNotIsUnticked) {
  for (const char* label : {
           "Untick this box if you do not want to receive our newsletter",
           "Uncheck the box if you'd prefer not to get marketing emails",
           "Häkchen entfernen, wenn Sie keinen Newsletter erhalten möchten",
           "Décochez cette case si vous ne souhaitez pas recevoir la newsletter",
           "Desmarque esta casilla si no desea recibir la newsletter",
           "Togli la spunta se non vuoi ricevere la newsletter",
           "Desmarque esta caixa se não quiser receber a newsletter",
           "Odznacz to pole, jeśli nie chcesz otrzymywać newslettera",
           "Haal het vinkje weg als je geen nieuwsbrief wilt",
       }) {
    const OptInFinding finding = JudgeLabel(label, State::kTicked);
    EXPECT_EQ(finding.set, false) << label << "\n" << Why(finding);
    EXPECT_FALSE(JudgeLabel(label, State::kEmpty).set) << label;
  }
}

TEST_F(OptInTest, TermsAgeAndConsentAreNeverTouched) {
  for (const char* label : {
           "I accept the terms and conditions",
           "I have read and agree to the privacy policy",
           "I accept the terms and want to receive the newsletter",
           "I am over 18",
           "I confirm that I am at least 18 years old",
           "Remember me",
           "Keep me signed in",
           "Save my card for next time",
           "Billing address is the same as delivery address",
           "Keep me updated about my order by text",
           "Marketing cookies",
           "This is a gift",
           "Gift wrap",
           "Express delivery",
           "I do not want a bag",
           "I do not want the travel insurance",
           "Please do not call at the door",
           "I do not wish to receive a paper invoice",
           "Ich möchte keine Rechnung per Post erhalten",
           "Je ne souhaite pas recevoir de sac",
           "Non desidero ricevere la fattura",
           "Non desidero ricevere il sacchetto",
           "No deseo recibir bolsa",
           "I would like to receive an invoice by email",
           "Quiero recibir la factura por correo electrónico",
           "Ich möchte eine Rechnung per E-Mail erhalten",
           "No quiero que lo envuelvan",
           "In stock only",
           "Ich habe die AGB gelesen und akzeptiere sie",
           "Ich bin mindestens 18 Jahre alt",
           "Angemeldet bleiben",
           "J'accepte les conditions générales de vente",
           "Acepto los términos y condiciones",
           "Accetto i termini e le condizioni",
           "Aceito os termos e condições",
           "Ik ga akkoord met de algemene voorwaarden",
           "Akceptuję regulamin",
           "Jag vill få faktura via e-post",
           "Jeg vil gerne modtage faktura på e-mail",
           "Jeg ønsker faktura på e-post",
           "Haluan laskun sähköpostiin",
           "Chci dostávat faktury e-mailem",
           "Chcem dostávať faktúry e-mailom",
           "Szeretnék számlát kapni e-mailben",
           "Doresc să primesc factura pe e-mail",
           "Хочу получать чеки по электронной почте",
           "Хочу отримувати рахунок електронною поштою",
           "Искам да получавам фактура по имейл",
           "Θέλω να λαμβάνω το τιμολόγιο με e-mail",
           "Faturamı e-posta ile almak istiyorum",
           "أرغب في استلام الفاتورة بالبريد الإلكتروني",
           "אני רוצה לקבל חשבונית במייל",
           "ต้องการรับใบเสร็จทางอีเมล",
           "Tôi muốn nhận hóa đơn qua email",
           "領収書をメールで受け取る",
           "영수증을 이메일로 받겠습니다",
           "接收发票邮件",
           "我想透過電子郵件收到發票",
           "ฉันอ่านและยอมรับข้อกำหนดและเงื่อนไข",
           "Tôi đã đọc và đồng ý với điều khoản",
           "利用規約に同意します",
           "我已阅读并同意用户协议",
           "Мне есть 18 лет",
           "18 yaşından büyüğüm",
           "저는 만 18세 이상입니다",
           "Marketing",
           "",
       }) {
    for (const State state : {State::kEmpty, State::kTicked}) {
      const OptInFinding finding = JudgeLabel(label, state);
      EXPECT_FALSE(finding.set) << label << "\n" << Why(finding);
    }
  }
}

TEST_F(OptInTest, WhatTheFormRequiresIsNeverTouched) {
  OptInBox box;
  box.label = "Send me news and special offers by email";
  box.checked = true;
  box.required = true;
  EXPECT_FALSE(Judge(box).set);
  EXPECT_EQ(Judge(box).meaning, OptInMeaning::kKept);
}

TEST_F(OptInTest, ConsentDialogsAreNeverTouched) {
  OptInBox box;
  box.label = "Receive personalised offers and marketing emails from our partners";
  box.checked = true;
  ASSERT_TRUE(Judge(box).set);
  box.tokens = {"row", "onetrust-pc-sdk"};
  EXPECT_FALSE(Judge(box).set);
  box.tokens = {};
  box.context = "We use cookies and similar technologies";
  EXPECT_FALSE(Judge(box).set);
}

TEST_F(OptInTest, PreferencesAndTheSignUpItselfAreTheUsersOwn) {
  OptInBox box;
  box.label = "Send me news and special offers by email";
  box.checked = true;
  model::Page page = OrdinaryPage();
  page.url = "https://shop.example/email-preferences";
  EXPECT_FALSE(Judge(box, page).set);
  box.submit = "Subscribe to the newsletter";
  EXPECT_FALSE(Judge(box).set);
  box.submit = "Place order";
  EXPECT_TRUE(Judge(box).set);
}

TEST_F(OptInTest, SaysByWhichPhrase) {
  const OptInFinding finding = JudgeLabel("Send me special offers", State::kTicked);
  ASSERT_EQ(finding.evidence.size(), 1u);
  EXPECT_EQ(finding.evidence.front().language, "en");
  EXPECT_EQ(finding.evidence.front().kind, model::AskKind::kNewsletter);
}

}  // namespace
}  // namespace lma::classify
