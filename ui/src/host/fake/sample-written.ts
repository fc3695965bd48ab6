/** What the team of the fake host has written down: labels, saved replies, words. */
import type { KeywordRuleView, LabelUseView, SavedReplyView } from "../bindings";

export const sampleLabels: readonly Omit<LabelUseView, "items" | "people">[] = [
  { label: "l1", name: "Order issue", colour: 2 },
  { label: "l2", name: "Wholesale", colour: 3 },
  { label: "l3", name: "Press", colour: 4 },
  { label: "l4", name: "Customer", colour: 5 },
];

export const sampleKeywordRules: readonly KeywordRuleView[] = [
  { rule: "k1", topic: "price", name: "", words: [], needs_human: false, active: true },
  { rule: "k2", topic: "availability", name: "", words: [], needs_human: false, active: true },
  { rule: "k3", topic: "shipping", name: "", words: ["norway"], needs_human: false, active: true },
  { rule: "k4", topic: "complaint", name: "", words: [], needs_human: true, active: true },
];

export function sampleSavedReplies(accounts: readonly string[]): SavedReplyView[] {
  const reply = (
    id: string,
    title: string,
    shortcut: string | null,
    text: string,
    more: Partial<SavedReplyView> = {},
  ): SavedReplyView => ({ reply: id, title, shortcut, text, account: null, rule: null, uses: 0, ...more });
  return [
    reply(
      "s1",
      "How to return",
      "return",
      "You have 60 days, {first_name|friend}. Print the label in your account.",
      {
        uses: 12,
      },
    ),
    reply(
      "s2",
      "Looking into it",
      "wait",
      "Hi {first_name|there}, we have your message and will be back today. {member}",
      {
        uses: 34,
      },
    ),
    reply("s3", "Shipping abroad", "ship", "Yes, we ship {product|it} everywhere. It takes 4 to 7 days.", {
      rule: "k3",
      uses: 21,
    }),
    reply(
      "s4",
      "Zip broken, under two years",
      "zip",
      "Hi {first_name}, sorry about that! Your {product} is under guarantee. Send {account} two photos, {username}.",
      {
        ...(accounts[0] !== undefined && { account: accounts[0] }),
        uses: 3,
      },
    ),
  ];
}
