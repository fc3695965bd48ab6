import type { Translate } from "../i18n/useT";

/** The kind of an account in words; a kind that is not known here is at least not shouted. */
export function accountTypeWords(t: Translate, type: string | null): string | undefined {
  if (!type) return undefined;
  const kind = type.toLocaleLowerCase("en").replaceAll("_", " ");
  if (kind === "business") return t("accounts.type.business");
  if (kind === "creator" || kind === "media creator") return t("accounts.type.creator");
  return kind;
}
