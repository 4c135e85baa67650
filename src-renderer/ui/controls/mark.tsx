// The pugmark itself: four toes and a pad.
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" fill="var(--pm-accent)">
      <ellipse cx="7.2" cy="13.4" rx="3" ry="4.2" transform="rotate(-22 7.2 13.4)" />
      <ellipse cx="12.8" cy="7.6" rx="3" ry="4.4" transform="rotate(-8 12.8 7.6)" />
      <ellipse cx="19.2" cy="7.6" rx="3" ry="4.4" transform="rotate(8 19.2 7.6)" />
      <ellipse cx="24.8" cy="13.4" rx="3" ry="4.2" transform="rotate(22 24.8 13.4)" />
      <path d="M16 14.2c4.6 0 9 4.6 9 8.9 0 3-2 4.5-4.4 4.5-1.8 0-3-.9-4.6-.9s-2.8.9-4.6.9C9 27.6 7 26.1 7 23.1c0-4.3 4.4-8.9 9-8.9z" />
    </svg>
  );
}
