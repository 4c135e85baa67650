// Keys in the record tree, as what they mean. `shortcuts.ts` tells the user about them.
import type { JsonLine } from './json-lines.ts';

export type TreeCommand =
  | { do: 'focus'; index: number }
  | { do: 'toggle' | 'copy' | 'column' | 'filterIn' | 'filterOut' | 'entity'; line: JsonLine };

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** `at` is the focused line. Null: no key of the tree. */
export function readTreeKey(event: Key, lines: JsonLine[], at: number): TreeCommand | null {
  const line = lines[at];
  if (!line || event.altKey) return null;
  if (event.ctrlKey || event.metaKey) return event.key === 'c' ? { do: 'copy', line } : null;
  const isLeaf = line.children === 0;
  switch (event.key) {
    case 'ArrowDown':
      return { do: 'focus', index: Math.min(lines.length - 1, at + 1) };
    case 'ArrowUp':
      return { do: 'focus', index: Math.max(0, at - 1) };
    case 'Home':
      return { do: 'focus', index: 0 };
    case 'End':
      return { do: 'focus', index: lines.length - 1 };
    case 'ArrowRight':
      if (isLeaf) return null;
      return line.open ? { do: 'focus', index: Math.min(lines.length - 1, at + 1) } : { do: 'toggle', line };
    case 'ArrowLeft': {
      if (line.open) return { do: 'toggle', line };
      const parent = lines.findLastIndex((other, index) => index < at && other.depth < line.depth);
      return parent < 0 ? null : { do: 'focus', index: parent };
    }
    case 'Enter':
      return isLeaf ? null : { do: 'toggle', line };
    case '+':
    case '=':
      return isLeaf ? { do: 'filterIn', line } : null;
    case '-':
      return isLeaf ? { do: 'filterOut', line } : null;
    case 'a':
      return { do: 'column', line };
    case 'e':
      return isLeaf ? { do: 'entity', line } : null;
    default:
      return null;
  }
}
