/** Six pigeonholes, five filled: a P, and the manila envelope that waits. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="8" fill="#2F49C7" />
      <rect x="6" y="5" width="9" height="6" rx="1.5" fill="#fff" />
      <rect x="17" y="5" width="9" height="6" rx="1.5" fill="#fff" />
      <rect x="6" y="13" width="9" height="6" rx="1.5" fill="#fff" />
      <rect x="6" y="21" width="9" height="6" rx="1.5" fill="#fff" />
      <rect x="17" y="13" width="9" height="6" rx="1.5" fill="#FFD27A" />
      <rect x="17" y="21" width="9" height="6" rx="1.5" fill="#17246F" />
    </svg>
  );
}
