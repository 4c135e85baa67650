// The roles that are assumed one after the other: added, removed, and moved with Alt+↑ and Alt+↓.
import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { Line } from '../step.tsx';
import { emptyRole, type RoleForm } from './login-form.ts';
import roleStyle from './role-chain.module.css';

type Props = { roles: RoleForm[]; onChange: (roles: RoleForm[]) => void };

export function RoleChain({ roles, onChange }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const focusRole = (at: number) =>
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLInputElement>('[data-arn]')[at]?.focus());
  const move = (from: number, step: number) => {
    const to = from + step;
    if (to < 0 || to >= roles.length) return;
    const next = roles.filter((_, at) => at !== from);
    next.splice(to, 0, roles[from]!);
    onChange(next);
    focusRole(to);
  };
  const add = () => {
    onChange([...roles, emptyRole]);
    focusRole(roles.length);
  };
  return (
    <Line label="Then assume">
      <ol ref={list} className={roleStyle.roles} aria-label="Roles to assume">
        {roles.map((role, at) => (
          <RoleRow
            // Rows have nothing of their own that would stay behind when they move.
            // biome-ignore lint/suspicious/noArrayIndexKey: the fields are all the row is
            key={at}
            role={role}
            at={at}
            last={roles.length - 1}
            onChange={(changed) => onChange(roles.map((one, index) => (index === at ? changed : one)))}
            onMove={(step) => move(at, step)}
            onRemove={() => onChange(roles.filter((_, index) => index !== at))}
          />
        ))}
      </ol>
      <Button variant="subtle" px={0} leftSection={<IconPlus size={13} />} onClick={add}>
        {roles.length === 0 ? 'Add a role' : 'Add another role, assumed with the one before'}
      </Button>
    </Line>
  );
}

type RowProps = {
  role: RoleForm;
  at: number;
  last: number;
  onChange: (role: RoleForm) => void;
  onMove: (step: number) => void;
  onRemove: () => void;
};

const fields: { field: keyof RoleForm; label: string; placeholder: string }[] = [
  { field: 'roleArn', label: 'ARN', placeholder: 'arn:aws:iam::111122223333:role/NAME' },
  { field: 'externalId', label: 'External id', placeholder: 'External id' },
  { field: 'sessionName', label: 'Session name', placeholder: 'Session name' },
  { field: 'mfaSerial', label: 'MFA device', placeholder: 'MFA device' },
];

function RoleRow({ role, at, last, onChange, onMove, onRemove }: RowProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (step === undefined) return;
    event.preventDefault();
    onMove(step);
  };
  const name = `role ${at + 1}`;
  return (
    <li className={roleStyle.role} onKeyDown={onKeyDown}>
      <span className="pm-dim">{at + 1}</span>
      {fields.map(({ field, label, placeholder }) => (
        <TextInput
          key={field}
          aria-label={`${label} of ${name}`}
          title={role[field] === '' ? label : role[field]}
          className={field === 'roleArn' ? roleStyle.arn! : roleStyle.field!}
          classNames={{ input: 'pm-mono' }}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          value={role[field]}
          onChange={(event) => onChange({ ...role, [field]: event.currentTarget.value })}
          {...(field === 'roleArn' ? { 'data-arn': '' } : {})}
        />
      ))}
      <Tooltip label="Earlier (Alt+↑)">
        <ActionIcon aria-label={`Move ${name} up`} disabled={at === 0} onClick={() => onMove(-1)}>
          <IconArrowUp size={14} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Later (Alt+↓)">
        <ActionIcon aria-label={`Move ${name} down`} disabled={at === last} onClick={() => onMove(1)}>
          <IconArrowDown size={14} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Remove">
        <ActionIcon aria-label={`Remove ${name}`} onClick={onRemove}>
          <IconX size={14} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
