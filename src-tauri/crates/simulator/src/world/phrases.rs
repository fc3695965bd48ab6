//! Phrases of any trade. Spam links lead to reserved names (`.example`), slurs are masked.

/// Before a question.
pub(crate) const OPENERS: &[&str] = &["Hi!", "Hello,", "Hey there!", "Quick one:", "Sorry if asked before."];

/// Before praise.
pub(crate) const EXCLAMATIONS: &[&str] = &["Omg", "Okay but", "Honestly,", "Well,", "Stop it!", "No way!"];

pub(crate) const CLOSERS: &[&str] = &[
    "Thank you for this.",
    "Take my money.",
    "More of this please.",
    "Saved.",
    "Sent it to my sister.",
    "See you on Saturday!",
    "Wow.",
    "I am telling everyone.",
    "Have a good week!",
    "Never change.",
];

pub(crate) const PLEASE: &[&str] = &[
    "Thanks!",
    "Please and thank you 🙏",
    "Would love to know",
    "Asking for a friend",
    "Anybody?",
];

pub(crate) const PRAISE: &[&str] = &[
    "Love this so much",
    "So beautiful!",
    "This is the account I come back to",
    "Every single time you post I stop scrolling",
    "Gorgeous work",
    "Obsessed with the {thing}",
    "You people know what you are doing",
    "The {thing} arrived today and it is even better in real life",
    "Those colours",
    "Put this on a poster and I will buy it",
    "Can confirm, the {thing} is that good",
    "Been following since the very first post. So proud of you",
    "My partner just ordered two",
    "This made my day",
    "Instant favourite",
    "Perfection, again",
    "I showed this to my whole office",
    "Finally! I waited all autumn for the {thing}",
    "Honest work, honest price",
    "This belongs in a museum or in my kitchen",
];

pub(crate) const QUESTIONS: &[&str] = &[
    "How much is the {thing}?",
    "Is the {thing} still available?",
    "When will the {thing} be back in stock?",
    "Do you ship to Canada?",
    "Do you have gift cards?",
    "What is the name of the song in this one?",
    "Where can I find the opening hours?",
    "Can I return the {thing} if it is a gift?",
    "I ordered on the 4th and have heard nothing since. Who do I write to?",
    "Link?",
    "Do you do wholesale? We are a small shop in Graz.",
    "Is the discount code still working?",
    "Which size is the one in the third picture?",
    "Will there be a workshop this winter?",
];

pub(crate) const TAGS: &[&str] = &[
    "look!!",
    "this is the one I meant",
    "we need this",
    "Christmas is coming, just saying",
    "Saturday?",
    "told you",
    "your kind of thing",
    "remember?",
    "you + me + this",
    "👀",
];

pub(crate) const REPLIES: &[&str] = &[
    "Same question!",
    "Same here, mine arrived with a chip on the rim.",
    "They answered me within a day, just write to them.",
    "Yes! Got mine last week.",
    "I asked in the shop: it is.",
    "thanks, that fixed it!",
    "Mine lives on a balcony and is still fine.",
    "Following, I want to know too",
    "No idea but it looks great",
    "check the highlights, it is all there",
    "agree 100 %",
    "I have three of them, no regrets",
    "It took a week to reach me, worth the wait",
    "😂😂",
    "haha true",
    "Which colour did you take?",
    "ooh good to know",
    "not for me, but nice",
];

pub(crate) const THANKS: &[&str] = &[
    "Thank you, {handle}! 🤍",
    "That is so kind, {handle}. It made the whole team smile.",
    "Thank you! See you soon.",
    "You just made our morning, {handle} ☀️",
    "We read this out loud in the workshop. Thank you!",
    "So happy to hear that, {handle}!",
    "¡Gracias, {handle}! 💛",
    "Thanks for being here from the start 💚",
];

pub(crate) const EMOJI: &[&str] = &[
    "😍",
    "🔥",
    "❤️",
    "👏",
    "🙌",
    "😭",
    "🥹",
    "💚",
    "🤍",
    "✨",
    "😋",
    "🌿",
    "🧶",
    "☕",
    "🏕️",
    "🍊",
    "💯",
    "🤩",
    "🫶",
    "🙏🏽",
    "👩🏾‍🍳",
    "🧑‍🌾",
    "🏔️",
    "👀",
    "🥶",
    "🫠",
    "🇳🇴",
    "🐑",
];

pub(crate) const SPAM: &[&str] = &[
    "EARN {n} a day from home, check my page 💰",
    "Great content! We promote brands like yours, DM us 🚀 grow.example/{code}",
    "Check my page for free followers 🔥🔥",
    "I made {n} € in one week with her trading signals 👉 @signals.pro.{code}",
    "Win a free set!! Claim here: win-set.example/{code}",
    "Cheap replicas, 90 % off, link in bio",
    "Nice pic! Collab? Send pic to @brand.scout.{code}",
    "🎁 you were selected!! confirm at gift-{code}.example within 24 h",
    "who wants {n} real followers? first 10 people only",
    "Crypto recovery expert, he got back all I had lost, write to him on W h a t s A p p",
    "F R E E  W A T C H E S → watches.example/{code}",
];

pub(crate) const ABUSE: &[&str] = &[
    "what a bunch of cl*wns, shame on you",
    "you are an absolute f***ing joke",
    "sc*m!!! do not buy here",
    "only id**ts pay this price",
    "ugly as h*ll, like your sh*p",
    "go back to where you came from, f*cking f***igners",
    "shut up b***h nobody asked",
    "get lost l0ser",
    "hope your sh*tty kiln burns down",
    "trash. tr@sh. TRASH.",
    "the woman in the video is a fat c*w",
    "@everyone report these l*ars",
];
