/** What people wrote, by post. Handles are shops and hobbies, texts are invented. */
export type SampleLine = {
  /** Position in the sample posts. */
  post: number;
  username: string;
  text: string;
  /** Minutes before now. */
  age: number;
  likes?: number;
  hidden?: boolean;
  read?: boolean;
  /** Username of the comment this answers. */
  answers?: string;
  ours?: boolean;
};

export const sampleLines: readonly SampleLine[] = [
  {
    post: 1,
    username: "north.face.of.things",
    text: "The zip on my tent broke on day two. Order 4471, who do I write to?",
    age: 1260,
    likes: 2,
  },
  {
    post: 0,
    username: "plaza.plants",
    text: "Is the tall terracotta one frost-proof? I want it outside by the front door all winter 🥶",
    age: 190,
    likes: 9,
  },
  {
    post: 0,
    username: "balcony_bergen",
    text: "Same question! Mine lives on a balcony in Bergen.",
    age: 152,
    answers: "plaza.plants",
    read: true,
  },
  {
    post: 0,
    username: "solvej.ceramics",
    text: "Hi both, checking at the kiln, back in a minute.",
    age: 118,
    answers: "plaza.plants",
    ours: true,
    read: true,
  },
  {
    post: 0,
    username: "oak_and_ember",
    text: "Do you ship the speckled plates to Norway?",
    age: 185,
    likes: 1,
  },
  {
    post: 0,
    username: "rushnyk.bakes",
    text: "Дуже гарно! Коли цей набір знову буде в наявності?",
    age: 150,
    likes: 4,
  },
  {
    post: 0,
    username: "promo.queen_88",
    text: "win a free set, link in my page",
    age: 140,
    hidden: true,
    read: true,
  },
  {
    post: 0,
    username: "hollow.reed",
    text: "How big is the opening? I would like to put dried hydrangeas in it, and the stems are as thick as my thumb.",
    age: 95,
    likes: 3,
  },
  {
    post: 0,
    username: "paperboat.studio",
    text: "The green one is unreal. Please never stop making it 💚",
    age: 88,
    likes: 22,
  },
  {
    post: 0,
    username: "kiln.and.kettle",
    text: "Do the seconds ever go on sale? I would love one with a wonky rim.",
    age: 60,
    likes: 5,
  },
  {
    post: 3,
    username: "sobre.la.mesa",
    text: "¿Tenéis mesa para seis el domingo? Llegamos sobre las dos 🙌",
    age: 74,
    likes: 1,
  },
  {
    post: 1,
    username: "deal.finder.4419",
    text: "EARN 900 a day from home, check my page",
    age: 66,
    hidden: true,
    read: true,
  },
  {
    post: 2,
    username: "beanthere_daily",
    text: "Third bag this month and I regret nothing.",
    age: 58,
    likes: 11,
  },
  {
    post: 4,
    username: "lindgren.loops",
    text: "Does the green merino itch? I loved the one from last year but could not wear it without a shirt.",
    age: 51,
    likes: 2,
  },
  { post: 5, username: "paints.and.pots", text: "Price?", age: 44 },
  {
    post: 3,
    username: "rye.and.ruth",
    text: "Made this on Sunday. My whole street smelled of garlic and nobody is complaining yet.",
    age: 37,
    likes: 14,
    read: true,
  },
  { post: 1, username: "pace.and.pine", text: "Thanks, that fixed it!", age: 31, read: true },
  {
    post: 7,
    username: "ridge.runner.club",
    text: "Is the ford by the old mill passable with a pram?",
    age: 25,
  },
  {
    post: 6,
    username: "two.cups.please",
    text: "We follow the rule. We also break it by nine.",
    age: 19,
    likes: 7,
  },
  { post: 4, username: "毛糸の店", text: "この色、日本にも送料込みで届きますか？", age: 14 },
  { post: 2, username: "slow.morning.club", text: "What grind for a moka pot?", age: 11 },
  {
    post: 5,
    username: "wheel.watchers",
    text: "I have now seen this fourteen times. Send help, or the second part.",
    age: 7,
    likes: 3,
  },
  { post: 7, username: "tent.and.tarp", text: "Soft after the ridge is putting it kindly 😅", age: 4 },
  { post: 6, username: "grey.cat.cafe", text: "Do you sell the blue cup on its own?", age: 2 },
];
