import {
  type Icon,
  IconBell,
  IconCloudUpload,
  IconDeviceDesktop,
  IconKeyboard,
  IconMessageQuestion,
  IconTag,
  IconTemplate,
  IconUser,
} from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ComponentType, useMemo } from "react";
import { useT } from "../i18n/useT";
import { cx } from "../parts/cx";
import { Panel } from "../parts/Panel";
import { type Command, useCommands } from "../shell/commands";
import { DesktopSection } from "./DesktopSection";
import { KeysSection } from "./KeysSection";
import { LabelsSection } from "./labels/LabelsSection";
import { MediaHostSection } from "./MediaHostSection";
import { NotificationsSection } from "./NotificationsSection";
import { ProfileSection } from "./ProfileSection";
import styles from "./SettingsPage.module.css";
import { KeywordsSection } from "./saved_replies/KeywordsSection";
import { SavedRepliesSection } from "./saved_replies/SavedRepliesSection";
import { type SettingsSection, sections } from "./sections";

const shown: Record<SettingsSection, { icon: Icon; Body: ComponentType }> = {
  media_host: { icon: IconCloudUpload, Body: MediaHostSection },
  profile: { icon: IconUser, Body: ProfileSection },
  labels: { icon: IconTag, Body: LabelsSection },
  replies: { icon: IconTemplate, Body: SavedRepliesSection },
  keywords: { icon: IconMessageQuestion, Body: KeywordsSection },
  notifications: { icon: IconBell, Body: NotificationsSection },
  keys: { icon: IconKeyboard, Body: KeysSection },
  desktop: { icon: IconDeviceDesktop, Body: DesktopSection },
};

/** What is set once and stands behind everything else, one section at a time. */
export function SettingsPage() {
  const t = useT();
  const navigate = useNavigate();
  const { section = "media_host" } = useSearch({ from: "/settings" });
  const { Body } = shown[section];
  const list = useMemo<Command[]>(() => {
    const step = (by: 1 | -1) => () => {
      const next = sections[sections.indexOf(section) + by];
      if (next) void navigate({ to: "/settings", search: { section: next } });
    };
    return [
      {
        id: "settings.next",
        title: t("settings.next"),
        group: "list",
        keyOnly: true,
        run: step(1),
      },
      {
        id: "settings.previous",
        title: t("settings.previous"),
        group: "list",
        keyOnly: true,
        run: step(-1),
      },
    ];
  }, [t, navigate, section]);
  useCommands(list);
  return (
    <Panel className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>{t("settings.title")}</h1>
      </header>
      <div className={styles.body}>
        <nav className={styles.sections} aria-label={t("settings.sections")} data-pane>
          {sections.map((each) => {
            const Mark = shown[each].icon;
            return (
              <button
                key={each}
                type="button"
                className={cx(styles.section, each === section && styles.active)}
                aria-current={each === section ? "page" : undefined}
                data-pane-focus={each === section || undefined}
                onClick={() => void navigate({ to: "/settings", search: { section: each } })}
              >
                <Mark size={16} stroke={1.5} aria-hidden />
                {t(`settings.section.${each}`)}
              </button>
            );
          })}
        </nav>
        <Body />
      </div>
    </Panel>
  );
}
