/** Every message of the window, merged from the catalogue each feature keeps beside its code. */
import accounts from "../accounts/en.json";
import composer from "../composer/en.json";
import inbox from "../inbox/en.json";
import outbox from "../outbox/en.json";
import parts from "../parts/en.json";
import rate from "../rate/en.json";
import settings from "../settings/en.json";
import shell from "../shell/en.json";

export const english = {
  ...shell,
  ...parts,
  ...accounts,
  ...outbox,
  ...inbox,
  ...composer,
  ...rate,
  ...settings,
};

export type MessageId = keyof typeof english;
