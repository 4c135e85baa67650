// The clocks of all sources: in which zone each wrote its times, and what its clock was off.
import { Button, Modal, Select, TextInput } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import type { Clock } from '../../../shared/contract/clocks.ts';
import { formatNoun } from '../../../shared/values/sizes.ts';
import { formatSkew, parseSkew } from '../../../shared/values/skew.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import { useTimeZone } from '../../ui/case.ts';
import { keyOf, setClock, unsetClock, useClocks } from '../../ui/clocks.ts';
import { useEngine } from '../../ui/engine.ts';
import { LogTypeMark } from '../../ui/log-types/log-type-mark.tsx';
import { listZones } from '../../ui/time-zones.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import style from './clocks.module.css';

export function ClocksDialog() {
  const clocks = useClocks((state) => state.clocks);
  const [asking, others] = [true, false].map((is) =>
    clocks.filter((one) => (one.zoneless || one.set !== null) === is),
  ) as [Clock[], Clock[]];
  return (
    <Modal opened onClose={() => useWorkspace.getState().showDialog(null)} title="Clocks of sources" size="xl">
      <p className={style.about}>
        A clock moves the rows of its source on the timeline, and where other logs are looked at around them. The
        record, and its time in its own table, stay as they are. The journal keeps each change.
      </p>
      {clocks.length === 0 ? (
        <p className="pm-dim">No log with times is loaded.</p>
      ) : (
        <>
          <Sources clocks={asking} />
          {others.length > 0 && (
            <details className={style.others} open={asking.length === 0}>
              <summary>{formatNoun(others.length, 'source')} whose times say their zone</summary>
              <Sources clocks={others} />
            </details>
          )}
        </>
      )}
    </Modal>
  );
}

function Sources({ clocks }: { clocks: Clock[] }) {
  return (
    <ul className={style.list}>
      {clocks.map((clock) => (
        <Source key={keyOf(clock)} clock={clock} />
      ))}
    </ul>
  );
}

function Source({ clock }: { clock: Clock }) {
  const engine = useEngine();
  const shownZone = useTimeZone();
  const zones = useMemo(listZones, []);
  const { title, logType, source, files, rows, zoneless, set } = clock;
  const [zone, setZone] = useState(set?.zone ?? 'UTC');
  const [skew, setSkew] = useState(formatSkew(set?.skewMs ?? 0));
  const skewMs = parseSkew(skew);
  const isSame = set !== null && set.zone === zone && set.skewMs === skewMs;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (skewMs !== null) void setClock(engine, { logType, source, zone, skewMs });
  };
  const takeBack = async () => {
    if (!(await unsetClock(engine, clock))) return;
    setZone('UTC');
    setSkew('');
  };
  return (
    <li className={style.source}>
      <div className={style.what}>
        <LogTypeMark logType={logType} /> <strong>{title}</strong> <bdi className="pm-select">{source}</bdi>
      </div>
      <div className="pm-dim">
        {formatNoun(rows, 'row')} of {formatNoun(files, 'file')}.{' '}
        {set !== null
          ? `Set by ${set.changedBy}, ${formatInstant(set.changed, shownZone).slice(0, 16)} (${shownZone}).`
          : zoneless
            ? 'Its times say no zone: they count as UTC until one is chosen.'
            : 'Its times say their zone.'}
      </div>
      <form className={style.form} onSubmit={submit} aria-label={`Clock of ${title} in ${source}`}>
        <Select
          aria-label="Time zone of the source"
          data={zones}
          value={zone}
          onChange={(to) => setZone(to ?? 'UTC')}
          onFocus={(event) => event.currentTarget.select()}
          searchable
          selectFirstOptionOnChange
          limit={60}
          allowDeselect={false}
          nothingFoundMessage="No zone of this name"
          disabled={!zoneless}
          title={zoneless ? undefined : 'Its times say their zone; only what the clock was off can be set'}
          comboboxProps={{ width: 240, shadow: 'md' }}
        />
        <TextInput
          aria-label="Added to each time"
          placeholder="+0:00, e.g. -1:30 or 45 s"
          value={skew}
          error={skewMs === null ? 'Write it as -1:30, +00:00:05 or 45 s' : undefined}
          onChange={(event) => setSkew(event.currentTarget.value)}
        />
        <Button type="submit" disabled={skewMs === null || isSame}>
          Set
        </Button>
        <Button variant="default" disabled={set === null} onClick={() => void takeBack()}>
          Take back
        </Button>
      </form>
    </li>
  );
}
