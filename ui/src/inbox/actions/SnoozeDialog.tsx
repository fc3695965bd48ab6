/** Until when something is put off: presets, or a day and a time of one's own. */
import { Modal, TextInput } from "@mantine/core";
import { type FormEvent, memo, useState } from "react";
import { useIntl } from "react-intl";
import { dayAndTime } from "../../i18n/time";
import { useNow } from "../../i18n/useNow";
import { useT } from "../../i18n/useT";
import { instantOf, ownZone, wallTime } from "../../i18n/zones";
import { Button } from "../../parts/Button";
import styles from "./SnoozeDialog.module.css";
import { snoozePresets } from "./snooze-presets";

type Props = {
  opened: boolean;
  /** Whether what is chosen is snoozed already: then it can be taken back. */
  snoozed: boolean;
  onClose: () => void;
  /** An RFC 3339 instant; `null` takes back. */
  onSnooze: (until: string | null) => void;
};

export const SnoozeDialog = memo(function SnoozeDialog({ opened, onClose, ...rest }: Props) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("inbox.snooze.title")}
      size={420}
      classNames={{ inner: styles.inner }}
    >
      <Choices onClose={onClose} {...rest} />
    </Modal>
  );
});

function Choices({ snoozed, onClose, onSnooze }: Omit<Props, "opened">) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  const zone = ownZone();
  const presets = snoozePresets(now, zone);
  const [own, setOwn] = useState(() => wallTime(presets.at(-1)?.at ?? now, zone));
  const [date = "", time = ""] = own.split("T");
  const at = instantOf(own, zone);
  const valid = at !== undefined && at > now;
  const take = (until: number | null) => {
    onClose();
    onSnooze(until === null ? null : new Date(until).toISOString());
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (valid) take(at);
  };
  return (
    <>
      <ul className={styles.presets}>
        {presets.map(({ preset, at }, index) => (
          <li key={preset}>
            <button
              type="button"
              className={styles.preset}
              data-autofocus={index === 0 || undefined}
              onClick={() => take(at)}
            >
              <span>{t(`inbox.snooze.${preset}`)}</span>
              <span className={styles.when}>{dayAndTime(intl, new Date(at).toISOString(), now)}</span>
            </button>
          </li>
        ))}
      </ul>
      <form className={styles.own} onSubmit={onSubmit}>
        <TextInput
          type="date"
          label={t("inbox.snooze.date")}
          value={date}
          onChange={(event) => setOwn(`${event.currentTarget.value}T${time}`)}
        />
        <TextInput
          type="time"
          label={t("inbox.snooze.time")}
          value={time}
          onChange={(event) => setOwn(`${date}T${event.currentTarget.value}`)}
        />
        <Button kind="primary" type="submit" disabled={!valid}>
          {t("inbox.snooze")}
        </Button>
      </form>
      {snoozed && (
        <Button className={styles.wake ?? ""} onClick={() => take(null)}>
          {t("inbox.snooze.wake")}
        </Button>
      )}
    </>
  );
}
