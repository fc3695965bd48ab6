import { useState } from "react";
import { useIntl } from "react-intl";
import { dayAndTime, listTime } from "../i18n/time";
import { useNow } from "../i18n/useNow";

type Props = { /** ISO instant. */ at: string; className?: string };

/** "3 h", "10 Sep 2025", with the full date and time as its tooltip. */
export function RelativeTime({ at, className }: Props) {
  const intl = useIntl();
  const now = useNow(10_000);
  // A list has many of these and few are pointed at: only those spell the long form.
  const [pointed, setPointed] = useState<string>();
  return (
    <time
      dateTime={at}
      title={pointed === at ? dayAndTime(intl, at, now) : undefined}
      onPointerMove={() => setPointed(at)}
      className={className}
    >
      {listTime(intl, at, now)}
    </time>
  );
}

/** "Today 11:02", "Tue 17 Nov, 18:00". */
export function DayTime({ at, className }: Props) {
  const intl = useIntl();
  const now = useNow(60_000);
  return (
    <time dateTime={at} className={className}>
      {dayAndTime(intl, at, now)}
    </time>
  );
}
