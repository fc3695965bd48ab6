import { useCallback } from "react";
import type { KeywordRuleView } from "../../host/bindings";
import { useT } from "../../i18n/useT";

/** What a keyword rule is called: a built-in one in the person's language, another as the team named it. */
export function useRuleName(): (rule: Pick<KeywordRuleView, "topic" | "name">) => string {
  const t = useT();
  return useCallback(({ topic, name }) => (topic === null ? name : t(`settings.topic.${topic}`)), [t]);
}
