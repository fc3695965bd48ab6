//! The five brands of the world: who they are and what they post. Everything is made up.

/// What a picture shows; the painter has one motif for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Motif {
    LatteArt,
    TwoCups,
    Mug,
    Beans,
    Vases,
    Plates,
    Bottle,
    Candle,
    DuskLake,
    NightCamp,
    FogHills,
    Beach,
    RiceBowl,
    Citrus,
    BerryTart,
    Arches,
    Bread,
    Pears,
    FairIsle,
    MossStitch,
    Scarves,
    Yarn,
}

/// A post a brand could make.
pub(crate) struct PostIdea {
    pub(crate) motif: Motif,
    pub(crate) caption: &'static str,
}

/// A brand.
pub(crate) struct Brand {
    pub(crate) username: &'static str,
    pub(crate) name: &'static str,
    /// Two letters of the profile picture.
    pub(crate) mark: &'static str,
    /// Brand colour, RGB.
    pub(crate) colour: [u8; 3],
    pub(crate) account_type: &'static str,
    pub(crate) biography: &'static str,
    pub(crate) website: &'static str,
    pub(crate) followers: u64,
    pub(crate) posts: &'static [PostIdea],
    /// Things people ask about and praise.
    pub(crate) things: &'static [&'static str],
    /// Questions of this trade.
    pub(crate) questions: &'static [&'static str],
    /// Praise of this trade.
    pub(crate) praise: &'static [&'static str],
    /// Answers the brand gives to questions.
    pub(crate) answers: &'static [&'static str],
}

use Motif::{
    Arches, Beach, Beans, BerryTart, Bottle, Bread, Candle, Citrus, DuskLake, FairIsle, FogHills, LatteArt, MossStitch,
    Mug, NightCamp, Pears, Plates, RiceBowl, Scarves, TwoCups, Vases, Yarn,
};

const fn post(motif: Motif, caption: &'static str) -> PostIdea {
    PostIdea { motif, caption }
}

/// The brands, in the order accounts are made.
pub(crate) static BRANDS: [Brand; 5] = [
    Brand {
        username: "kettleandfern",
        name: "Kettle & Fern",
        mark: "KF",
        colour: [0xb5, 0x82, 0x0f],
        account_type: "BUSINESS",
        biography: "Small-batch coffee, roasted on Tuesdays. Two rooms, one very loud kettle.",
        website: "https://kettleandfern.example",
        followers: 31_870,
        posts: &[
            post(
                TwoCups,
                "House blend no. 9 is back. Plum, cocoa and a little toast at the end. Roasted this morning, on the shelf by noon.\n\n#coffee #houseblend #roastery",
            ),
            post(
                LatteArt,
                "Monday pour-over club, but somebody brought milk. We are not angry. We are just pouring.",
            ),
            post(
                Mug,
                "The two-cup rule: the first one is for waking up, the second one is for enjoying. Discuss ☕",
            ),
            post(
                Beans,
                "Forty kilos of Huehuetenango, still warm. If you live on our street: sorry about the smell (we are not sorry).\n#freshroast",
            ),
            post(
                TwoCups,
                "New cups from our friends at @solvej.ceramics. They hold heat like a grudge.",
            ),
            post(LatteArt, "Fern no. 4,112. One day one of them will be symmetrical 🌿"),
            post(
                Mug,
                "Rain on the window, filter on the bar, cardamom buns until they run out.",
            ),
            post(
                Beans,
                "Decaf that does not apologise. Swiss water process, roasted a shade darker than you expect.",
            ),
            post(
                BerryTart,
                "Friday tart, eight slices, no reservations. You know what to do.",
            ),
            post(
                Mug,
                "We are closed on Wednesday to descale everything that can be descaled. Back Thursday at 7.",
            ),
            post(LatteArt, "Oat, whole or none: what is in your cup this morning?"),
            post(
                Beans,
                "Subscription boxes leave on the 3rd. Last orders tomorrow at midnight 📦",
            ),
        ],
        things: &[
            "house blend",
            "decaf",
            "no. 9",
            "pour-over kit",
            "cardamom bun",
            "subscription",
            "filter roast",
            "espresso",
        ],
        questions: &[
            "Is the {thing} ground for moka too, or beans only?",
            "Do you ship the {thing} to Norway?",
            "What grind do you suggest for an AeroPress?",
            "Are you open on Sunday morning? We would be six with a pram",
            "Is there caffeine left in the decaf at all? Asking for my heart 😅",
            "How long does a bag stay fresh once opened?",
            "Can I pause my subscription in December?",
            "Do you sell the green cups as well?",
        ],
        praise: &[
            "Best {thing} in town, no contest",
            "Third bag this month and I am not even sorry",
            "I can smell this picture",
            "That {thing} saved my Monday ☕",
            "The room, the light, the buns. Perfect as always",
        ],
        answers: &[
            "Hi {handle}! Both: choose the grind in the drop-down before you add it to the bag.",
            "We do, {handle}: 2 to 4 days, and free from three bags.",
            "Medium-fine, 92 °C, a bit over two minutes. Tell us how it went!",
            "We open at 8 on Sundays, {handle}. The long table is yours if you come before ten.",
            "You can pause it any time in your account, two clicks.",
        ],
    },
    Brand {
        username: "solvej.ceramics",
        name: "Solvej Ceramics",
        mark: "SC",
        colour: [0x5f, 0x35, 0x5c],
        account_type: "BUSINESS",
        biography: "Stoneware made by hand, fired twice, used daily. Kiln openings on Sundays.",
        website: "https://solvej-ceramics.example",
        followers: 86_214,
        posts: &[
            post(
                Vases,
                "Autumn kiln, batch 4. Forty-one pieces came out on Sunday night and six of them made us shout. Terracotta, oat and one deep green we had given up on.",
            ),
            post(
                Plates,
                "Speckle restock. Dinner, side and the small one everybody steals for olives.\n\n#stoneware #handmade #tableware",
            ),
            post(
                Bottle,
                "Oat series, first look. Made for one stem and a bit of patience.",
            ),
            post(
                Candle,
                "Glaze test at night. If it looks good by one candle it will look good anywhere.",
            ),
            post(
                Vases,
                "Seconds sale on Saturday at 9. Wonky rims, honest prices, one per person please.",
            ),
            post(Plates, "Somebody asked whether they stack. They stack."),
            post(
                Mug,
                "The blue mug is back after two winters. The handle is 4 mm wider, you asked for it.",
            ),
            post(Bottle, "Quiet shelf, loud week."),
            post(
                Vases,
                "From lump to vase in nineteen minutes, and then eleven days of waiting.",
            ),
            post(Candle, "Power cut in the studio, so: candle holders."),
            post(
                Plates,
                "Wedding list season. Write early, the kiln has only so many shelves.",
            ),
            post(Bottle, "Frost outside, hydrangeas inside. Which one would you take?"),
        ],
        things: &[
            "tall terracotta one",
            "green vase",
            "speckled plates",
            "oat bottle",
            "small bowl",
            "blue mug",
            "candle holder",
            "dinner set",
        ],
        questions: &[
            "Is the {thing} frost-proof? I want it outside by the door all winter 🥶",
            "How big is the opening of the {thing}? I would like to put dried hydrangeas in it, and the stems are as thick as my thumb.",
            "Do you ship the {thing} to Norway?",
            "Do the seconds ever go on sale? I would love one with a wonky rim.",
            "Is the {thing} dishwasher safe?",
            "When is the next kiln opening?",
            "Mine arrived with a chip on the rim. Really well packed though, so no idea how. What now?",
            "Price?",
        ],
        praise: &[
            "The green one is unreal. Please never stop making it 💚",
            "My {thing} is the first thing guests pick up",
            "That glaze! Looks like the sea after rain",
            "I own eleven pieces and there is still room on the shelf (there is not)",
            "Bought the {thing} two years ago, still my favourite object in the house",
        ],
        answers: &[
            "Hi {handle}! It is stoneware, fired at 1,260 °C, so dry cold is no problem. Please tip it over if hard frost is coming.",
            "The opening is 4.5 cm, {handle}. Hydrangeas fit, we tried.",
            "Yes, we ship to all of Europe: 3 to 6 days, packed in wool.",
            "Oh no. Please write to us with a photo and we send a new one, {handle}.",
            "Dishwasher is fine for everything except the gold rims.",
        ],
    },
    Brand {
        username: "harrowtrail",
        name: "Harrow Trail",
        mark: "HT",
        colour: [0x23, 0x7a, 0x60],
        account_type: "BUSINESS",
        biography: "Tents, packs and slow mornings outside. Repair beats replace.",
        website: "https://harrowtrail.example",
        followers: 48_212,
        posts: &[
            post(
                NightCamp,
                "First frost at the lake. −4 °C inside the tent, +30 inside the bag. Nobody wanted to get up first.\n#wintercamp",
            ),
            post(DuskLake, "Paddle before snow. One boat, one thermos, nobody talking."),
            post(
                FogHills,
                "Trail report 46: ridge path is open, the lower bridge is not. Take the ford and dry socks.",
            ),
            post(FogHills, "Fog walk, route B. You see nothing and it is wonderful."),
            post(
                DuskLake,
                "Map giveaway! Tell us the best breakfast you ever had outdoors. We pick three on Sunday.",
            ),
            post(
                NightCamp,
                "New in repair: zips in all colours, ready in two days while you wait (not literally).",
            ),
            post(Beach, "Summer look back. Twelve beaches, one very sandy van."),
            post(
                DuskLake,
                "The 40-litre pack, after six years and 2,300 km. We replaced one buckle.",
            ),
            post(FogHills, "Layers, not luck."),
            post(NightCamp, "Meteor night this Thursday. Clouds say no, we say maybe ✨"),
            post(
                Beach,
                "Rinse the salt off your zips. This was a public service announcement.",
            ),
            post(DuskLake, "Autumn is 80 % waiting for the light and 20 % soup."),
        ],
        things: &[
            "40-litre pack",
            "two-person tent",
            "winter bag",
            "trail map",
            "green shell",
            "stove",
            "ridge route",
            "zip repair",
        ],
        questions: &[
            "The zip on my tent broke on day two. Order number is in your messages, can somebody look at it?",
            "Is the {thing} all right for −10?",
            "Where exactly is this? Not asking for the coordinates, just the county",
            "Does the {thing} come in the old orange?",
            "Is route B fine with a dog?",
            "Can I bring the {thing} in for repair without a receipt?",
            "How heavy is the {thing} really, with pegs?",
            "Is the lower bridge open again?",
        ],
        praise: &[
            "This made me put my boots by the door",
            "Six winters with the {thing} and not one leak",
            "That light 😍",
            "Your repair desk is the reason I stay. Thank you!",
            "Did the {thing} last weekend, soaked and happy",
        ],
        answers: &[
            "Sorry about that, {handle}! We found your order: a new slider is on its way, and the fitting takes five minutes.",
            "Comfort is −6, {handle}. Below that take the liner and a hot bottle.",
            "Route B is fine with a dog, just keep them on the lead at the sheep gate.",
            "Always, {handle}. No receipt needed for repairs, ever.",
            "1,940 g with pegs and bag, weighed on our own scale.",
        ],
    },
    Brand {
        username: "casa.nispero",
        name: "Casa Níspero",
        mark: "CN",
        colour: [0x8b, 0x00, 0x08],
        account_type: "BUSINESS",
        biography: "Cocina de temporada. Mesa larga, patio, y un horno que no descansa.",
        website: "https://casanispero.example",
        followers: 22_406,
        posts: &[
            post(
                RiceBowl,
                "Sunday rice bowl: the recipe you have been asking for since March. Garlic first, patience second.\n\n#recipe #sundaylunch",
            ),
            post(
                Citrus,
                "Carta de cítricos. Pomelo, naranja sanguina, lima y un poco de sal. Hasta fin de mes 🍊",
            ),
            post(Bread, "Sourdough week. 36 hours, four folds, one oven, no days off."),
            post(Arches, "Reopening day. The patio has new tiles and the same old cat."),
            post(Pears, "Poached pears with bay leaf. Winter can come."),
            post(
                BerryTart,
                "Plum tart in five steps, swipe for step three, the one everybody gets wrong.",
            ),
            post(
                RiceBowl,
                "Menú del día: arroz, huevo, verde. Trece euros, pan incluido.",
            ),
            post(Arches, "Six o'clock on the terrace. Booking opens Monday at ten."),
            post(Citrus, "Nuestros proveedores: limones de Rafal, recogidos ayer."),
            post(
                Bread,
                "We bake two hundred loaves and every day number 201 is the one that gets asked for.",
            ),
            post(
                Pears,
                "La mesa larga vuelve el 4 de diciembre. 24 sitios, un solo turno.",
            ),
            post(Plates, "Every plate tells you who washed up."),
        ],
        things: &[
            "rice bowl",
            "sourdough",
            "plum tart",
            "citrus menu",
            "terrace",
            "menú del día",
            "olive oil",
            "long table",
        ],
        questions: &[
            "¿Tenéis mesa para seis el domingo? Llegamos sobre las dos 🙌",
            "¿La terraza se puede reservar con perro?",
            "Is the {thing} gluten free?",
            "¿Hasta cuándo está la carta de cítricos?",
            "Can I order the {thing} to take away?",
            "¿Hacéis el {thing} también por la noche?",
            "Could you post the recipe of the {thing}? Which rice do you use?",
            "Do you have a high chair?",
        ],
        praise: &[
            "Made this on Sunday. My whole street smelled of garlic and nobody is complaining",
            "El mejor {thing} de la ciudad, sin duda",
            "Cenamos ayer y volvemos mañana 😋",
            "That crust. I need a minute",
            "¡Qué ganas de volver al patio!",
        ],
        answers: &[
            "¡Hola {handle}! Sí, os guardamos la mesa redonda del patio a las dos.",
            "Claro que sí, {handle}: perros bienvenidos en la terraza.",
            "Hi {handle}, the rice bowl is gluten free; ask us to leave out the soy.",
            "Hasta el 30, {handle}. Y después vuelven las peras.",
            "Recipe is in the caption of Sunday's post. Bomba rice, and do not stir!",
        ],
    },
    Brand {
        username: "lumaknit",
        name: "Luma Knit",
        mark: "LK",
        colour: [0x07, 0x95, 0xc0],
        account_type: "MEDIA_CREATOR",
        biography: "Merino, patterns and patience. Knitted in a town with more sheep than people.",
        website: "https://lumaknit.example",
        followers: 67_950,
        posts: &[
            post(
                FairIsle,
                "Fair Isle, five ways. Which border are you team? One, three and five are in the shop on Friday.\n\n#knitting #fairisle #merino",
            ),
            post(MossStitch, "Moss stitch, close up. Two rows, forever, worth it."),
            post(
                Scarves,
                "Five scarves, one sheep. Undyed, washed once, soft from day one.",
            ),
            post(
                Yarn,
                "New colours: lichen, rust, harbour and the grey we argued about for a month 🧶",
            ),
            post(
                FairIsle,
                "The green yoke sweater is back in all sizes. Yes, also in 5XL.",
            ),
            post(
                MossStitch,
                "Merino care guide: cold water, no wringing, dry flat, do not let the cat help.",
            ),
            post(
                Yarn,
                "Mystery skeins leave tomorrow. No, we will not say which colours.",
            ),
            post(Scarves, "Stack of the week. Tell us your order from top to bottom."),
            post(
                FairIsle,
                "Test knit call: 12 knitters, one hat, three weeks. Comment with your gauge!",
            ),
            post(
                MossStitch,
                "Dropped a stitch on row 212. We do not want to talk about it.",
            ),
            post(Yarn, "Wool from the next valley, spun eleven kilometres away."),
            post(
                Scarves,
                "Pattern update: the chart for size L had a typo in row 14. The new file is in your library.",
            ),
        ],
        things: &[
            "green merino",
            "yoke sweater",
            "hat pattern",
            "rust colour",
            "mystery skein",
            "moss stitch scarf",
            "size L chart",
            "undyed wool",
        ],
        questions: &[
            "Does the {thing} itch? I loved the one from last year but could not wear it without a shirt",
            "Which needle size for the {thing}?",
            "Is there a video for the increases?",
            "How many skeins for a size XL?",
            "Will the {thing} come back before the holidays?",
            "Does it bleed when washed? Mine turned the bath harbour blue 😂",
            "Do you ship the {thing} to Japan?",
            "Is the chart for beginners?",
        ],
        praise: &[
            "Cast on last night, already at the yoke 😍",
            "The {thing} is the softest thing I own",
            "Team border three!!",
            "Knitted two, gifted two, need a third",
            "These colours together 🤌",
        ],
        answers: &[
            "Hi {handle}! This year's yarn is 18.5 micron, a good deal finer. Try it against your neck in the shop.",
            "4 mm for the body, 3.5 for the ribbing, {handle}.",
            "There is a video in your library, {handle}: chapter 3 shows the increases.",
            "Seven skeins for XL, eight if you like long sleeves.",
            "It will: restock on the first Friday of the month.",
        ],
    },
];
