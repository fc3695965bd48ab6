/** Above a search: how much of the history it can look through, as long as that is not everything. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { queries } from "../../host/queries";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import styles from "./SearchNote.module.css";

type Props = { onSearchAgain: () => void };

export function SearchNote({ onSearchAgain }: Props) {
  const t = useT();
  const progress = useQuery(queries.searchProgress).data;
  // What was found while a part was missing may lack something: that stays so until the search is made again.
  const [lacking, setLacking] = useState(false);
  const indexing = progress !== undefined && progress !== null;
  useEffect(() => {
    if (indexing) setLacking(true);
  }, [indexing]);
  if (!indexing && !lacking) return null;
  const again = () => {
    setLacking(false);
    onSearchAgain();
  };
  return (
    <div className={styles.note} role="status">
      {indexing ? (
        t("inbox.search.partly", { percent: Math.floor((progress.done / progress.total) * 100) })
      ) : (
        <>
          {t("inbox.search.whole")}
          <Button small onClick={again}>
            {t("inbox.search.again")}
          </Button>
        </>
      )}
    </div>
  );
}
