//! Comments in other languages and scripts: what an inbox with customers all over the world has to show and search.

pub(crate) const COMMENTS: &[&str] = &[
    // Ukrainian
    "Дуже гарно! Коли цей набір знову буде у продажу?",
    "Замовила два тижні тому, ще нічого не прийшло 😕",
    "Неймовірна робота, дякую вам!",
    "Скільки коштує доставка до Львова?",
    "Хочу таку саму 😍",
    // Spanish
    "¿Hacéis envíos a Canarias?",
    "Qué preciosidad, me encanta 😍",
    "¿Cuánto cuesta? Gracias",
    "Lo compré el mes pasado y estoy encantada",
    "Todavía espero mi pedido, ¿alguien me puede ayudar?",
    "¡Enhorabuena por el trabajo!",
    // Japanese
    "送料はいくらですか？",
    "とても素敵です！日本にも発送できますか？",
    "再入荷はいつですか🙏",
    "色がきれい…欲しいです",
    "昨日届きました！写真より素敵でした✨",
    // Arabic
    "ما شاء الله، جميل جدًا 😍",
    "كم السعر لو سمحتم؟",
    "هل يوجد توصيل إلى عمّان؟",
    "طلبت قبل أسبوعين ولم يصل شيء بعد",
    "شكرًا لكم على هذا العمل الرائع 🌹",
    // Hebrew
    "כמה זה עולה?",
    "איזה יופי! יש משלוח לחיפה?",
    "הגיע אתמול, פשוט מושלם 🙏",
    "מתי זה חוזר למלאי?",
    // Chinese
    "太好看了！请问可以寄到上海吗？",
    "请问这个多少钱？",
    "收到了，质量非常好👍",
    "什麼時候補貨？想買兩個",
    "颜色真美，收藏了",
    // Korean
    "너무 예뻐요! 한국으로 배송 되나요?",
    "가격이 얼마예요?",
    "재입고 언제 되나요? 기다리고 있어요 🥲",
    "어제 받았는데 실물이 더 예뻐요",
    // Hindi
    "बहुत सुंदर! इसकी कीमत क्या है?",
    "क्या आप भारत में भेजते हैं?",
    "कल मिला, बहुत अच्छा है 🙏",
    "यह फिर कब आएगा?",
    // Thai
    "สวยมากเลยค่ะ ส่งมาไทยได้ไหมคะ",
    "ราคาเท่าไหร่คะ",
    "ได้รับแล้ว สวยกว่าในรูปอีก 😍",
    "จะมีของเข้าอีกเมื่อไหร่ครับ",
    // German
    "Wunderschön! Liefert ihr auch nach Österreich?",
    "Wann gibt es die wieder? Habe sie leider verpasst",
    "Seit drei Wochen warte ich auf meine Bestellung. Bitte meldet euch.",
    "Größe M oder L bei 1,78 m?",
    "Ein Träumchen 😍 Grüße aus Köln",
    // French, Portuguese, Polish, Turkish, Greek, Vietnamese
    "C’est magnifique ! Vous livrez en Belgique ?",
    "Que lindo! Quanto custa o frete para o Porto?",
    "Przepiękne! Czy wysyłacie do Krakowa?",
    "Çok güzel olmuş, fiyatı ne kadar?",
    "Υπέροχο! Στέλνετε στην Ελλάδα;",
    "Đẹp quá, shop có gửi về Việt Nam không ạ?",
];
