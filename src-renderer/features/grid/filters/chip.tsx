// One condition of the view in words: click to edit, and switches to negate, turn off and remove it.
import { UnstyledButton } from '@mantine/core';
import { IconEqual, IconEqualNot, IconEye, IconEyeOff, IconX } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import styles from './filters.module.css';

type Props = {
  words: string;
  enabled: boolean;
  negated?: boolean;
  onEdit: (anchor: DOMRect) => void;
  onToggle: () => void;
  onNegate?: () => void;
  /** A further action: its name and key, and what it does. */
  more?: { label: string; key: string; icon: ReactNode; run: () => void };
  onRemove: () => void;
};

export function Chip({ words, enabled, negated, onEdit, onToggle, onNegate, more, onRemove }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Delete' || event.key === 'Backspace') onRemove();
    else if (event.key === 'n' && onNegate) onNegate();
    else if (event.key === 'o') onToggle();
    else if (more && event.key === more.key) more.run();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields; this is a group of buttons
    <div role="group" aria-label={words} className={styles.chip} data-off={!enabled || undefined} onKeyDown={onKeyDown}>
      <UnstyledButton
        className={styles.chipText}
        title={`${words}\nClick to edit. Keys: n negate, o off or on, ${more ? `${more.key} ${more.label.toLowerCase()}, ` : ''}Delete remove.`}
        onClick={(event) => onEdit(event.currentTarget.getBoundingClientRect())}
      >
        <bdi>{words}</bdi>
      </UnstyledButton>
      {onNegate && (
        <ChipButton label={negated ? 'Keep these rows' : 'Leave these rows out'} onClick={onNegate}>
          {negated ? <IconEqual size={13} /> : <IconEqualNot size={13} />}
        </ChipButton>
      )}
      {more && (
        <ChipButton label={`${more.label} (${more.key})`} onClick={more.run}>
          {more.icon}
        </ChipButton>
      )}
      <ChipButton label={enabled ? 'Turn off' : 'Turn on'} onClick={onToggle}>
        {enabled ? <IconEye size={13} /> : <IconEyeOff size={13} />}
      </ChipButton>
      <ChipButton label="Remove" onClick={onRemove}>
        <IconX size={13} />
      </ChipButton>
    </div>
  );
}

function ChipButton(props: { label: string; onClick: () => void; children: React.ReactNode }) {
  return (
    <UnstyledButton
      className={styles.chipButton}
      aria-label={props.label.replace(/ \(.*\)$/, '')}
      title={props.label}
      onClick={props.onClick}
    >
      {props.children}
    </UnstyledButton>
  );
}
