import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { ErrorCard } from "../parts/NoticeCard";
import { SkeletonRows } from "../parts/Skeleton";
import styles from "./Section.module.css";

type Props = {
  title: string;
  /** Why there is something to set. */
  text: string;
  /** A chip or buttons beside the title. */
  aside?: ReactNode;
  /** What the section shows; its waiting and its failure are shown in its place. */
  query?: Pick<UseQueryResult, "isPending" | "error" | "refetch">;
  children: ReactNode;
};

/** One section of the settings on the grey frame. */
export function Section({ title, text, aside, query, children }: Props) {
  const t = useT();
  const id = useId();
  return (
    <section className={styles.ground} aria-labelledby={id} data-pane>
      <div className={styles.head}>
        <h2 id={id} className={styles.name}>
          {title}
        </h2>
        {aside}
      </div>
      <p className={styles.why}>{text}</p>
      {query?.isPending && <SkeletonRows rows={4} />}
      {query?.error && (
        <div className={styles.notice}>
          <ErrorCard
            error={query.error}
            actions={
              <Button kind="primary" onClick={() => void query.refetch()}>
                {t("settings.retry")}
              </Button>
            }
          />
        </div>
      )}
      {children}
    </section>
  );
}
