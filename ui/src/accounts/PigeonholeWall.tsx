/** The wall of pigeonholes beside the first screen: drawn, so that it needs no picture and no network. */

type Scene =
  | "pots"
  | "cup"
  | "lake"
  | "knit"
  | "bowl"
  | "night"
  | "gate"
  | "tart"
  | "envelope"
  | "shore"
  | "hills"
  | "citrus"
  | "mug"
  | "plates";

const holes: readonly (Scene | undefined)[] = [
  "pots",
  "cup",
  "lake",
  undefined,
  "knit",
  "bowl",
  "night",
  undefined,
  "gate",
  "tart",
  "envelope",
  "shore",
  "mug",
  "hills",
  "citrus",
  "plates",
];

const peeking = [32, 44, 26, 0, 36, 30, 46, 0, 28, 40, 56, 34, 42, 28, 36, 32];

export function PigeonholeWall() {
  return (
    <svg
      width={560}
      height={558}
      viewBox="0 0 560 558"
      aria-hidden
      style={{
        inlineSize: "87%",
        blockSize: "auto",
        maxInlineSize: 560,
        borderRadius: 28,
        boxShadow: "0 28px 70px rgb(16 24 84 / 34%)",
      }}
    >
      <defs>
        <linearGradient id="hole" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#17246f" />
          <stop offset="1" stopColor="#2840b3" />
        </linearGradient>
        <linearGradient id="wall" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#3d57dc" />
          <stop offset="1" stopColor="#3450cd" />
        </linearGradient>
        <clipPath id="tile">
          <rect width={118} height={118} rx={14} />
        </clipPath>
        <clipPath id="photo">
          <rect x={4} y={4} width={90} height={112} rx={2} />
        </clipPath>
      </defs>
      <rect
        x={0.5}
        y={0.5}
        width={559}
        height={557}
        rx={27.5}
        fill="url(#wall)"
        stroke="#6b80e4"
        strokeOpacity={0.5}
      />
      {holes.map((scene, index) => {
        const x = 23 + (index % 4) * 132;
        const y = 22 + Math.floor(index / 4) * 132;
        return (
          <g key={`${x} ${y}`} transform={`translate(${x} ${y})`} clipPath="url(#tile)">
            <rect width={118} height={118} fill="url(#hole)" />
            {scene === "envelope" && (
              <g transform="translate(11 56)">
                <rect width={94} height={66} rx={4} fill="#ffd27a" />
                <path d="M3 4l44 32L91 4" fill="none" stroke="#a87a1c" strokeWidth={2} />
              </g>
            )}
            {scene !== undefined && scene !== "envelope" && (
              <g transform={`translate(10 ${peeking[index] ?? 30})`}>
                <rect width={98} height={120} rx={5} fill="#fff" />
                <g clipPath="url(#photo)">
                  <Photo scene={scene} />
                </g>
              </g>
            )}
          </g>
        );
      })}
    </svg>
  );
}

function Photo({ scene }: { scene: Exclude<Scene, "envelope"> }) {
  switch (scene) {
    case "pots":
      return (
        <>
          <rect width={98} height={120} fill="#ecd9c6" />
          <rect y={70} width={98} height={50} fill="#b98a68" />
          <path d="M30 78c-12-10-13-30-6-42 3-7 3-12 2-18h14c-1 6-1 11 2 18 7 12 6 32-6 42z" fill="#c8714f" />
          <path d="M56 78c-6-6-6-20-1-28h16c5 8 5 22-1 28z" fill="#f7f0e6" />
          <rect x={76} y={58} width={14} height={20} rx={3} fill="#2f6360" />
        </>
      );
    case "cup":
      return (
        <>
          <rect width={98} height={120} fill="#d8cdc1" />
          <circle cx={49} cy={46} r={32} fill="#3b6f73" />
          <circle cx={49} cy={46} r={23} fill="#6b4128" />
          <path d="M49 30c10 8 10 26 0 34-10-8-10-26 0-34z" fill="#f0dcc0" />
        </>
      );
    case "lake":
      return (
        <>
          <rect width={98} height={120} fill="#f0b49a" />
          <path d="M0 50l24-24 20 16 22-26 32 30v30H0z" fill="#6f6492" />
          <path d="M0 60l40-14 58 10v20H0z" fill="#3d4069" />
          <rect y={66} width={98} height={54} fill="#d79a9a" />
          <path d="M36 82h26l-5 6H41z" fill="#4a3440" />
        </>
      );
    case "knit":
      return (
        <>
          <rect width={98} height={120} fill="#efe7da" />
          {[14, 34, 54, 74].map((y, row) => (
            <path
              key={y}
              d={`M0 ${y}l8 7 8-7 8 7 8-7 8 7 8-7 8 7 8-7 8 7 8-7 8 7 8-7`}
              fill="none"
              stroke={row % 2 === 0 ? "#31506f" : "#b04a42"}
              strokeWidth={5}
            />
          ))}
        </>
      );
    case "bowl":
      return (
        <>
          <rect width={98} height={120} fill="#3a3d3b" />
          <circle cx={49} cy={52} r={38} fill="#f6f1e7" />
          <path d="M49 20a32 32 0 0 1 30 44L49 52z" fill="#e48a72" />
          <path d="M20 66a32 32 0 0 1 6-40l23 26z" fill="#8fb360" />
          <circle cx={52} cy={70} r={12} fill="#fff" />
          <circle cx={52} cy={70} r={6} fill="#f0b541" />
        </>
      );
    case "night":
      return (
        <>
          <rect width={98} height={120} fill="#2f3a66" />
          <circle cx={74} cy={20} r={6} fill="#f3ecd2" />
          <path d="M0 56l26-18 22 12 26-20 24 20v70H0z" fill="#46507f" />
          <path d="M0 74l40-14 58 18v42H0z" fill="#1d2446" />
        </>
      );
    case "gate":
      return (
        <>
          <rect width={98} height={120} fill="#8cc4d8" />
          <path d="M0 40h54v80H0z" fill="#d98a72" />
          <path d="M46 24h52v96H46z" fill="#e8a48c" />
          <path d="M58 120V60a16 16 0 0 1 32 0v60z" fill="#6a2f35" />
          <path d="M10 120V70a13 13 0 0 1 26 0v50z" fill="#7d3a3c" />
        </>
      );
    case "tart":
      return (
        <>
          <rect width={98} height={120} fill="#efe1c6" />
          <circle cx={49} cy={50} r={38} fill="#d8a865" />
          <circle cx={49} cy={50} r={32} fill="#f6e3a4" />
          {[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((step) => (
            <circle
              key={step}
              cx={49 + 23 * Math.cos((step * Math.PI) / 5)}
              cy={50 + 23 * Math.sin((step * Math.PI) / 5)}
              r={6}
              fill={step % 2 === 0 ? "#b3263a" : "#2f4aa0"}
            />
          ))}
          <circle cx={49} cy={50} r={8} fill="#b3263a" />
        </>
      );
    case "shore":
      return (
        <>
          <rect width={98} height={120} fill="#1f8f96" />
          <path d="M0 54c20-10 34 8 52 0s30-8 46 0v66H0z" fill="#e9f5f2" />
          <path d="M0 62c20-10 34 8 52 0s30-8 46 0v58H0z" fill="#ecd3a4" />
          <circle cx={26} cy={84} r={9} fill="#d9574b" />
          <circle cx={68} cy={88} r={8} fill="#3f6fb5" />
        </>
      );
    case "hills":
      return (
        <>
          <rect width={98} height={120} fill="#e6ead9" />
          <circle cx={58} cy={24} r={7} fill="#fbf6dd" />
          <path d="M0 60l30-22 24 14 22-18 22 16v70H0z" fill="#9dbb9b" />
          <path d="M0 80l34-18 30 14 34-20v64H0z" fill="#55805f" />
          <path d="M0 98l40-14 58 12v24H0z" fill="#335743" />
        </>
      );
    case "citrus":
      return (
        <>
          <rect width={98} height={120} fill="#f5c4b0" />
          {(
            [
              [26, 28, "#f19a3e"],
              [72, 24, "#e4664f"],
              [52, 62, "#f6cf54"],
              [18, 78, "#e4664f"],
              [84, 76, "#b9cf5f"],
            ] as const
          ).map(([x, y, fill]) => (
            <g key={`${x} ${y}`}>
              <circle cx={x} cy={y} r={21} fill={fill} />
              <circle cx={x} cy={y} r={17} fill="#fff3dc" />
              <circle cx={x} cy={y} r={15} fill={fill} opacity={0.85} />
            </g>
          ))}
        </>
      );
    case "mug":
      return (
        <>
          <rect width={98} height={120} fill="#e9dcc8" />
          <rect y={66} width={98} height={54} fill="#c79a6c" />
          <path d="M68 40h10a13 13 0 0 1 0 26H68" fill="none" stroke="#2f6b74" strokeWidth={7} />
          <path d="M24 32h48v34a14 14 0 0 1-14 14H38a14 14 0 0 1-14-14z" fill="#2f6b74" />
          <path d="M24 34h48v12c-6 7-10-3-16 3s-9 4-15-1-11 5-17-2z" fill="#f4ebdd" />
          <ellipse cx={48} cy={33} rx={24} ry={5} fill="#4a2c20" />
        </>
      );
    case "plates":
      return (
        <>
          <rect width={98} height={120} fill="#cfc5b8" />
          {(
            [
              [32, 28, 30, "#d98d6b"],
              [70, 44, 25, "#efe9de"],
              [38, 72, 24, "#5f7f7c"],
            ] as const
          ).map(([x, y, radius, fill]) => (
            <g key={`${x} ${y}`}>
              <circle cx={x} cy={y} r={radius} fill={fill} />
              <circle cx={x} cy={y} r={radius * 0.68} fill="none" stroke="#00000022" strokeWidth={1.5} />
            </g>
          ))}
        </>
      );
  }
}
