// Which trail, which kinds of log, and the table of accounts and regions to choose from.
import { Radio } from '@mantine/core';
import { useMemo } from 'react';
import type { Trail } from '../../../../shared/contract/aws.ts';
import { formatNoun } from '../../../../shared/values/sizes.ts';
import style from '../acquire.module.css';
import chips from '../chips.module.css';
import { Line } from '../step.tsx';
import { AllOrNone } from './all-or-none.tsx';
import type { S3Place, ScopeForm } from './scope-form.ts';
import { meaningWord } from './scope-words.ts';
import { TrailMatrix } from './trail-matrix.tsx';
import { makeTrailTable, rankOf, scopePrefix, toggleOne, trailTitle, usualServices } from './trail-table.ts';

type Props = {
  trails: Trail[];
  place: S3Place;
  form: ScopeForm;
  onChange: (patch: Partial<ScopeForm>) => void;
};

export function TrailPicker({ trails, place, form, onChange }: Props) {
  const { chosen, table } = useMemo(() => {
    const those = trails.filter((trail) => scopePrefix(trail, place.prefix) === form.prefix);
    return { chosen: those, table: makeTrailTable(those.length > 0 ? those : trails) };
  }, [trails, place.prefix, form.prefix]);
  const take = (prefix: string, of: Trail[]) =>
    onChange({ prefix, accounts: null, regions: null, services: usualServices(makeTrailTable(of)) });
  return (
    <>
      {trails.length > 1 && (
        <Line label="Trail">
          <Radio.Group
            aria-label="Trail"
            value={chosen.length === 1 ? form.prefix : ''}
            onChange={(prefix) =>
              prefix === ''
                ? take(place.prefix, trails)
                : take(
                    prefix,
                    trails.filter((trail) => scopePrefix(trail, place.prefix) === prefix),
                  )
            }
          >
            <div className={style.trails}>
              <Radio size="xs" value="" label={`All ${trails.length} trails below this folder`} />
              {trails.map((trail) => (
                <Radio
                  key={trailTitle(trail)}
                  size="xs"
                  value={scopePrefix(trail, place.prefix)}
                  label={<TrailLabel trail={trail} />}
                />
              ))}
            </div>
          </Radio.Group>
        </Line>
      )}
      <Line label="Kinds of log">
        <Services table={table} chosen={form.services} onChange={(services) => onChange({ services })} />
        {table.strangers.length > 0 && (
          <p className={style.doc}>
            Beside them lie folders that follow no layout known here, and are not taken this way:{' '}
            <bdi className="pm-mono pm-select">{table.strangers.join(', ')}</bdi>. Choose by prefix to take them.
          </p>
        )}
      </Line>
      <Line label="Accounts and regions">
        <TrailMatrix
          table={table}
          services={form.services}
          accounts={form.accounts}
          regions={form.regions}
          onAccounts={(accounts) => onChange({ accounts })}
          onRegions={(regions) => onChange({ regions })}
        />
      </Line>
    </>
  );
}

function TrailLabel({ trail }: { trail: Trail }) {
  const { accounts, regions, services } = makeTrailTable([trail]);
  return (
    <span>
      <bdi className="pm-mono">{trailTitle(trail)}</bdi>{' '}
      <span className="pm-dim">
        {[
          trail.organisation === null ? '' : 'organisation',
          formatNoun(accounts.length, 'account'),
          formatNoun(regions.length, 'region'),
          formatNoun(services.length, 'kind of log', 'kinds of log'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </span>
  );
}

type ServicesProps = {
  table: ReturnType<typeof makeTrailTable>;
  chosen: string[] | null;
  onChange: (services: string[] | null) => void;
};

function Services({ table: { services, accounts }, chosen, onChange }: ServicesProps) {
  const all = services.map(({ service }) => service);
  return (
    <div className={chips.chips}>
      {services.map(({ service, meaning, accounts: of }) => {
        const on = chosen === null || chosen.includes(service);
        return (
          // biome-ignore lint/a11y/useSemanticElements: a chip that can be switched on and off
          <button
            key={service}
            type="button"
            role="checkbox"
            aria-checked={on}
            className={chips.chip}
            title={`${formatNoun(of, 'account')} of ${accounts.length} have it`}
            onClick={() => onChange(toggleOne(all, chosen, service))}
          >
            <bdi>{service}</bdi>
            <span className={chips.badge} data-own={rankOf(meaning) >= 0 || undefined}>
              {meaningWord(meaning) || 'not known'}
            </span>
          </button>
        );
      })}
      <AllOrNone all={chosen === null} onAll={() => onChange(null)} onNone={() => onChange([])} />
    </div>
  );
}
