/** Small drawings that stand in for the pictures of posts, the same for an id each time. */

const scenes: readonly ((a: string, b: string, c: string) => string)[] = [
  // Pots on a table.
  (a, b, c) =>
    `<rect width="64" height="64" fill="${a}"/><rect y="50" width="64" height="14" fill="${c}" opacity=".55"/><path d="M20 52c-7-6-8-18-4-26 2-4 2-7 1-12h9c-1 5-1 8 1 12 4 8 3 20-4 26z" fill="${b}"/><path d="M38 52c-4-4-4-12-1-17h11c3 5 3 13-1 17z" fill="#f7f0e6"/>`,
  // A cup from above.
  (a, b, c) =>
    `<rect width="64" height="64" fill="${a}"/><circle cx="32" cy="34" r="23" fill="${b}"/><circle cx="32" cy="34" r="16" fill="${c}"/><path d="M32 24c6 4 6 14 0 21-6-7-6-17 0-21z" fill="#f3e3cb"/>`,
  // Hills in the evening.
  (a, b, c) =>
    `<rect width="64" height="64" fill="${a}"/><circle cx="46" cy="16" r="6" fill="#fff3d9"/><path d="M0 42l14-14 12 10 14-18 24 22v22H0z" fill="${b}"/><path d="M0 52l18-10 18 8 28-12v26H0z" fill="${c}"/>`,
  // A bowl of food.
  (a, b, c) =>
    `<rect width="64" height="64" fill="${a}"/><circle cx="32" cy="32" r="25" fill="#f6f1e7"/><path d="M32 10a22 22 0 0 1 19 33L32 32z" fill="${b}"/><path d="M13 43a22 22 0 0 1 0-22l19 11z" fill="${c}"/><circle cx="36" cy="44" r="7" fill="#fff"/><circle cx="36" cy="44" r="3.500" fill="#f0b541"/>`,
  // Knitting.
  (a, b, c) =>
    `<rect width="64" height="64" fill="${a}"/>${[6, 22, 38, 54].map((y) => `<path d="M0 ${y}l8 6 8-6 8 6 8-6 8 6 8-6 8 6 8-6" fill="none" stroke="${b}" stroke-width="4"/>`).join("")}<rect y="29" width="64" height="5" fill="${c}"/>`,
];

const palettes: readonly (readonly [string, string, string])[] = [
  ["#ecd9c6", "#c8714f", "#8a5a3c"],
  ["#cfd8d3", "#2f6f73", "#5b3a29"],
  ["#f2b79b", "#6f6492", "#2f3357"],
  ["#3a3d3b", "#8fb360", "#e48a72"],
  ["#24503f", "#e9ddc3", "#b8813a"],
  ["#b9d3dd", "#4d7f92", "#2d4f45"],
];

/** A drawing for an id; it is square unless a size is given. */
export function drawPicture(id: string, size = { width: 64, height: 64 }): string {
  let hash = 0x811c9dc5;
  for (const sign of id) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  const scene = scenes[(hash >>> 8) % scenes.length];
  const [a, b, c] = palettes[(hash >>> 16) % palettes.length] ?? ["#ccc", "#999", "#666"];
  const drawing = scene?.(a, b, c) ?? "";
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 64 64" preserveAspectRatio="xMidYMid slice">${drawing}</svg>`)}`;
}
