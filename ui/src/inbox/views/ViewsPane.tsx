/** The views with what is in each: as a pane, or as a menu where there is little room. */
import { Menu } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import {
  IconAlarm,
  IconAt,
  IconBookmark,
  IconCircleCheck,
  IconEyeOff,
  IconHourglassLow,
  IconInbox,
  IconMail,
  IconMenu2,
  IconMessageQuestion,
  IconStack2,
  IconUser,
  IconUsers,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { memo } from "react";
import { useIntl } from "react-intl";
import type { View, ViewCountsView } from "../../host/bindings";
import { queries } from "../../host/queries";
import { useT } from "../../i18n/useT";
import { cx } from "../../parts/cx";
import { IconButton } from "../../parts/IconButton";
import { ColourDot } from "../../parts/LabelChip";
import { MenuGroup } from "../../parts/MenuGroup";
import { useInboxState, VIEWS } from "../inbox-state";
import { Labels, useOpenLabel } from "./Labels";
import { LastPosts, LastPostsOfMenu } from "./LastPosts";
import { SavedViews, useOpenSaved } from "./SavedViews";
import { useShownPost } from "./use-last-posts";
import { useViewCounts } from "./use-view-counts";
import styles from "./ViewsPane.module.css";

const icons: Record<View, Icon> = {
  needs_reply: IconInbox,
  unread: IconMail,
  mine: IconUser,
  unassigned: IconUsers,
  questions: IconMessageQuestion,
  window_closing: IconHourglassLow,
  mentions: IconAt,
  snoozed: IconAlarm,
  hidden: IconEyeOff,
  done: IconCircleCheck,
  all: IconStack2,
};

/** Views whose number asks for something; the others only say how many. */
const urgent: ReadonlySet<View> = new Set<View>(["needs_reply", "unread"]);

export const ViewsPane = memo(function ViewsPane() {
  const t = useT();
  const view = useInboxState((state) => state.view);
  const saved = useInboxState((state) => state.saved);
  const labelled = useInboxState((state) => state.filter.some(({ key }) => key === "label"));
  const narrowed = useShownPost() !== null || labelled;
  const setView = useInboxState((state) => state.setView);
  const counts = useViewCounts();
  return (
    <nav className={styles.pane} aria-label={t("inbox.views")} data-pane>
      {VIEWS.map((each) => {
        const Mark = icons[each];
        const shown = each === view && saved === null && !(each === "all" && narrowed);
        return (
          <button
            key={each}
            type="button"
            className={cx(styles.view, shown && styles.active)}
            aria-current={shown || undefined}
            data-pane-focus={shown || undefined}
            onClick={() => setView(each)}
          >
            <Mark size={16} stroke={1.5} aria-hidden className={styles.icon} />
            <span className={styles.name}>{t(`inbox.view.${each}`)}</span>
            <Count view={each} counts={counts} />
          </button>
        );
      })}
      <SavedViews />
      <Labels />
      <LastPosts />
    </nav>
  );
});

export function ViewsMenu() {
  const t = useT();
  const view = useInboxState((state) => state.view);
  const setView = useInboxState((state) => state.setView);
  const counts = useViewCounts();
  const saved = useQuery(queries.savedViews).data ?? [];
  const labels = useQuery(queries.labels).data ?? [];
  const openSaved = useOpenSaved();
  const openLabel = useOpenLabel();
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <IconButton icon={IconMenu2} iconSize={16} label={t("inbox.views.show")} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t("inbox.views")} className={styles.menu}>
        {VIEWS.map((each) => {
          const Mark = icons[each];
          return (
            <Menu.Item
              key={each}
              aria-current={each === view || undefined}
              leftSection={<Mark size={16} stroke={1.5} aria-hidden />}
              rightSection={<Count view={each} counts={counts} />}
              className={cx(each === view && styles.active)}
              onClick={() => setView(each)}
            >
              {t(`inbox.view.${each}`)}
            </Menu.Item>
          );
        })}
        {saved.length > 0 && (
          <MenuGroup title={t("inbox.kept")}>
            {saved.map((each) => (
              <Menu.Item
                key={each.saved}
                leftSection={<IconBookmark size={16} stroke={1.5} aria-hidden />}
                onClick={() => void openSaved(each)}
              >
                <bdi>{each.name}</bdi>
              </Menu.Item>
            ))}
          </MenuGroup>
        )}
        {labels.length > 0 && (
          <MenuGroup title={t("inbox.labels")}>
            {labels.map(({ label, name, colour }) => (
              <Menu.Item
                key={label}
                leftSection={
                  <span className={styles.mark}>
                    <ColourDot colour={colour} />
                  </span>
                }
                onClick={() => void openLabel(name)}
              >
                <bdi>{name}</bdi>
              </Menu.Item>
            ))}
          </MenuGroup>
        )}
        <LastPostsOfMenu />
      </Menu.Dropdown>
    </Menu>
  );
}

function Count({ view, counts }: { view: View; counts: ViewCountsView | undefined }) {
  const intl = useIntl();
  const count = counts?.[view] ?? 0;
  if (count === 0) return null;
  return (
    <span className={cx(styles.count, urgent.has(view) && styles.urgent)}>{intl.formatNumber(count)}</span>
  );
}
