// The log types side by side with what the columns of one of them mean.
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { LogType } from '../../../shared/contract/formats.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import { LogTypeMark } from '../../ui/log-types/log-type-mark.tsx';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { moveFocus } from '../../ui/window/roving.ts';
import look from './formats.module.css';
import { TypeDetail } from './type-detail.tsx';
import { holds, sayWays } from './words.ts';

type Props = { types: LogType[]; version: number };

export function TypesFace({ types, version }: Props) {
  const side = useSideName();
  const [wanted, setWanted] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const found = types.filter(({ title, name, vendor }) => holds(wanted, title, name, vendor));
  const loaded = found.filter(({ rows }) => rows !== null);
  const others = found.filter(({ rows }) => rows === null);
  const shown = types.find(({ name }) => name === chosen) ?? loaded[0] ?? types[0];
  const props = { chosen: shown?.name ?? null, onChoose: setChosen };
  return (
    <div className={look.face}>
      <div className={look.side}>
        <TextInput
          aria-label={`Find a log type${side}`}
          placeholder="Find a log type"
          value={wanted}
          maxLength={200}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <nav className={look.types} aria-label={`Known log types${side}`} onKeyDown={moveFocus}>
          {loaded.length > 0 && <TypeGroup title="In this case" types={loaded} {...props} />}
          {others.length > 0 && (
            <TypeGroup title={loaded.length > 0 ? 'Known, not in this case' : 'Known'} types={others} {...props} />
          )}
          {found.length === 0 && <p className="pm-dim">No log type is called that.</p>}
        </nav>
      </div>
      {shown && <TypeDetail key={shown.name} type={shown} version={version} />}
    </div>
  );
}

type GroupProps = { title: string; types: LogType[]; chosen: string | null; onChoose: (name: string) => void };

function TypeGroup({ title, types, chosen, onChoose }: GroupProps) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {types.map((type) => (
        <button
          key={type.name}
          type="button"
          data-roving
          tabIndex={chosen === type.name ? 0 : -1}
          className={look.type}
          aria-current={chosen === type.name ? true : undefined}
          onClick={() => onChoose(type.name)}
        >
          {type.rows === null ? <span className={look.gap} /> : <LogTypeMark logType={type.name} />}
          <span className={look.typeName}>
            {type.title}
            {type.isOwn && <em className={look.own}>own</em>}
          </span>
          {type.rows !== null && <span className={look.count}>{formatCount(type.rows)}</span>}
          <span className={look.small}>
            {type.vendor} · {sayWays(type)}
          </span>
        </button>
      ))}
    </section>
  );
}
