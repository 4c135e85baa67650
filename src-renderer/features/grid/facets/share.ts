// A part of a whole, as people read it.

/** `12 %`, `0.3 %`, `< 0.1 %`: what is there is never 0 %, and what is not all is never 100 %. */
export function percent(part: number, whole: number): string {
  const share = whole === 0 ? 0 : (part / whole) * 100;
  if (share > 0 && share < 0.1) return '< 0.1 %';
  if (share < 100 && share > 99.4) return share > 99.9 ? '> 99.9 %' : `${Math.floor(share * 10) / 10} %`;
  return `${share < 10 ? Math.round(share * 10) / 10 : Math.round(share)} %`;
}
