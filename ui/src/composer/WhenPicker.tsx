/** Now, or at a time on the wall of a zone. */
import { Popover, Select, TextInput } from "@mantine/core";
import { IconCalendarTime, IconChevronDown } from "@tabler/icons-react";
import { useId, useMemo } from "react";
import { useIntl } from "react-intl";
import type { WhenForm } from "../host/bindings";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { allZones, instantOf, nextFullHour, ownZone, wallTime } from "../i18n/zones";
import { Button } from "../parts/Button";
import { KeyCap } from "../parts/KeyCap";
import styles from "./WhenPicker.module.css";

type Props = {
  when: WhenForm;
  opened: boolean;
  onOpen: (opened: boolean) => void;
  onChange: (when: WhenForm) => void;
};

export function WhenPicker({ when, opened, onOpen, onChange }: Props) {
  const t = useT();
  const now = useNow(60_000);
  const own = ownZone();
  const name = useId();
  const zones = useMemo(() => (opened ? allZones(own) : []), [opened, own]);
  const later = () => onChange({ kind: "at", wall_time: wallTime(nextFullHour(now), own), zone: own });
  const [date = "", time = ""] = when.kind === "at" ? when.wall_time.split("T") : [];
  const set = (patch: { date?: string; time?: string; zone?: string }) => {
    if (when.kind !== "at") return;
    onChange({
      kind: "at",
      wall_time: `${patch.date ?? date}T${patch.time ?? time}`,
      zone: patch.zone ?? when.zone,
    });
  };
  return (
    <Popover opened={opened} onChange={onOpen} position="top-start" width={340} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={styles.target}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => onOpen(!opened)}
        >
          <IconCalendarTime size={18} stroke={1.5} aria-hidden />
          <WhenWords when={when} />
          <KeyCap keys="composer.when" />
          <IconChevronDown size={14} stroke={1.75} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("composer.when")}>
        <div className={styles.form}>
          <fieldset className={styles.kinds}>
            <legend className={styles.legend}>{t("composer.when")}</legend>
            <label className={styles.kind}>
              <input
                type="radio"
                name={name}
                checked={when.kind === "now"}
                onChange={() => onChange({ kind: "now" })}
              />
              {t("composer.when.now")}
            </label>
            <label className={styles.kind}>
              <input type="radio" name={name} checked={when.kind === "at"} onChange={later} />
              {t("composer.when.at")}
            </label>
          </fieldset>
          {when.kind === "at" && (
            <>
              <div className={styles.pair}>
                <TextInput
                  type="date"
                  label={t("composer.when.date")}
                  value={date}
                  onChange={(event) => set({ date: event.currentTarget.value })}
                />
                <TextInput
                  type="time"
                  label={t("composer.when.time")}
                  value={time}
                  onChange={(event) => set({ time: event.currentTarget.value })}
                />
              </div>
              <Select
                label={t("composer.when.zone")}
                data={zones}
                value={when.zone}
                onChange={(zone) => zone && set({ zone })}
                searchable
                limit={50}
                allowDeselect={false}
                maxDropdownHeight={220}
                nothingFoundMessage={t("composer.when.noZone")}
                comboboxProps={{ withinPortal: false }}
              />
              <p className={styles.awake}>{t("composer.when.awake")}</p>
            </>
          )}
          <div className={styles.foot}>
            <Button kind="primary" onClick={() => onOpen(false)}>
              {t("composer.when.done")}
            </Button>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function WhenWords({ when }: { when: WhenForm }) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  if (when.kind === "now") return <span className={styles.main}>{t("composer.when.now")}</span>;
  const instant = instantOf(when.wall_time, when.zone);
  if (instant === undefined) return <span className={styles.main}>{t("composer.when.incomplete")}</span>;
  const part = (options: Intl.DateTimeFormatOptions) =>
    intl.formatDate(instant, { timeZone: when.zone, ...options });
  const minutes = Math.round((instant - now) / 60_000);
  return (
    <>
      <span className={styles.main}>
        {t("composer.when.date.words", {
          weekday: part({ weekday: "short" }),
          day: part({ day: "numeric" }),
          month: part({ month: "short" }),
          time: part({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
        })}
      </span>
      <span className={styles.quiet}>
        {when.zone}
        {" · "}
        {minutes < 0
          ? t("composer.when.passed")
          : t("composer.when.in", {
              days: Math.floor(minutes / 1440),
              hours: Math.floor(minutes / 60) % 24,
              minutes: minutes % 60,
              size: minutes >= 1440 ? "days" : minutes >= 60 ? "hours" : "minutes",
            })}
      </span>
    </>
  );
}
