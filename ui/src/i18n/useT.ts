import { useCallback } from "react";
import { type PrimitiveType, useIntl } from "react-intl";
import type { MessageId } from "./messages";

export type Translate = (id: MessageId, values?: Record<string, PrimitiveType>) => string;

/** The translator: `t("outbox.title")`, `t("parts.gauge", { percent: 38 })`. Ids are checked by the compiler. */
export function useT(): Translate {
  const intl = useIntl();
  return useCallback((id, values) => intl.formatMessage({ id }, values), [intl]);
}
