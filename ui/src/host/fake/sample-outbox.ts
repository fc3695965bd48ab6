import type { ActionView, OutboxView } from "../bindings";

function action(now: number, number: number, fields: Partial<ActionView>): ActionView {
  return {
    action: `0198e000-0000-7000-8000-0000000000${String(number).padStart(2, "0")}`,
    kind: "reply",
    delivery: "sent",
    grace_ms: 5_000,
    grace_left_ms: null,
    account: "17841400000000410",
    comment: null,
    conversation: null,
    media: null,
    username: null,
    text: null,
    queued_at: new Date(now - 3_600_000).toISOString(),
    finished_at: null,
    problem: null,
    next_at: null,
    attempts: 0,
    ...fields,
  };
}

const minutes = (now: number, count: number) => new Date(now - count * 60_000).toISOString();

export const emptyOutbox: OutboxView = {
  runs: [],
  needs_you: [],
  checking: [],
  waiting: [],
  held: [],
  sending: [],
  done_today: [],
  done_today_total: 0,
};

/** One action in every state an action can be in. */
export function sampleOutbox(now: number): OutboxView {
  return {
    runs: [
      {
        run: "0198f000-0000-7000-8000-00000000a001",
        kind: "hide",
        total: 214,
        decided_at: new Date(now - 4 * 60_000).toISOString(),
        stopped: null,
        closed: false,
        waiting: 92,
        under_way: 1,
        sent: 120,
        failed: 1,
        given_up: 0,
        grace_left_ms: null,
        problem: null,
      },
    ],
    needs_you: [
      action(now, 1, {
        delivery: "needs_you",
        account: "17841400000000411",
        comment: "c8",
        media: "1799000000000101",
        username: "hollow.reed",
        text: "The opening is 62 mm across, so six or seven thick stems fit well.",
        queued_at: minutes(now, 22),
        attempts: 2,
        problem: {
          code: "refused",
          message: "We sent this reply twice and could not read either of them back.",
          fix: "Look at the post on Instagram. If the reply is there, discard this one; if not, try again.",
          retry_after_s: null,
          detail: "attempts 2 · two clean reads after 90 s · last code 1/2",
        },
      }),
      action(now, 2, {
        kind: "hide",
        delivery: "failed",
        account: "17841400000000412",
        comment: "c12",
        media: "1799000000000102",
        username: "deal.finder.4419",
        text: "EARN 900 a day from home, check my page",
        queued_at: minutes(now, 47),
        finished_at: minutes(now, 46),
        attempts: 1,
        problem: {
          code: "not_found",
          message: "Instagram no longer has this comment.",
          fix: "It was deleted by its author or on another device. Nothing is left to hide.",
          retry_after_s: null,
          detail: "100 / 33 · trace BdE5f6G7h8",
        },
      }),
    ],
    held: [],
    checking: [
      action(now, 3, {
        delivery: "checking",
        account: "17841400000000411",
        comment: "c10",
        media: "1799000000000101",
        username: "kiln.and.kettle",
        text: "They do: every first Friday, in the studio shop.",
        queued_at: minutes(now, 3),
        attempts: 1,
      }),
    ],
    waiting: [
      action(now, 4, {
        kind: "hide",
        delivery: "waiting",
        grace_left_ms: 4_000,
        account: "17841400000000412",
        comment: "c12",
        media: "1799000000000102",
        username: "deal.finder.4419",
        text: "EARN 900 a day from home, check my page",
        queued_at: new Date(now - 1_000).toISOString(),
      }),
      action(now, 5, {
        delivery: "waiting",
        grace_ms: 15_000,
        grace_left_ms: 11_000,
        account: "17841400000000411",
        comment: "c2",
        media: "1799000000000101",
        username: "plaza.plants",
        text: "It is stoneware, fired at 1,260 °C, so dry cold is no problem. Please lift it off the ground so that water can run out.",
        queued_at: new Date(now - 4_000).toISOString(),
      }),
      action(now, 6, {
        kind: "delete",
        delivery: "waiting",
        grace_ms: 30_000,
        grace_left_ms: 24_000,
        account: "17841400000000412",
        comment: "c7",
        media: "1799000000000101",
        username: "promo.queen_88",
        text: "win a free set, link in my page",
        queued_at: new Date(now - 6_000).toISOString(),
      }),
    ],
    sending: [
      action(now, 7, {
        delivery: "sending",
        account: "17841400000000410",
        comment: "c21",
        media: "1799000000000103",
        username: "slow.morning.club",
        text: "Fine, a little coarser than espresso.",
        queued_at: minutes(now, 1),
        attempts: 1,
      }),
    ],
    done_today: [
      action(now, 8, {
        kind: "hide",
        account: "17841400000000412",
        username: "deal.finder.4419",
        media: "1799000000000102",
        finished_at: minutes(now, 64),
        attempts: 1,
      }),
      action(now, 9, {
        account: "17841400000000410",
        username: "beanthere_daily",
        media: "1799000000000103",
        text: "Nor should you.",
        finished_at: minutes(now, 81),
        attempts: 1,
      }),
      action(now, 10, {
        kind: "comment_switch",
        account: "17841400000000414",
        media: "1799000000000105",
        finished_at: minutes(now, 95),
        attempts: 1,
      }),
    ],
    done_today_total: 46,
  };
}
