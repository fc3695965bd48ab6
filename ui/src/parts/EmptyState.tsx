import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

type Props = {
  title: ReactNode;
  /** One sentence, with numbers where there are any. */
  children?: ReactNode;
  /** Quiet buttons. */
  actions?: ReactNode;
  /** Without the drawing, for small panes. */
  plain?: boolean;
  /** Level of the title: 1 where it stands in for a whole page. */
  level?: 1 | 2;
};

/** Pigeonholes with one manila envelope, and the next thing to do. */
export function EmptyState({ title, children, actions, plain = false, level = 2 }: Props) {
  const Title = level === 1 ? "h1" : "h2";
  return (
    <div className={styles.state}>
      {!plain && <Pigeonholes />}
      <Title className={styles.title}>{title}</Title>
      {children && <div className={styles.text}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

function Pigeonholes() {
  const holes = [0, 1, 2].flatMap((column) =>
    [0, 1].map((row) => ({ x: 1 + column * 83.5, y: 1 + row * 70 })),
  );
  return (
    <svg className={styles.drawing} width={240} height={127} viewBox="0 0 240 127" aria-hidden>
      {holes.map(({ x, y }) => (
        <g key={`${x} ${y}`}>
          <rect x={x} y={y} width={71} height={55} rx={7} className={styles.hole} />
          <path
            d={`M${x + 0.5} ${y + 13}v-6a6.500 6.500 0 0 1 6.500-6.500h57a6.500 6.500 0 0 1 6.500 6.500v6z`}
            className={styles.shade}
          />
          <rect x={x} y={y} width={71} height={55} rx={7} className={styles.frame} />
        </g>
      ))}
      <g transform="translate(96.500 95)">
        <rect width={47} height={30} rx={1.5} className={styles.envelope} />
        <path d="M1 2l22.500 15L46 2" className={styles.flap} />
      </g>
    </svg>
  );
}
