/** Who is at this machine: the name and colour that stand on notes, assignments and in the log. */
import { TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { commands } from "../host/bindings";
import { useAppState } from "../host/queries";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { Card } from "../parts/Card";
import { ColourChoice } from "../parts/ColourChoice";
import { ErrorCard } from "../parts/NoticeCard";
import { SkeletonRows } from "../parts/Skeleton";
import styles from "./forms.module.css";
import { Section } from "./Section";

export function ProfileSection() {
  const t = useT();
  const app = useAppState();
  return (
    <Section title={t("settings.section.profile")} text={t("settings.profile.why")}>
      {app ? (
        <ProfileForm key={app.member} name={app.member} colour={app.member_colour} />
      ) : (
        <SkeletonRows rows={3} />
      )}
    </Section>
  );
}

function ProfileForm({ name, colour }: { name: string; colour: number }) {
  const t = useT();
  const [form, setForm] = useState({ name, colour });
  const save = useMutation({ mutationFn: () => commands.changeProfile(form) });
  const changed = form.name.trim() !== name || form.colour !== colour;
  const ready = changed && form.name.trim() !== "";
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (ready) save.mutate();
  };
  return (
    <Card title={t("settings.profile.card")} className={styles.narrow ?? ""}>
      <form className={styles.form} onSubmit={onSubmit}>
        <TextInput
          label={t("settings.profile.name")}
          description={t("settings.profile.help")}
          value={form.name}
          maxLength={40}
          onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
        />
        <ColourChoice
          label={t("settings.profile.colour")}
          value={form.colour}
          onChange={(next) => setForm({ ...form, colour: next })}
        />
        {save.error && <ErrorCard error={save.error} />}
        <div className={styles.actions}>
          <Button
            kind={ready ? "primary" : "secondary"}
            type="submit"
            disabled={!ready}
            busy={save.isPending}
          >
            {t(changed ? "settings.save" : "settings.saved")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
