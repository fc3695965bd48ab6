//! The common words of the built-in rules, in the languages a shop hears most. Spelled as people write them; they are
//! folded before they are compared. A word that means something else in another of these languages is left out.

use store::Topic;

/// The words of a topic.
pub(super) const fn of(topic: Topic) -> &'static [&'static str] {
    match topic {
        Topic::Price => PRICE,
        Topic::Availability => AVAILABILITY,
        Topic::Shipping => SHIPPING,
        Topic::Complaint => COMPLAINT,
    }
}

#[rustfmt::skip]
const PRICE: &[&str] = &[
    "price", "prices", "pricing", "price list", "how much", "cost", "costs",
    "preis", "preise", "preisliste", "wie teuer", "was kostet", "was kosten", "wie viel kostet", "wieviel kostet",
    "prix", "tarif", "combien", "coûte",
    "precio", "precios", "cuánto cuesta", "cuánto cuestan", "cuánto vale", "cuánto sale",
    "preço", "preços", "quanto custa", "quanto custam", "qual o valor",
    "prezzo", "prezzi", "quanto costa", "quanto costano",
    "prijs", "hoeveel kost", "wat kost",
    "hvad koster", "hva koster", "vad kostar", "hur mycket kostar", "paljonko maksaa",
    "ile kosztuje", "ile kosztują", "jaka cena", "w jakiej cenie",
    "kolik stojí", "jaká cena", "koľko stojí", "mennyibe kerül",
    "ціна", "скільки коштує", "яка ціна", "по чому",
    "цена", "сколько стоит", "какая цена", "почём",
    "πόσο κοστίζει", "πόσο κάνει", "τιμή",
    "fiyat", "fiyatı", "fiyatı nedir", "ne kadar", "kaç para",
    "السعر", "سعر", "بكم", "كم السعر", "كم سعره",
    "מחיר", "כמה עולה", "כמה זה עולה",
    "कीमत", "दाम", "कितने का", "कितने की",
    "harga", "harganya", "berapa", "bao nhiêu", "giá bao nhiêu", "magkano",
    "値段", "価格", "いくら", "おいくら", "价格", "價格", "多少钱", "多少錢", "什么价", "가격", "얼마", "ราคา", "เท่าไหร่", "เท่าไร",
];

#[rustfmt::skip]
const AVAILABILITY: &[&str] = &[
    "available", "availability", "in stock", "out of stock", "sold out", "restock", "restocked", "restocking", "back in stock",
    "verfügbar", "auf lager", "ausverkauft", "vorrätig", "lieferbar", "wieder da",
    "disponible", "disponibles", "en stock", "rupture de stock", "épuisé",
    "hay stock", "agotado", "agotada", "queda alguno", "quedan",
    "disponível", "disponíveis", "em estoque", "esgotado",
    "disponibile", "disponibili", "esaurito",
    "op voorraad", "beschikbaar", "uitverkocht", "i lager", "på lager", "slutsåld", "udsolgt", "utsolgt",
    "dostępny", "dostępna", "dostępne", "wyprzedane",
    "skladem", "dostupné", "vyprodáno", "na sklade", "raktáron",
    "в наявності", "є в наявності", "коли буде", "закінчилися", "в наличии", "есть в наличии", "когда будет",
    "διαθέσιμο", "διαθέσιμα", "stokta", "stokta var mı", "mevcut mu", "tükendi",
    "متوفر", "متوفرة", "متاح", "זמין", "במלאי", "उपलब्ध", "स्टॉक में",
    "masih ada", "ready stock", "còn hàng", "hết hàng",
    "在庫", "再入荷", "入荷", "売り切れ", "有货", "有貨", "有现货", "缺货", "缺貨", "재고", "재입고", "품절", "มีของ", "ของหมด", "พร้อมส่ง",
];

#[rustfmt::skip]
const SHIPPING: &[&str] = &[
    "shipping", "ship", "ships", "shipped", "delivery", "deliver", "delivered", "postage", "tracking", "worldwide",
    "versand", "versandkosten", "verschickt", "verschicken", "versendet", "liefert", "lieferung", "lieferzeit", "porto",
    "livraison", "livrez", "expédition", "frais de port", "envoyez",
    "envío", "envíos", "envían", "hacen envíos", "gastos de envío",
    "frete", "entrega", "entregam", "enviam", "envio",
    "spedizione", "spedite", "spedizioni", "consegna", "spedire",
    "verzending", "verzenden", "verzendkosten", "bezorgen", "frakt", "fragt", "leverans", "levering", "toimitus",
    "wysyłka", "wysyłacie", "dostawa", "przesyłka", "doprava", "doručení", "posíláte", "poštovné", "szállítás",
    "доставка", "доставку", "відправка", "відправляєте", "надсилаєте", "отправка", "отправляете", "пересылка",
    "αποστολή", "μεταφορικά", "στέλνετε", "kargo", "gönderim", "teslimat",
    "توصيل", "التوصيل", "الشحن", "شحن", "משלוח", "משלוחים", "डिलीवरी", "शिपिंग",
    "ongkir", "pengiriman", "kirim ke", "giao hàng", "ship hàng", "phí ship",
    "送料", "配送", "発送", "届きますか", "运费", "運費", "发货", "發貨", "快递", "寄到", "배송", "배송비", "택배", "ค่าส่ง", "จัดส่ง", "ส่งฟรี",
];

#[rustfmt::skip]
const COMPLAINT: &[&str] = &[
    "refund", "money back", "complaint", "scam", "fraud", "lawyer", "faulty", "defective", "damaged", "arrived broken",
    "never arrived", "not arrived", "still waiting for my order", "wrong item", "allergic reaction", "food poisoning", "injured",
    "rückerstattung", "geld zurück", "beschwerde", "reklamation", "betrug", "anwalt", "defekt", "beschädigt", "nie angekommen",
    "nicht angekommen", "remboursement", "arnaque", "plainte", "avocat", "abîmé", "jamais reçu", "pas reçu",
    "reembolso", "estafa", "denuncia", "abogado", "defectuoso", "no ha llegado", "no me llegó", "nunca llegó",
    "golpe", "advogado", "com defeito", "não chegou", "rimborso", "truffa", "avvocato", "difettoso", "non è arrivato", "mai arrivato",
    "terugbetaling", "klacht", "oplichting", "beschadigd", "niet aangekomen", "återbetalning", "reklamationen", "klage", "bedrageri",
    "zwrot pieniędzy", "reklamacja", "oszustwo", "uszkodzony", "nie dotarła", "nie doszło", "reklamace", "podvod", "poškozené", "nedorazilo",
    "повернення коштів", "скарга", "шахраї", "пошкоджений", "не прийшло", "возврат денег", "жалоба", "мошенники", "брак", "не пришло",
    "επιστροφή χρημάτων", "απάτη", "iade", "şikayet", "dolandırıcı", "hasarlı", "gelmedi",
    "استرجاع", "استرداد", "شكوى", "نصب", "החזר כספי", "תלונה", "נוכלים", "रिफंड", "शिकायत", "धोखा",
    "penipu", "penipuan", "hoàn tiền", "lừa đảo", "返金", "詐欺", "壊れて", "届いていません", "退款", "退货", "骗子", "騙子", "投诉",
    "환불", "사기", "불량", "คืนเงิน", "ของเสีย", "โกง",
];
