/** What the words of the filter language mean, for people. */
import type { FilterSuggestionView } from "../../host/bindings";
import { english, type MessageId } from "../../i18n/messages";
import type { Translate } from "../../i18n/useT";

/** What a suggestion is for; nothing for a name, which speaks for itself. */
export function describe(t: Translate, { key, value }: FilterSuggestionView): string {
  const id = value === null ? `inbox.filter.key.${key}` : `inbox.filter.word.${key}.${value}`;
  return isMessage(id) ? t(id) : "";
}

const isMessage = (id: string): id is MessageId => id in english;
