/**
 * The reference window of `cargo xtask bench inbox`: the libraries, typeface and rows of the inbox, twenty rows written
 * down here, and no program to ask. What Postroom costs beyond this is what Postroom does.
 */
import "../src/styles";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, useRef } from "react";
import { createRoot } from "react-dom/client";
import type { AccountView, ItemRowView } from "../src/host/bindings";
import { keys } from "../src/host/keys";
import { createQueryClient } from "../src/host/query-client";
import { I18nProvider } from "../src/i18n/I18nProvider";
import { ListModel } from "../src/inbox/list/list-model";
import { RowWindow } from "../src/inbox/list/row-window";
import { VirtualList } from "../src/inbox/list/VirtualList";
import { cssVariablesResolver, theme } from "../src/shell/theme/theme";

const TEXTS = [
  "Do you ship abroad, and how long does it take?",
  "Love this colour 😍",
  "Is the large one back in stock on Friday?",
  "The best present I was ever given. Thank you for the careful packing!",
  "送料はいくらですか？",
];

const ROWS: ItemRowView[] = Array.from({ length: 20 }, (_, index) => ({
  item: index,
  account: "a1",
  face: {
    kind: "comment",
    comment: `c${index}`,
    media: "m1",
    parent: null,
    answered: false,
    answered_outside: false,
    media_kind: "image",
    has_picture: false,
  },
  username: `person.${index}`,
  text: TEXTS[index % TEXTS.length] ?? "",
  written_at: "2026-11-20T10:00:00Z",
  unread: index % 3 === 0,
  hidden: false,
  done: false,
  gone: false,
  open_count: 1,
  snoozed_until: null,
  muted: false,
  flagged: false,
  assignee: null,
  assignee_colour: null,
  assigned_here: false,
  labels: [],
  noted: false,
  needs_human: false,
  action: null,
  text_marks: [],
  username_marks: [],
  found_in_note: false,
  found_in_caption: null,
  group: null,
}));

function Reference({ model }: { model: ListModel }) {
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <div style={{ display: "flex", inlineSize: 400, blockSize: "100vh" }}>
      <VirtualList model={model} scroller={scroller} onOpen={() => undefined} />
    </div>
  );
}

async function start(): Promise<void> {
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  await document.fonts.load('13px "Inter Variable"');
  const rows = new RowWindow(ROWS.length, async (from, count) => ROWS.slice(from, from + count));
  await rows.loadPage(0);
  const client = createQueryClient();
  client.setQueryData<AccountView[]>(keys.accounts, []);
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
        <I18nProvider>
          <QueryClientProvider client={client}>
            <Reference model={new ListModel(rows)} />
          </QueryClientProvider>
        </I18nProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

void start();
