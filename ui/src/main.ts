import { answered, client, hosted } from "./ahead";
import { createAppRouter, show } from "./shell/show";

/** Longest wait before the first words are drawn, in ms. */
const WAIT_MS = 300;

async function start(): Promise<void> {
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  await hosted;
  const router = createAppRouter();
  const late = new Promise<void>((resolve) => setTimeout(resolve, WAIT_MS));
  await Promise.race([Promise.allSettled([answered, router.load()]), late]);
  show(root, client, router);
}

void start();
