// What must not be read in the report: chosen from what stands in it, or typed.
import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { IconEyeOff, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReportValue } from '../../../shared/contract/report.ts';
import type { Redactions as Chosen } from '../../../shared/report/choices.ts';
import { whyNotRedacted } from '../../../shared/report/redact.ts';
import { parseNetwork } from '../../../shared/values/ip.ts';
import { ChooseDialog, ChooseList } from '../../ui/controls/choose-list.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import style from './report.module.css';

type Props = { redact: Chosen; values: ReportValue[]; onChange: (redact: Chosen) => void };

export function Redactions({ redact, values, onChange }: Props) {
  const [isAdding, setAdding] = useState(false);
  const take = (one: Offer) => {
    const list = one.kind === 'Network' ? 'networks' : 'values';
    onChange({ ...redact, [list]: [...redact[list], one.value] });
    setAdding(false);
  };
  const wrong = redact.pattern === '' ? null : whyNotRedacted({ values: [], networks: [], pattern: redact.pattern });
  return (
    <>
      <ul className={style.redacted} aria-label="Redacted values">
        {redact.values.map((value) => (
          <Redacted
            key={`value ${value}`}
            value={value}
            onRemove={() => onChange({ ...redact, values: redact.values.filter((other) => other !== value) })}
          />
        ))}
        {redact.networks.map((network) => (
          <Redacted
            key={`network ${network}`}
            value={network}
            note="network"
            onRemove={() => onChange({ ...redact, networks: redact.networks.filter((other) => other !== network) })}
          />
        ))}
      </ul>
      <Button variant="default" leftSection={<IconEyeOff size={14} />} onClick={() => setAdding(true)}>
        Redact a value…
      </Button>
      <TextInput
        label="And what a regular expression finds"
        classNames={{ input: 'pm-mono' }}
        spellCheck={false}
        value={redact.pattern}
        error={wrong}
        onChange={(event) => onChange({ ...redact, pattern: event.currentTarget.value })}
      />
      <ChooseDialog opened={isAdding} name="Redact a value" width={640} onClose={() => setAdding(false)}>
        <Choose values={values} redact={redact} onChoose={take} />
      </ChooseDialog>
    </>
  );
}

function Redacted({ value, note, onRemove }: { value: string; note?: string; onRemove: () => void }) {
  return (
    <li>
      <span className="pm-mono" title={value}>
        {visibleText(value)}
      </span>
      {note && <span className="pm-dim">{note}</span>}
      <Tooltip label="Show it in the report again">
        <ActionIcon aria-label={`No longer redact ${value}`} onClick={onRemove}>
          <IconX size={14} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

type Offer = { value: string; kind: string; count: number };

function Choose({ values, redact, onChoose }: Pick<Props, 'values' | 'redact'> & { onChoose: (one: Offer) => void }) {
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const found = values.filter(({ value }) => value.toLowerCase().includes(text.toLowerCase()));
  const isNetwork = /[/-]/.test(text) && parseNetwork(text) !== null;
  const isKnown = values.some(({ value }) => value === text) || redact.values.includes(text);
  const wrong = text === '' ? null : whyNotRedacted({ values: [text], networks: [], pattern: '' });
  const network: Offer[] = isNetwork ? [{ value: text, kind: 'Network', count: 0 }] : [];
  // Last: a part of a value that was typed to find it is seldom meant itself.
  const own: Offer[] = text !== '' && wrong === null && !isKnown ? [{ value: text, kind: 'As typed', count: 0 }] : [];
  return (
    <ChooseList
      id="report-values"
      label="A value to redact, or a part of one that stands in the report"
      typed={typed}
      onTyped={setTyped}
      found={[...network, ...found.slice(0, 200), ...own]}
      keyOf={({ value, kind }) => `${kind} ${value}`}
      render={({ value, kind, count }) => (
        <>
          <span className={`pm-mono ${style.offer}`}>{visibleText(value)}</span>
          <span className="pm-dim">
            {kind}
            {count > 1 ? `, ${count} times` : ''}
          </span>
        </>
      )}
      none={wrong ?? 'Nothing in the report has this text.'}
      onChoose={onChoose}
    />
  );
}
