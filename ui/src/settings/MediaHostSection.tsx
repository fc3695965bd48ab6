import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconCircleDashed } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { MediaHostView } from "../host/bindings";
import { queries } from "../host/queries";
import { useT } from "../i18n/useT";
import { Chip } from "../parts/Chip";
import { type HostStanding, standingOf } from "../parts/host-standing";
import { MediaHost } from "./MediaHost";
import { Section } from "./Section";

const chips = {
  demo: { family: "info", icon: IconCircleCheck },
  none: { family: "warning", icon: IconAlertTriangle },
  noSecret: { family: "warning", icon: IconAlertTriangle },
  untested: { family: "neutral", icon: IconCircleDashed },
  failed: { family: "danger", icon: IconAlertCircle },
  works: { family: "success", icon: IconCircleCheck },
} as const satisfies Record<HostStanding, object>;

/** Where Instagram fetches our files, with what is known about it. */
export function MediaHostSection() {
  const t = useT();
  const host = useQuery(queries.mediaHost);
  return (
    <Section
      title={t("settings.host")}
      text={t("settings.why")}
      aside={host.data && <Standing host={host.data} />}
      query={host}
    >
      {host.data && <MediaHost host={host.data} />}
    </Section>
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
