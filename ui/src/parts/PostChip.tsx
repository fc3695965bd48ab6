import {
  type Icon,
  IconAlertCircle,
  IconBan,
  IconCheck,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconHandStop,
  IconLoader2,
  IconMoon,
  IconRefreshDot,
  IconSend,
} from "@tabler/icons-react";
import type { PostState, PostView } from "../host/bindings";
import { useT } from "../i18n/useT";
import { Chip, type ChipFamily } from "./Chip";
import { failedSlides } from "./post-ladder";

const looks: Record<PostState, { family: ChipFamily; icon: Icon }> = {
  draft: { family: "neutral", icon: IconCircleDashed },
  scheduled: { family: "accent", icon: IconClock },
  preparing: { family: "info", icon: IconLoader2 },
  ready: { family: "success", icon: IconCircleCheck },
  publishing: { family: "info", icon: IconSend },
  checking: { family: "info", icon: IconRefreshDot },
  failed: { family: "danger", icon: IconAlertCircle },
  needs_you: { family: "danger", icon: IconAlertCircle },
  held: { family: "warning", icon: IconHandStop },
  missed: { family: "warning", icon: IconMoon },
  live: { family: "success", icon: IconCheck },
  discarded: { family: "neutral", icon: IconBan },
};

type Props = { post: Pick<PostView, "state" | "ladder" | "slides">; large?: boolean };

/** Where a post stands, in an icon and a word; names the slide when one alone stopped it. */
export function PostChip({ post, large = false }: Props) {
  const t = useT();
  const { family, icon } = looks[post.state];
  const [failed, ...more] = post.state === "failed" ? failedSlides(post) : [];
  return (
    <Chip family={family} icon={icon} large={large} spin={post.state === "preparing"}>
      {failed && more.length === 0
        ? t("parts.post.slideFailed", { number: failed.number })
        : t(`parts.post.state.${post.state}`)}
    </Chip>
  );
}
