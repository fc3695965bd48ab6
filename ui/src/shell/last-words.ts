/** What a page still holds when the window is hidden or the program ends, and hands over then. */
import { events, commands as host } from "../host/bindings";

const all = new Set<() => Promise<unknown>>();

/** Hands something over whenever the window is hidden or the program ends, until the returned function is called. */
export function beforeEnd(handOver: () => Promise<unknown>): () => void {
  all.add(handOver);
  return () => all.delete(handOver);
}

async function handOverAll(): Promise<void> {
  await Promise.allSettled([...all].map((handOver) => handOver()));
}

/** Follows the window and the program until the returned function is called. */
export function followEnd(): () => void {
  const onHidden = () => {
    if (document.hidden) void handOverAll();
  };
  document.addEventListener("visibilitychange", onHidden);
  const listening = events.ending.listen(() => {
    // A program that has gone meanwhile needs no answer.
    void handOverAll()
      .then(() => host.pageIsDone())
      .catch(() => undefined);
  });
  return () => {
    document.removeEventListener("visibilitychange", onHidden);
    void listening.then((stop) => stop());
  };
}
