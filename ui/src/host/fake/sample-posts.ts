import type {
  IpcError,
  LadderStep,
  LadderStepView,
  MediaHostView,
  PostActions,
  PostState,
  PostView,
  SlideView,
  StepState,
} from "../bindings";

/** The steps of the ladder in their order. */
export const ladderSteps: readonly LadderStep[] = [
  "prepared",
  "uploaded",
  "containers",
  "processing",
  "publish",
  "live",
];

const MINUTE = 60_000;

/** What can be done with a post in a state. */
export function actionsOf(state: PostState): PostActions {
  const one = (...states: PostState[]) => states.includes(state);
  return {
    edit: one("draft", "scheduled", "ready", "failed", "missed"),
    cancel: one("scheduled", "preparing", "ready"),
    retry: one("failed"),
    check: one("checking"),
    publish_now: one("missed", "scheduled", "ready"),
    post_again: one("needs_you"),
    discard: one("scheduled", "ready", "failed", "needs_you", "held", "missed"),
  };
}

/** A ladder that has come as far as `current`; the steps before it are done, those after it wait. */
export function ladderAt(
  slides: readonly SlideView[],
  current: LadderStep | undefined,
  state: StepState,
  at: number,
  stuck?: { slide: number; problem: IpcError },
): LadderStepView[] {
  const reached = current === undefined ? ladderSteps.length : ladderSteps.indexOf(current);
  return ladderSteps.map((step, index) => {
    const own: StepState = index < reached ? "done" : index === reached ? state : "waiting";
    const bySlide = step !== "publish" && step !== "live";
    const total = bySlide ? slides.length : 1;
    const slideState = (position: number): StepState => {
      if (own === "done" || own === "waiting") return own;
      if (stuck) return position === stuck.slide ? "failed" : "done";
      return position < Math.ceil(slides.length / 2) ? "done" : "running";
    };
    const views = bySlide
      ? slides.map(({ slide }, position) => ({
          slide,
          state: slideState(position),
          problem: own === "failed" && stuck?.slide === position ? stuck.problem : null,
        }))
      : [];
    return {
      step,
      state: own,
      done: bySlide ? views.filter((each) => each.state === "done").length : own === "done" ? 1 : 0,
      total,
      at: own === "done" ? new Date(at + index * 20_000).toISOString() : null,
      slides: views,
    };
  });
}

const shapes = [
  [1440, 1800],
  [3024, 4032],
  [2400, 2400],
  [4032, 3024],
  [1600, 2000],
  [1080, 1350],
  [3000, 2000],
] as const;

const names = ["latte", "beans", "bag", "cup", "enamel", "tart", "leaves"];
const altTexts = [
  "Two cups of coffee with leaves drawn in the milk, seen from above.",
  "Roasted coffee beans, close up.",
  "A dark green coffee bag with a cream label on a wooden table in morning light.",
  "",
  "A blue enamel mug on a window sill.",
  "A round tart with berries on a grey plate.",
  "",
];

const uuid = (family: string, number: number) =>
  `0198f000-0000-7000-8${family}-0000000000${String(number).padStart(2, "0")}`;

/** The id of a sample post, so that a test can open it: 1 is the draft. */
export const samplePostId = (number: number) => uuid("000", number);

function slidesOf(post: number, count: number): SlideView[] {
  return Array.from({ length: count }, (_, index) => {
    const [width, height] = shapes[index % shapes.length] ?? [1440, 1800];
    return {
      slide: uuid(`${String(post).padStart(3, "0")}`, index + 1),
      file_name: `${names[index % names.length]}-${index + 1}.jpg`,
      width,
      height,
      bytes: 2_100_000 + index * 340_000,
      alt_text: altTexts[index % altTexts.length] ?? "",
      focus_x: 0.5,
      focus_y: 0.5,
      zoom: index === 2 ? 1.35 : 1,
    };
  });
}

const caption =
  "We roasted it slower. Eleven minutes and a half, and the plum finally stays in the cup.\nHouse blend no. 9 is back from today, 250 g and 1 kg. With @harrowtrail, for cold mornings. #slowroast #houseblend";

const notFetched: IpcError = {
  code: "refused",
  message: "Instagram could not fetch slide 4.",
  fix: "Test the media host: its address must be open to everyone. Then try again; the other slides are kept.",
  retry_after_s: null,
  detail: "9004 / 2207052 · trace CdE3f4G5h6",
};

/** One post in every state a post can be in. */
export function samplePosts(now: number): PostView[] {
  const at = (minutesAgo: number) => new Date(now - minutesAgo * MINUTE).toISOString();
  const post = (
    number: number,
    state: PostState,
    count: number,
    fields: Partial<PostView> & { ladderAt?: [LadderStep | undefined, StepState] },
  ): PostView => {
    const slides = slidesOf(number, count);
    const { ladderAt: ladder, ...rest } = fields;
    return {
      post: samplePostId(number),
      account: "17841400000000410",
      state,
      caption,
      ratio: "portrait",
      revision: 3,
      slides,
      created_at: at(number * 40 + 30),
      updated_at: at(number * 7),
      due_at: null,
      zone: null,
      wall_time: null,
      ladder: ladder ? ladderAt(slides, ladder[0], ladder[1], now - number * 7 * MINUTE) : [],
      problem: null,
      permalink: null,
      media: null,
      live_at: null,
      can: actionsOf(state),
      ...rest,
    };
  };
  const due = (minutesAhead: number) => {
    const time = new Date(now + minutesAhead * MINUTE);
    time.setUTCSeconds(0, 0);
    return { due_at: time.toISOString(), zone: "UTC", wall_time: time.toISOString().slice(0, 16) };
  };
  const failed = post(7, "failed", 5, {
    account: "17841400000000411",
    caption: "Autumn kiln, batch 5. Thirty pieces, and one glaze we cannot explain.",
    problem: notFetched,
  });
  failed.ladder = ladderAt(failed.slides, "containers", "failed", now - 50 * MINUTE, {
    slide: 3,
    problem: notFetched,
  });
  return [
    post(1, "draft", 7, {}),
    post(2, "scheduled", 3, {
      caption: "Sunday, first light. Bring a friend and something warm.",
      account: "17841400000000412",
      ...due(234),
      ladderAt: ["prepared", "waiting"],
    }),
    post(3, "preparing", 6, {
      caption: "Six mugs, six mornings.",
      account: "17841400000000411",
      ladderAt: ["processing", "running"],
    }),
    post(4, "ready", 4, {
      caption: "Four ways to fold a napkin.",
      account: "17841400000000413",
      ...due(18),
      ladderAt: ["publish", "waiting"],
    }),
    post(5, "publishing", 2, { caption: "Now pouring.", ladderAt: ["publish", "running"] }),
    post(6, "checking", 3, {
      caption: "The ridge, this morning.",
      account: "17841400000000412",
      ladderAt: ["publish", "checking"],
    }),
    failed,
    post(8, "needs_you", 2, {
      caption: "Two skeins left of the green merino.",
      account: "17841400000000414",
      ladderAt: ["publish", "failed"],
      problem: {
        code: "refused",
        message: "We cannot tell whether this post is on Instagram.",
        fix: "Look at the profile on Instagram. If the post is there, discard this one; if not, post it again.",
        retry_after_s: null,
        detail: "attempts 1 · two clean reads after 90 s · last code 1/2",
      },
    }),
    post(9, "held", 3, {
      caption: "Held until somebody has looked.",
      account: "17841400000000413",
      ladderAt: ["publish", "waiting"],
      problem: {
        code: "held",
        message: "This post is held because the database was restored or copied.",
        fix: "Look at the profile on Instagram, then send or discard it.",
        retry_after_s: null,
        detail: null,
      },
    }),
    post(10, "missed", 1, {
      caption: "Saturday market, stall 14.",
      account: "17841400000000411",
      ...due(-190),
      ladderAt: ["publish", "waiting"],
      problem: {
        code: "precondition",
        message: "The time of this post passed while this machine was asleep.",
        fix: "Publish it now or pick another time.",
        retry_after_s: null,
        detail: null,
      },
    }),
    post(11, "live", 7, {
      caption: "House blend no. 9, the slow roast.",
      ladderAt: [undefined, "done"],
      media: "1799000000000103",
      permalink: "https://www.instagram.com/p/Cx1y2z3/",
      live_at: at(95),
    }),
  ];
}

/** A bucket that passed its last test an hour ago. */
export function sampleMediaHost(now: number): MediaHostView {
  return {
    kind: "bucket",
    endpoint: "https://s3.eu-central-1.example.com",
    region: "eu-central-1",
    bucket: "postroom-media",
    path_style: false,
    access_key_id: "AKIAEXAMPLEKEYID",
    public_base: null,
    has_secret: true,
    last_test: {
      tested_at: new Date(now - 60 * MINUTE).toISOString(),
      passed: true,
      steps: (["upload", "read_back", "type", "https", "remove"] as const).map((step, index) => ({
        step,
        passed: true,
        took_ms: [412, 188, 1, 1, 96][index] ?? 0,
        problem: null,
      })),
    },
  };
}

export const noMediaHost: MediaHostView = {
  kind: "none",
  endpoint: null,
  region: null,
  bucket: null,
  path_style: false,
  access_key_id: null,
  public_base: null,
  has_secret: false,
  last_test: null,
};
