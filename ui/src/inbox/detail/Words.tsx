/** What somebody wrote, as text nodes only. Of what no person writes by hand the beginning is shown first. */
import { useState } from "react";
import { useIntl } from "react-intl";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { clip } from "../../parts/clip";

/** Instagram takes about 2,200 signs; what is longer was made by a machine. In UTF-16 units. */
const USUAL = 3_000;

export function Words({ text }: { text: string }) {
  const t = useT();
  const intl = useIntl();
  const [all, setAll] = useState(false);
  const shown = all ? text : clip(text, USUAL);
  return (
    <>
      {shown}
      {shown.length < text.length && (
        <>
          {"… "}
          <bdi>
            <Button small onClick={() => setAll(true)}>
              {t("inbox.text.all", { count: intl.formatNumber(text.length) })}
            </Button>
          </bdi>
        </>
      )}
    </>
  );
}
