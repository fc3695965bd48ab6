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
  const send: CardButton = { id: "sendHeld", title: t("outbox.sendHeld"), ...answer(true) };
  const drop: CardButton = { id: "discardHeld", title: t("outbox.discardHeld"), ...answer(false) };
  useCardKeys([send, drop]);
  return (
    <>
      <CardButtons buttons={[send, discard]} first="primary" />
      <CardButtons buttons={[drop]} />
    </>
  );
}
