// A tag as it stands in text: its colour and its name.

import { tagColor, useTags } from '../tags.ts';
import styles from './tag-badge.module.css';

export function TagBadge({ name }: { name: string }) {
  const tags = useTags();
  return (
    <span className={styles.badge}>
      <TagDot color={tagColor(tags, name)} />
      <bdi>{name}</bdi>
    </span>
  );
}

export const TagDot = ({ color }: { color: string }) => (
  <span className={styles.dot} style={{ background: color }} aria-hidden />
);
