//! What people write to a brand in private, and what it answers. A dialogue is one sitting; a conversation is one or
//! several of them, with days or months between.

use Line::{
    Heart, Mention, OurHeart, OurPhoto, Photo, Photos, SharedPost, StoryReply, TheyReact, Unsupported, Us, Video,
    Voice, WeReact, Write,
};

/// One thing that happens in a dialogue.
#[derive(Clone, Copy, Debug)]
pub(super) enum Line {
    /// The person writes.
    Write(&'static str),
    /// We answer.
    Us(&'static str),
    /// The person sends a photo.
    Photo,
    /// The person sends so many photos in one message.
    Photos(u8),
    Video,
    Voice,
    /// The person shares a post of ours.
    SharedPost,
    /// The person answers a story of ours.
    StoryReply(&'static str),
    /// The person mentions us in a story of their own.
    Mention,
    /// The person sends the heart sticker.
    Heart,
    /// The person sends what the platform does not hand out: a poll, a voice effect, a vanishing photo.
    Unsupported,
    /// We send a photo.
    OurPhoto,
    /// We send the heart sticker.
    OurHeart,
    /// We react to the message before.
    WeReact(&'static str),
    /// The person reacts to the message before.
    TheyReact(&'static str),
}

/// A sitting of a conversation.
pub(super) type Dialogue = &'static [Line];

/// Dialogues of each trade, in the order of the brands.
pub(super) const OF_BRAND: [&[Dialogue]; 5] = [COFFEE, CERAMICS, OUTDOORS, KITCHEN, KNITTING];

const COFFEE: &[Dialogue] = &[
    &[
        Write("Hi! My {thing} came in the mail today but the bag was open"),
        Photo,
        Us("Oh no. Could you tell us the order number? We send a new bag today."),
        Write("{order}"),
        Us("Found it. A fresh one leaves this afternoon, and keep the open one for cold brew."),
        Write("You are the best, thank you!"),
        WeReact("love"),
    ],
    &[
        Write("Thanks, the new bag tastes completely different. What did you change?"),
        Us("Good tongue! The new harvest came in, it is a bit more plum than cocoa."),
        Write("I like it. My husband is in mourning though 😄"),
        Us("Tell him the old profile comes back in March as no. 8."),
        TheyReact("😂"),
    ],
    &[
        Write("Do you have a table for eight on Sunday at ten? There is a baby and a dog"),
        Us("The long table is yours. Dog bowls are by the door."),
        Write("Perfect, see you then ☕"),
        WeReact("🎉"),
    ],
    &[
        StoryReply("I can smell this through the screen"),
        Us("That is the Huehuetenango. Come by before noon, there are two bags left."),
    ],
    &[Mention, Us("Third bag this month! We are honoured ☕"), OurHeart],
    &[
        Write("Can I still change the grind of order {order}? I clicked moka but I have an AeroPress"),
        Us("Just in time, we grind at four. Changed to medium-fine."),
        Write("🙏🙏"),
    ],
    &[
        Write("We run a small office of 14 people and drink far too much coffee. Do you deliver every week?"),
        Us("We do! 3 kg a week for 14 people is our guess. Shall we send you the office list?"),
        Write("Yes please, to the address in our profile"),
    ],
];

const CERAMICS: &[Dialogue] = &[
    &[
        Write("Hello! The {thing} arrived with a chip on the rim 😕"),
        Photos(2),
        Us("That breaks our hearts, and the rim. A new one is in the next kiln, ready on the 28th. Is that all right?"),
        Write("Of course, no hurry at all"),
        Us("Thank you for being so kind. Keep the chipped one for olives."),
        TheyReact("love"),
    ],
    &[
        Write("We run three shops in Turin and would love to stock the oat series. Who is the person to talk to?"),
        Us("That would be Solvej herself. May we have an address to write to?"),
        Write("buying@ferrante-casa.example, thank you so much"),
        Us("Sent. Price list and lead times are in the mail."),
    ],
    &[
        SharedPost,
        Write("Is this one still there? I want it for my mother’s birthday"),
        Us("One left! Shall we put your name on it until Friday?"),
        Write("Yes!! Thank you 😭"),
        WeReact("love"),
    ],
    &[
        Write("Invoice attached, have a good weekend"),
        Photo,
        Us("Thank you! Paid on Monday."),
    ],
    &[
        StoryReply("How do you get that green?"),
        Us("Copper, patience, and a kiln that leaks a little on the left side."),
    ],
    &[
        Voice,
        Us("We listened twice: yes, you can paint it, but only before the second firing."),
    ],
    &[
        Write("Can I book two places for the workshop on the 12th?"),
        Us("You can. Aprons are here, bring clothes that may get muddy."),
        Write("One of us is left-handed, is that a problem?"),
        Us("Two of our wheels turn the other way. We keep one for you."),
    ],
];

const OUTDOORS: &[Dialogue] = &[
    &[
        StoryReply("Hello! The zip on my tent broke on day two. We are at the lake until Saturday."),
        Write("Order {order}, what now?"),
        Us("Oh no! Which one is it, the inner door or the fly?"),
        Write("The inner door. The slider came off completely."),
        Us("Good news: that one you can press back on with pliers. A new slider waits for you at home."),
        Write("It worked!! You saved the weekend"),
        WeReact("🙌"),
    ],
    &[
        Write(
            "Do you repair jackets that are older than ten years? It was my dad’s and I would hate to throw it away.",
        ),
        Photos(3),
        Us("We repair all of them. From the photos it needs a zip and two patches, about 38 €."),
        Write("That is nothing. How do I send it?"),
        Us("Label is on the repair page. Put a note with your handle in the pocket."),
    ],
    &[
        StoryReply("is that the loop near the old quarry?"),
        Us("It is, clockwise. The bench with the view is at 6.2 km."),
        Write("Going on Sunday then 🥾"),
    ],
    &[
        Write("Is the {thing} warm enough for Lapland in March?"),
        Us("With the liner and a hot bottle, yes. Without, you will know every hour of the night."),
        Write("Haha ok liner it is"),
    ],
    &[
        Video,
        Write("Is this noise from the {thing} normal?"),
        Us("It is not. Could you send us the number under the buckle?"),
    ],
    &[
        Write("Where do I send the map I won in the giveaway form? I mean my address"),
        Us("Just here. It goes straight onto the parcel and nowhere else."),
    ],
    &[
        Mention,
        Us("What a morning! May we show this in our own story?"),
        Write("Of course, tag me 😊"),
    ],
];

const KITCHEN: &[Dialogue] = &[
    &[
        Write("La receta del arroz, por favor 🙏 llevo una semana intentándolo"),
        Us("Primero el ajo, muy despacio. Y no lo remuevas nunca, ni una vez."),
        Write("Ahí estaba el problema 😂 gracias"),
        WeReact("love"),
    ],
    &[
        Write("Hi, is there a nearby parking or should we come by tram?"),
        Us("Tram 4 stops right at the corner. Parking on Saturdays is a sport of its own."),
        Write("Perfect, see you then."),
    ],
    &[
        Write("¿Tenéis mesa para dos el sábado a las ocho?"),
        Us("¡Sí! La mesa es vuestra, sábado a las ocho."),
        Heart,
    ],
    &[
        Write("One of us cannot eat gluten and one no fish. Can you do the {thing} for both?"),
        Us("We can do both. Tell whoever brings the bread, and nobody will have to ask again."),
        Write("That is so good to hear, thank you"),
        TheyReact("🙏"),
    ],
    &[
        SharedPost,
        Write("¿Esto se puede encargar para 20 personas?"),
        Us("Claro, con tres días de aviso. ¿Para qué fecha sería?"),
    ],
    &[StoryReply("😍😍😍"), OurHeart],
    &[
        Write("We had dinner on Friday and I left a grey scarf on the chair by the oven"),
        Us("We have it! It is warm and smells of bread. Until when shall we keep it?"),
        Write("I come by on Thursday, thank you so much"),
    ],
];

const KNITTING: &[Dialogue] = &[
    &[
        Write("Hi! Could you hold the grey one in medium until Friday? I get paid on Thursday 😅"),
        Us("It is in the drawer with your name on it."),
        Write("You are angels"),
        WeReact("love"),
    ],
    &[
        Write("It fits! Thank you for swapping it so fast."),
        Photo,
        Us("Look at that yoke. The colour was made for you."),
        TheyReact("🥹"),
    ],
    &[
        Write("I am stuck at row 48 of the {thing}. Two stitches too many, every time"),
        Photo,
        Us("Count the increases in row 46: there should be four, in the picture there are six."),
        Write("Oh no. OH NO. Ok."),
        Us("It happens to all of us. Only two rows back!"),
    ],
    &[
        Write("Do you take commissions? Ten hats for a choir, all the same green"),
        Us("With joy. Give us five weeks and the sizes of the heads."),
        Write("One head is 64 cm, please do not laugh"),
        TheyReact("😂"),
    ],
    &[Mention, Us("Finished in nine days?! We bow."), WeReact("👏")],
    &[
        Voice,
        Write("sorry, my hands are full of wool, so you get my voice"),
        Us("Loved every second. Yes: needle 4, and block it flat."),
    ],
    &[
        StoryReply("which colour is the third one?"),
        Us("Harbour. Back on Friday at nine, twelve skeins only."),
        Write("Alarm is set ⏰"),
    ],
];

/// Dialogues of any trade.
pub(super) const COMMON: &[Dialogue] = &[
    &[
        Write("Hi, where is my order {order}? It says delivered but there is nothing here"),
        Us("Sorry about that! It went to your neighbour at no. 12, the driver wrote."),
        Write("Found it, thank you!"),
    ],
    &[
        Write("Hello, can I return the {thing}? It was a present and we have one already"),
        Us("Of course. The slip is in the box, thirty days, no reason needed."),
    ],
    &[
        Write("Do you ship to Norway?"),
        Us("We do, 2 to 4 days. Customs is on us."),
        Write("Great 🙌"),
    ],
    &[
        Write("How much is the {thing}?"),
        Us("It is on the shop page, and there is free shipping this week."),
    ],
    &[
        Write("Is the discount code still working? AUTUMN does nothing"),
        Us("It ended on Sunday, but try AUTUMN-LATE until tonight 😉"),
        Write("😍 ordered!"),
    ],
    &[
        Write("I wrote you an e-mail on the 4th and nobody answered. This is my third message."),
        Us("That is not how we want to be. We found it in the wrong folder; your money is on its way back today."),
        Write("Ok. Thank you for answering."),
    ],
    &[
        Write("Good morning! I write for a small magazine and would like to visit you for a story"),
        Us("We would love that. Thursdays are the quietest. What is the magazine about?"),
        Write("Slow crafts and loud people"),
        TheyReact("😂"),
    ],
    &[
        Write("Do you have any open positions? I am moving to town in spring"),
        Us("Not right now, but write to us again in February, please."),
    ],
    &[SharedPost, Write("this is you!!"), OurHeart],
    &[
        Photo,
        Write("look what my daughter made after your video"),
        Us("This goes on our wall. Tell her she is hired."),
        TheyReact("love"),
    ],
    &[
        Unsupported,
        Us("We could not open this one here. Could you send it as a photo?"),
        Photo,
    ],
    &[Write("🔥🔥🔥"), WeReact("love")],
    &[Write("😍")],
    &[Heart],
    &[
        Write("Just wanted to say that your page makes my day. That is all."),
        Us("And now you made ours."),
        TheyReact("love"),
    ],
    &[
        Write("What are your opening hours between the holidays?"),
        Us("Closed from the 24th to the 27th, otherwise as always."),
    ],
    &[
        Write("Can you send me a picture of the {thing} in daylight?"),
        Us("Straight from the window:"),
        OurPhoto,
        Write("Sold. I take two."),
    ],
    &[
        Write("Hey, could you tell me the exact size? I am standing in front of my shelf with a ruler"),
        Us("21 cm high, 9 cm at the widest. Does it fit?"),
        Write("By two millimetres!! Thanks"),
    ],
];

/// Dialogues in other languages and scripts.
pub(super) const FOREIGN: &[Dialogue] = &[
    &[
        Write("Доброго дня! Чи можна замовити {thing} з доставкою до Києва?"),
        Us("Hello! Yes, delivery takes about eight days. Shall we reserve one for you?"),
        Write("Так, будь ласка 🙏"),
    ],
    &[
        Write("¿Cuánto tarda el envío a Canarias?"),
        Us("¡Hola! Entre cinco y siete días."),
        Write("Perfecto, gracias 💛"),
    ],
    &[
        Write("こんにちは。日本への送料を教えてください。"),
        Us("Hello! 14 € up to two kilos, about ten days."),
        Write("ありがとうございます！🙏"),
    ],
    &[
        Write("مرحبا، هل يوجد توصيل إلى دبي؟"),
        Us("Hello! Yes, five to eight days."),
        Write("شكرًا جزيلًا 🌹"),
    ],
    &[
        Write("שלום! המידה לא מתאימה, אפשר להחליף?"),
        Photo,
        Us("Hello! Of course, just send it back within 30 days."),
        Write("תודה רבה!"),
    ],
    &[
        Write("你好，请问可以寄到上海吗？"),
        Us("Hello! Yes, about twelve days."),
        Write("好的，谢谢👍"),
    ],
    &[
        Write("안녕하세요! 재입고 언제 되나요?"),
        Us("Hello! On the first Friday of next month."),
        Write("기다릴게요 🥲"),
    ],
    &[
        Write("नमस्ते, क्या आप मुंबई भेजते हैं?"),
        Us("Hello! We do, in about two weeks."),
        Write("बहुत धन्यवाद 🙏"),
    ],
    &[Write("สวัสดีค่ะ ส่งมาไทยได้ไหมคะ"), Us("Hello! Yes, ten to fourteen days.")],
    &[
        Write("Hallo! Meine Bestellung {order} ist seit drei Wochen unterwegs. Könnt ihr nachsehen?"),
        Us("Oh nein, sie hängt beim Zoll. Wir schicken heute noch einmal los."),
        Write("Das ist super, danke euch!"),
        WeReact("love"),
    ],
    &[
        Write("Bonjour, est-ce que vous livrez en Belgique ?"),
        Us("Bonjour ! Oui, sous quatre jours."),
        Write("Super, merci beaucoup"),
    ],
    &[
        Write("Olá! Qual é o tamanho certo para 1,68 m?"),
        Us("Olá! O M, quase de certeza."),
        Write("Obrigada 😊"),
    ],
    &[
        Write("Καλησπέρα, στέλνετε στην Κρήτη;"),
        Us("Good evening! We do, in six days."),
    ],
    &[
        Write("Merhaba, fiyatı ne kadar?"),
        Us("Merhaba! It is on the page, shipping included."),
    ],
    &[
        StoryReply("Qué maravilla 😍 ¿dónde es?"),
        Us("¡Muy cerca de casa! Pasad cuando queráis."),
    ],
];

/// What arrives while the simulator runs.
pub(super) const ARRIVING: &[Line] = &[
    Write("Hi! Is the {thing} still available?"),
    Write("Hello, any news about order {order}?"),
    Write("Thank you so much! 🙏"),
    Write("❤️"),
    Write("Could you hold the {thing} for me until tomorrow?"),
    Write("¿Hasta qué hora estáis hoy?"),
    Write("Ok perfect"),
    Write("送料はいくらですか？"),
    Write("One more question: does it come in green?"),
    Write("This is what arrived today:"),
    Photo,
    Voice,
    Heart,
    Mention,
    StoryReply("Where can I get this?"),
    StoryReply("😍😍"),
    SharedPost,
    Write("Коли буде знову в наявності?"),
    Write("I changed my mind about the size, is it too late?"),
    Write("haha yes exactly"),
];
