/** The way of a post from files on disk to Instagram, as far as it has come. Pure: what the ladder draws is decided here. */
import type { LadderStep, LadderStepView, PostView, SlideStepView, StepState } from "../host/bindings";

const steps: readonly LadderStep[] = ["prepared", "uploaded", "containers", "processing", "publish", "live"];

/** A step of the ladder, or the doubt that stands between the call and its answer. */
export type RungName = LadderStep | "checking" | "unclear";
export type RungState = "done" | "current" | "checking" | "held" | "missed" | "failed" | "waiting";

export type Rung = {
  name: RungName;
  state: RungState;
  done: number;
  total: number;
  /** RFC 3339. */
  at: string | null;
  /** Where each slide stands, in the order of the post; empty for steps of the post as a whole. */
  slides: readonly (SlideStepView & { number: number })[];
  /** The step that is being worked on or that stopped the post; at most one. */
  atHand: boolean;
};

const drawn: Record<StepState, RungState> = {
  waiting: "waiting",
  running: "current",
  done: "done",
  failed: "failed",
  checking: "checking",
};

/** How the post as a whole colours the first step that is not done, where the step itself has nothing to say. */
function stateAtHand(post: Pick<PostView, "state">, own: RungState): RungState {
  switch (post.state) {
    case "held":
    case "missed":
    case "failed":
      return post.state;
    case "preparing":
    case "publishing":
      return own === "waiting" ? "current" : own;
    default:
      return own;
  }
}

/** The rungs from the files to Instagram. A lost answer is a rung of its own between the call and the proof. */
export function rungs(post: Pick<PostView, "state" | "ladder" | "slides" | "problem">): Rung[] {
  const all = steps.flatMap((step): Rung[] => {
    const view = post.ladder.find((each) => each.step === step) ?? notBegun(step, post.slides.length);
    const rung = { ...plain(view), slides: numbered(view.slides, post) };
    const doubt = step === "publish" ? doubtOf(post, view.state) : undefined;
    if (doubt === undefined) return [rung];
    // Held means that another copy of the data may have called: of ours there is nothing to say.
    if (post.problem?.code === "held") return [{ ...rung, state: doubt.state }];
    // Once the call has left and nobody knows what became of it, the call itself is done: what is open is the answer.
    return [
      { ...rung, state: "done" },
      { ...rung, ...doubt, done: 0, total: 1, at: null },
    ];
  });
  const first =
    all.find((rung) => rung.state === "failed" || rung.state === "checking") ??
    all.find((rung) => rung.state !== "done");
  return all.map((rung) => {
    if (rung !== first) return rung;
    const state = stateAtHand(post, rung.state);
    return { ...rung, state, atHand: state !== "waiting" && state !== "done" };
  });
}

/** The doubt about a call that may have left: being found out, or a person's to settle. */
function doubtOf(post: Pick<PostView, "state">, call: StepState): Pick<Rung, "name" | "state"> | undefined {
  if (call === "waiting") return undefined;
  if (post.state === "needs_you") return { name: "unclear", state: "failed" };
  return call === "checking" ? { name: "checking", state: "checking" } : undefined;
}

function notBegun(step: LadderStep, slides: number): LadderStepView {
  const whole = step === "publish" || step === "live";
  return { step, state: "waiting", done: 0, total: whole ? 1 : slides, at: null, slides: [] };
}

function plain(view: LadderStepView): Rung {
  return {
    name: view.step,
    state: drawn[view.state],
    done: view.done,
    total: view.total,
    at: view.at,
    slides: [],
    atHand: false,
  };
}

function numbered(slides: readonly SlideStepView[], post: Pick<PostView, "slides">): Rung["slides"] {
  return slides
    .map((slide) => ({ ...slide, number: post.slides.findIndex((each) => each.slide === slide.slide) + 1 }))
    .filter((slide) => slide.number > 0)
    .sort((a, b) => a.number - b.number);
}

/** The slides that failed, in the order of the post: what stopped it, when it was not the post as a whole. */
export function failedSlides(post: Pick<PostView, "ladder" | "slides">): Rung["slides"] {
  const stopped = post.ladder.find((step) => step.slides.some((slide) => slide.state === "failed"));
  return stopped ? numbered(stopped.slides, post).filter((slide) => slide.state === "failed") : [];
}

/** Whether the call that publishes has never been made, so that nothing can be on Instagram. */
export function neverCalled(post: Pick<PostView, "ladder">): boolean {
  return post.ladder.every((step) => step.step !== "publish" || step.state === "waiting");
}
