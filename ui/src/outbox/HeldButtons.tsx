import { useT } from "../i18n/useT";
import { CardButtons } from "./CardButtons";
import { type CardButton, useCardKeys } from "./card-keys";
import { useOutboxActions } from "./use-outbox-actions";

/** The answer to everything that is held: actions and posts alike. */
export function HeldButtons({ discard }: { /** Gives up the one that is shown. */ discard?: CardButton }) {
  const t = useT();
  const { answerHold } = useOutboxActions();
  const answer = (release: boolean) => ({
    busy: answerHold.isPending && answerHold.variables === release,
    disabled: answerHold.isPending && answerHold.variables !== release,
    run: () => answerHold.mutate(release),
  });
  const send = { id: "sendHeld", title: t("outbox.sendHeld"), keys: "s", ...answer(true) };
  const drop = { id: "discardHeld", title: t("outbox.discardHeld"), keys: "Shift+d", ...answer(false) };
  useCardKeys([send, drop]);
  return (
    <>
      <CardButtons buttons={[send, discard]} first="primary" />
      <CardButtons buttons={[drop]} />
    </>
  );
}
