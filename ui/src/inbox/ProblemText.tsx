/** What is wrong with an account, with the whole sentence where somebody points. */
import { Tooltip } from "@mantine/core";

type Props = { text: string; whole: string; className: string | undefined };

export function ProblemText({ text, whole, className }: Props) {
  return (
    <Tooltip label={whole} multiline w={280}>
      <p className={className}>{text}</p>
    </Tooltip>
  );
}
