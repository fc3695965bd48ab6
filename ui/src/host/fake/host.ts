/**
 * A stand-in for the program: answers every command from a world in memory and sends its events. Tests and the pages in
 * a plain browser run against it.
 */
import { emit } from "@tauri-apps/api/event";
import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import type {
  Ending,
  FilesDragged,
  FilesDropped,
  GoTo,
  IpcError,
  Notice,
  Place,
  QuitAsked,
  SearchProgressView,
  Stale,
  Tag,
} from "../bindings";
import { conversationHandlers } from "./conversation-handlers";
import { filterHandlers } from "./filter-handlers";
import { hostHandlers } from "./host-handlers";
import { inboxHandlers } from "./inbox-handlers";
import { itemHandlers } from "./item-handlers";
import { labelHandlers } from "./label-handlers";
import { mediaHostHandlers } from "./media-host-handlers";
import { drawPicture } from "./pictures";
import { postsHandlers } from "./posts-handlers";
import { runHandlers } from "./run-handlers";
import { savedHandlers } from "./saved-handlers";
import { savedReplyHandlers } from "./saved-reply-handlers";
import { settingsHandlers } from "./settings-handlers";
import { syncHandlers } from "./sync-handlers";
import { taggedPostHandlers } from "./tagged-posts";
import { type FakeWorld, sampleWorld } from "./world";

type FakeCall = { command: string; form: unknown };

export type FakeHost = {
  world: FakeWorld;
  /** Every command in the order it was asked. */
  calls: FakeCall[];
  /** What `snapshot_news` answers. */
  newItems: number;
  /** Whether the person chooses a file when a list is to be written into one. */
  picksFile: boolean;
  /** What `search_progress` answers. */
  searchProgress: SearchProgressView | null;
  /** Lets the next calls of a command fail, or wait with "hang"; undefined ends it and answers those that wait. */
  disturb: (command: string, how: IpcError | "hang" | undefined) => void;
  stale: (...tags: Tag[]) => void;
  askToQuit: (waiting: number, closing?: boolean) => void;
  /** A notification or a line of the tray menu was clicked. */
  goTo: (place: Place) => void;
  /** The program is about to end. */
  end: () => void;
  notice: (notice: Notice) => void;
  /** Files hover over the window, or have left it. */
  dragFiles: (over: boolean) => void;
  /** `world.files` are dropped at a place, in CSS px. */
  dropFiles: (x: number, y: number) => void;
  /** Runs something after a while, unless the host was closed. */
  later: (ms: number, run: () => void) => void;
  close: () => void;
};

export function installFakeHost(world: FakeWorld = sampleWorld()): FakeHost {
  const disturbed = new Map<string, IpcError | "hang">();
  const waiting = new Map<string, (() => void)[]>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const host: FakeHost = {
    world,
    calls: [],
    newItems: 0,
    picksFile: true,
    searchProgress: null,
    disturb: (command, how) => {
      if (how !== undefined) disturbed.set(command, how);
      else {
        disturbed.delete(command);
        for (const answer of waiting.get(command)?.splice(0) ?? []) answer();
      }
    },
    stale: (...tags) => void emit("stale", { tags } satisfies Stale),
    askToQuit: (waiting, closing = false) =>
      void emit("quit-asked", { waiting, closing } satisfies QuitAsked),
    goTo: (place) => void emit("go-to", { place } satisfies GoTo),
    end: () => void emit("ending", {} satisfies Ending),
    notice: (notice) => void emit("notice", notice),
    dragFiles: (over) => void emit("files-dragged", { over } satisfies FilesDragged),
    dropFiles: (x, y) =>
      void emit("files-dropped", { drop: 1, count: world.files.length, x, y } satisfies FilesDropped),
    later: (ms, run) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        run();
      }, ms);
      timers.add(timer);
    },
    close: () => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      clearMocks();
    },
  };
  const handlers: Record<string, (form: never) => unknown> = {
    ...hostHandlers(host),
    ...inboxHandlers(host),
    ...conversationHandlers(host),
    ...taggedPostHandlers(host),
    ...itemHandlers(host),
    ...filterHandlers(),
    ...labelHandlers(host),
    ...savedReplyHandlers(host),
    ...postsHandlers(host),
    ...mediaHostHandlers(host),
    ...runHandlers(host),
    ...savedHandlers(host),
    ...syncHandlers(host),
    ...settingsHandlers(host),
  };
  mockIPC(
    (command, payload) => {
      const form = (payload as { form?: unknown } | undefined)?.form;
      host.calls.push({ command, form });
      const handler = handlers[command];
      if (!handler) throw new Error(`unexpected command ${command}`);
      // A real answer is a copy: the page must not share objects with the program.
      const answer = () => structuredClone(handler(form as never));
      const disturbance = disturbed.get(command);
      if (disturbance === "hang")
        return new Promise((resolve) => {
          const held = waiting.get(command) ?? [];
          waiting.set(command, [...held, () => resolve(answer())]);
        });
      if (disturbance) throw disturbance;
      return answer();
    },
    { shouldMockEvents: true },
  );
  const internals = (window as unknown as { __TAURI_INTERNALS__: Record<string, unknown> })
    .__TAURI_INTERNALS__;
  const slides = () => [...world.posts.flatMap((post) => post.slides), ...world.removedSlides];
  internals["convertFileSrc"] = (path: string) =>
    drawPicture(
      path,
      slides().find(({ slide }) => path === `slide/${slide}`),
    );
  return host;
}
