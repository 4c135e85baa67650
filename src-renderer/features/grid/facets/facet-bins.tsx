// How numbers or times lie between the least and the greatest, as small bars.
import type { Facet } from '../../../../shared/contract/charts.ts';
import styles from './facets.module.css';

const [width, height] = [240, 26];

export function FacetBins({ facet, bins }: { facet: Facet; bins: number[] }) {
  const most = Math.max(1, ...bins);
  const step = width / bins.length;
  const path = bins
    .map((count, bin) => {
      if (count === 0) return '';
      const top = height - Math.max(2, Math.round((count / most) * height));
      return `M${bin * step} ${top}h${step - 1}V${height}h${1 - step}Z`;
    })
    .join('');
  const words = `${bins.length} equal parts from ${facet.least} to ${facet.greatest}: ${bins.join(', ')}`;
  return (
    <svg
      className={styles.bins}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      role="img"
      aria-label={words}
    >
      <title>{`${facet.least} – ${facet.greatest}`}</title>
      <path d={path} />
      <line x1={0} x2={width} y1={height} y2={height} />
    </svg>
  );
}
