import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconCircleDashed } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { MediaHostView } from "../host/bindings";
import { queries } from "../host/queries";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { Chip } from "../parts/Chip";
import { type HostStanding, standingOf } from "../parts/host-standing";
import { ErrorCard } from "../parts/NoticeCard";
import { Panel } from "../parts/Panel";
import { SkeletonRows } from "../parts/Skeleton";
import { MediaHost } from "./MediaHost";
import styles from "./SettingsPage.module.css";

const chips = {
  demo: { family: "info", icon: IconCircleCheck },
  none: { family: "warning", icon: IconAlertTriangle },
  noSecret: { family: "warning", icon: IconAlertTriangle },
  untested: { family: "neutral", icon: IconCircleDashed },
  failed: { family: "danger", icon: IconAlertCircle },
  works: { family: "success", icon: IconCircleCheck },
} as const satisfies Record<HostStanding, object>;

/** What is set once and stands behind everything else. So far that is the media host. */
export function SettingsPage() {
  const t = useT();
  const host = useQuery(queries.mediaHost);
  return (
    <Panel className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>{t("settings.title")}</h1>
      </header>
      <section className={styles.ground} aria-labelledby="media-host" data-pane>
        <div className={styles.section}>
          <h2 id="media-host" className={styles.name}>
            {t("settings.host")}
          </h2>
          {host.data && <Standing host={host.data} />}
        </div>
        <p className={styles.why}>{t("settings.why")}</p>
        {host.isPending && <SkeletonRows rows={4} />}
        {host.error && (
          <div className={styles.notice}>
            <ErrorCard
              error={host.error}
              actions={
                <Button kind="primary" onClick={() => void host.refetch()}>
                  {t("settings.retry")}
                </Button>
              }
            />
          </div>
        )}
        {host.data && <MediaHost host={host.data} />}
      </section>
    </Panel>
  );
}

function Standing({ host }: { host: MediaHostView }) {
  const t = useT();
  const standing = standingOf(host);
  const { family, icon } = chips[standing];
  return (
    <Chip family={family} icon={icon} large>
      {t(`settings.host.${standing}`)}
    </Chip>
  );
}
