import type {
  AddedView,
  CaptionFactsView,
  commands,
  FindingView,
  IpcError,
  PostState,
  PostView,
  PreflightView,
  SlideView,
  WhenForm,
} from "../bindings";
import type { FakeHost } from "./host";
import { failure } from "./inbox-handlers";
import { actionsOf, ladderAt, ladderSteps } from "./sample-posts";

type Form<Name extends keyof typeof commands> = Parameters<(typeof commands)[Name]>[0];

/** A file a person picks or drops: a picture, or one that is refused. */
export type FakeFile =
  | Pick<SlideView, "file_name" | "width" | "height" | "bytes">
  | { file_name: string; problem: IpcError };

const FOLD_GRAPHEMES = 125;
const QUOTA_TOTAL = 100;

const count = (text: string, sign: string) =>
  text.match(new RegExp(`${sign}[\\p{L}\\p{N}_.]+`, "gu"))?.length ?? 0;

function captionFacts(caption: string): CaptionFactsView {
  const characters = [...caption];
  const breakAt = characters.indexOf("\n");
  const limit = breakAt === -1 ? FOLD_GRAPHEMES : Math.min(breakAt, FOLD_GRAPHEMES);
  return {
    characters: characters.length,
    graphemes: [...new Intl.Segmenter("en").segment(caption)].length,
    hashtags: count(caption, "#"),
    mentions: count(caption, "@"),
    fold_at: limit < characters.length ? limit : null,
  };
}

function quiet(level: FindingView["level"], code: string, message: string): FindingView {
  return { level, code, slide: null, message, detail: null, fix: null };
}

/** The rules a page needs to show every kind of line; the program has more of them. */
function findings(host: FakeHost, post: PostView, when: WhenForm): FindingView[] {
  const { mediaHost, quotaUsed } = host.world;
  const found: FindingView[] = [];
  const { characters } = captionFacts(post.caption);
  if (post.slides.length === 0)
    found.push({ ...quiet("blocker", "no_slides", "There is no slide yet."), fix: "add_slides" });
  if (post.slides.length > 10)
    found.push({
      ...quiet("blocker", "too_many_slides", "A carousel holds 10 slides at most."),
      fix: "remove_slide",
      slide: post.slides[10]?.slide ?? null,
    });
  if (characters > 2200)
    found.push({
      ...quiet("blocker", "caption_too_long", "The caption is too long."),
      detail: `${characters - 2200} characters over 2,200`,
      fix: "shorten_caption",
    });
  if (when.kind === "at" && Date.parse(`${when.wall_time}Z`) <= Date.now())
    found.push({ ...quiet("blocker", "due_in_the_past", "The time has passed."), fix: "pick_time" });
  if (mediaHost.kind === "none")
    found.push({
      ...quiet("blocker", "no_media_host", "No media host is set up."),
      detail: "Instagram fetches pictures from an address on the internet.",
      fix: "set_up_host",
    });
  else if (mediaHost.last_test && !mediaHost.last_test.passed)
    found.push({
      ...quiet("blocker", "media_host_failed", "The media host failed its last test."),
      fix: "test_host",
    });
  for (const [index, slide] of post.slides.entries()) {
    if (slide.width < 1080)
      found.push({
        ...quiet("warning", "low_resolution", `Slide ${index + 1} is small.`),
        slide: slide.slide,
        detail: `${slide.width} px wide; 1,080 px look sharp`,
      });
    if (slide.alt_text === "")
      found.push({
        ...quiet("warning", "alt_text_missing", `Slide ${index + 1} has no alt text.`),
        slide: slide.slide,
        fix: "write_alt_text",
      });
  }
  if (post.slides.length > 0) found.push(quiet("passed", "slides", `${post.slides.length} of 10 slides.`));
  if (characters <= 2200) found.push(quiet("passed", "caption", "The caption fits."));
  found.push(quiet("passed", "quota", `${quotaUsed} of ${QUOTA_TOTAL} posts used today.`));
  const weight = { blocker: 0, warning: 1, passed: 2 };
  return found.sort((a, b) => weight[a.level] - weight[b.level]);
}

/** The commands of posts, by their names on the wire. */
export function postsHandlers(host: FakeHost) {
  const { world } = host;
  let next = 1;
  const newId = () => `0198f0ff-0000-7000-8000-${String(next++).padStart(12, "0")}`;

  const find = (id: string): PostView => {
    const post = world.posts.find((each) => each.post === id);
    if (!post) throw failure("not_found", "This post is not known here.");
    return post;
  };
  const changed = (post: PostView): PostView => {
    post.updated_at = new Date().toISOString();
    host.stale({ kind: "posts" }, { kind: "post", post: post.post });
    return post;
  };
  const moveTo = (post: PostView, state: PostState): PostView => {
    Object.assign(post, { state, can: actionsOf(state), problem: null });
    return changed(post);
  };
  const may = (post: PostView, action: keyof PostView["can"]) => {
    if (!post.can[action]) throw failure("precondition", "This post has moved on in the meantime.");
  };
  const drop = (post: PostView) => {
    world.posts = world.posts.filter((each) => each !== post);
    host.stale({ kind: "posts" });
  };
  const preflight = (post: PostView, when: WhenForm): PreflightView => {
    const lines = findings(host, post, when);
    world.preflight = {
      findings: lines,
      blocked: lines.some((line) => line.level === "blocker"),
      quota_used: world.quotaUsed,
      quota_total: QUOTA_TOTAL,
    };
    return world.preflight;
  };
  const climb = (post: PostView, step: number) => {
    const name = ladderSteps[step];
    post.ladder = ladderAt(post.slides, name, "running", Date.now());
    if (name === undefined || name === "live") {
      post.ladder = ladderAt(post.slides, undefined, "done", Date.now());
      Object.assign(post, {
        media: "1799000000000199",
        permalink: "https://www.instagram.com/p/Cnew123/",
        live_at: new Date().toISOString(),
      });
      moveTo(post, "live");
      return;
    }
    moveTo(post, name === "publish" ? "publishing" : "preparing");
    host.later(world.stepMs, () => {
      if (post.state === "preparing" || post.state === "publishing") climb(post, step + 1);
    });
  };
  const add = (post: PostView, files: readonly FakeFile[]): AddedView => {
    const refused: AddedView["refused"] = [];
    for (const file of files) {
      if ("problem" in file) refused.push(file);
      else
        post.slides.push({
          ...file,
          slide: newId(),
          alt_text: "",
          focus_x: 0.5,
          focus_y: 0.5,
          zoom: 1,
        });
    }
    if (post.slides.length > 0) post.revision += 1;
    return { post: changed(post), refused };
  };

  return {
    posts: () => [...world.posts].sort((a, b) => b.updated_at.localeCompare(a.updated_at)),
    post: ({ post }: Form<"post">) => find(post),
    new_draft: ({ account }: Form<"newDraft">) => {
      const at = new Date().toISOString();
      const post: PostView = {
        post: newId(),
        account,
        state: "draft",
        caption: "",
        ratio: "portrait",
        revision: 0,
        slides: [],
        created_at: at,
        updated_at: at,
        due_at: null,
        zone: null,
        wall_time: null,
        ladder: [],
        problem: null,
        permalink: null,
        media: null,
        live_at: null,
        can: actionsOf("draft"),
      };
      world.posts.push(post);
      return changed(post);
    },
    save_draft: (form: Form<"saveDraft">) => {
      const post = find(form.post);
      if (post.state !== "draft") throw failure("precondition", "This post is no longer a draft.");
      if (form.revision !== post.revision)
        throw {
          ...failure("precondition", "This draft was changed in the meantime."),
          fix: "Look at what is saved, or save your version over it.",
        };
      const known = new Map([...world.removedSlides, ...post.slides].map((slide) => [slide.slide, slide]));
      const slides = form.slides.flatMap(({ slide, ...settings }) => {
        const found = known.get(slide);
        return found ? [{ ...found, ...settings }] : [];
      });
      const kept = new Set(slides.map(({ slide }) => slide));
      world.removedSlides.push(...post.slides.filter(({ slide }) => !kept.has(slide)));
      Object.assign(post, {
        account: form.account,
        caption: form.caption,
        ratio: form.ratio,
        slides,
        revision: post.revision + 1,
      });
      return changed(post);
    },
    delete_draft: ({ post }: Form<"deleteDraft">) => {
      drop(find(post));
      return null;
    },
    pick_slides: ({ post }: Form<"pickSlides">) => add(find(post), world.files.splice(0)),
    add_dropped_slides: ({ post }: Form<"addDroppedSlides">) => add(find(post), world.files.splice(0)),
    caption_facts: ({ caption }: Form<"captionFacts">) => captionFacts(caption),
    preflight: ({ post, when }: Form<"preflight">) => preflight(find(post), when),
    publish_post: ({ post: id, revision, when }: Form<"publishPost">) => {
      const post = find(id);
      if (revision !== post.revision)
        throw failure("precondition", "This draft was changed in the meantime.");
      const first = preflight(post, when).findings[0];
      if (first?.level === "blocker") throw failure("precondition", first.message);
      if (when.kind === "at") {
        const { wall_time, zone } = when;
        Object.assign(post, { wall_time, zone, due_at: new Date(`${wall_time}Z`).toISOString() });
        post.ladder = ladderAt(post.slides, "prepared", "waiting", Date.now());
        return moveTo(post, "scheduled");
      }
      climb(post, 0);
      return post;
    },
    cancel_post: ({ post: id }: Form<"cancelPost">) => {
      const post = find(id);
      if (!post.can.cancel && !post.can.edit) may(post, "cancel");
      Object.assign(post, { ladder: [], due_at: null, wall_time: null, zone: null });
      return moveTo(post, "draft");
    },
    retry_post: ({ post: id }: Form<"retryPost">) => {
      const post = find(id);
      may(post, "retry");
      climb(
        post,
        post.ladder.findIndex((step) => step.state === "failed"),
      );
      return post;
    },
    check_post: ({ post: id }: Form<"checkPost">) => {
      const post = find(id);
      may(post, "check");
      return post;
    },
    post_again: ({ post: id }: Form<"postAgain">) => {
      const post = find(id);
      may(post, "post_again");
      climb(post, 0);
      return post;
    },
    discard_post: ({ post: id }: Form<"discardPost">) => {
      const post = find(id);
      may(post, "discard");
      moveTo(post, "discarded");
      drop(post);
      return post;
    },
    open_post_on_instagram: () => null,
  };
}
