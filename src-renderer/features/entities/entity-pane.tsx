// The page of one entity: what it is, when it was there, who is behind it, what it did and from where.
import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import type { EntitySummary } from '../../../shared/contract/entities.ts';
import { canBegin, type Entity, entityTitle, entityWords } from '../../../shared/query/entity.ts';
import { printRecord } from '../../../shared/query/query-text/print-record.ts';
import type { View } from '../../../shared/query/view.ts';
import { accountOfKey, uniqueIdKind } from '../../../shared/values/access-key.ts';
import { parsePrincipal } from '../../../shared/values/arn.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import { useTimeZone } from '../../ui/case.ts';
import { typesOnTimeline } from '../../ui/log-types/parts.ts';
import { NetworkCard } from '../../ui/networks/network-card.tsx';
import { type Problem, showNote, showProblem } from '../../ui/problem.ts';
import { useTables } from '../../ui/tables.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import { DayBars } from './day-bars.tsx';
import { Deeds } from './deeds.tsx';
import style from './entities.module.css';
import { InLogs } from './in-logs.tsx';
import { ItemList } from './item-list.tsx';
import { openRows } from './open-rows.ts';
import { SessionsSection } from './sessions-section.tsx';
import { Unanswered } from './unanswered.tsx';
import { useEntity } from './use-entity.ts';
import { timeText } from './words.ts';

type Props = { entity: Entity; scope: 'own' | 'chain'; onScope: (scope: 'own' | 'chain') => void };

export function EntityPane({ entity, scope, onScope }: Props) {
  const { summary, deeds, tree, logs } = useEntity(entity, scope);
  // CloudTrail alone is told of by all that is below.
  const isInOthers = logs.value?.logs.some(({ logType }) => logType !== 'cloudtrail') ?? false;
  return (
    <article
      className={style.page}
      aria-label={`${entityWords[entity.kind]} ${entity.value}`}
      aria-busy={summary.waiting}
    >
      <Head entity={entity} scope={scope} onScope={onScope} summary={summary.value} />
      {entity.kind === 'ip' && <NetworkCard address={entity.value} />}
      {summary.problem && <Failure problem={summary.problem} />}
      {summary.value && <Facts summary={summary.value} />}
      {summary.value && <DayBars days={summary.value.days} />}
      {logs.problem && <Failure problem={logs.problem} />}
      {logs.value && isInOthers && <InLogs logs={logs.value} name={entityTitle(entity)} />}
      {tree.problem && <Failure problem={tree.problem} />}
      {tree.value && <SessionsSection entity={entity} tree={tree.value} />}
      {deeds.problem && <Failure problem={deeds.problem} />}
      {deeds.value && <Deeds deeds={deeds.value} />}
      <Unanswered entity={entity} />
      {summary.value && summary.value.all.count > 0 && <Lists summary={summary.value} />}
    </article>
  );
}

function Head({ entity, scope, onScope, summary }: Props & { summary: EntitySummary | null }) {
  const openEntity = useWorkspace((state) => state.openEntity);
  const { kind, value } = entity;
  const account = kind === 'key' ? accountOfKey(value) : null;
  const owner = parsePrincipal(value)?.account ?? account;
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => showNote('Copied.'),
      (error: unknown) => showProblem(error, 'copy the name'),
    );
  return (
    <header className={style.head}>
      <div className={style.what}>
        {entityWords[kind]}
        {kind === 'key' && uniqueIdKind(value) && <> · {uniqueIdKind(value)}</>}
        {owner && (
          <>
            {' · account '}
            <button type="button" className={style.link} onClick={() => openEntity({ kind: 'account', value: owner })}>
              {owner}
            </button>
            {account && ', written into the key id'}
          </>
        )}
        {kind === 'key' && !account && ' · its id does not tell its account'}
      </div>
      <h2>
        <bdi className="pm-select">{value}</bdi>
        <ActionIcon aria-label="Copy the name" title="Copy" onClick={() => void copy()}>
          <IconCopy size={15} />
        </ActionIcon>
      </h2>
      <button type="button" className={style.link} onClick={() => openRows(mentions(value), `“${value}”`)}>
        All records that mention it, as caller or otherwise
      </button>
      {canBegin(entity) && (
        <SegmentedControl
          size="xs"
          aria-label="Which requests"
          value={scope}
          onChange={(to) => onScope(to as 'own' | 'chain')}
          data={[
            { value: 'own', label: 'Its own requests' },
            { value: 'chain', label: 'And all sessions that began with it' },
          ]}
        />
      )}
      {summary?.all.count === 0 && (
        <p className="pm-dim">
          No row of CloudTrail in this case is its own request
          {scope === 'own' && canBegin(entity) ? '; sessions may have begun with it' : ''}.
        </p>
      )}
    </header>
  );
}

/** Records with this text anywhere in them: of CloudTrail, or of all logs where there are others. */
function mentions(value: string): View {
  const isOfMany = typesOnTimeline(useTables.getState().tables).some(({ name }) => name !== 'cloudtrail');
  return {
    from: { kind: 'table', table: isOfMany ? 'timeline' : 'cloudtrail' },
    where: [],
    query: { text: printRecord({ value, regex: false }) },
    sort: [{ column: { column: isOfMany ? 'time' : 'eventtime', path: [] }, descending: false }],
  };
}

function Facts({ summary }: { summary: EntitySummary }) {
  const zone = useTimeZone();
  const { all, errors, first, last } = summary;
  if (all.count === 0) return null;
  const facts: [string, string, (() => void)?][] = [
    ['requests', formatCount(all.count), () => openRows(all.view, summary.entity.value)],
    ['errors', formatCount(errors.count), () => openRows(errors.view, 'Errors')],
    [`first seen (${zone})`, timeText(first, zone)],
    [`last seen (${zone})`, timeText(last, zone)],
    ['addresses', formatCount(summary.ips.distinct)],
    ['agents', formatCount(summary.agents.distinct)],
    ['regions', formatCount(summary.regions.distinct)],
  ];
  return (
    <dl className={style.facts}>
      {facts.map(([name, text, open]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {open ? (
              <button type="button" className={style.link} onClick={open}>
                {text}
              </button>
            ) : (
              text
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Lists({ summary }: { summary: EntitySummary }) {
  return (
    <div className={style.cards}>
      <ItemList title="APIs" {...summary.apis} />
      <ItemList title="Addresses" {...summary.ips} missing="no address" times />
      <ItemList title="User agents" {...summary.agents} missing="no agent" times />
      <ItemList title="Errors" {...summary.errorCodes} onlyErrors />
      <ItemList title="Regions" {...summary.regions} missing="no region" times />
      {summary.entity.kind !== 'key' && (
        <ItemList title="Access keys" {...summary.keys} missing="without a key" times />
      )}
      {summary.entity.kind !== 'principal' && (
        <ItemList title="Principals" {...summary.principals} missing="without an ARN" times />
      )}
      <ItemList title="Accounts called" {...summary.accounts} missing="not told" />
    </div>
  );
}

function Failure({ problem }: { problem: Problem }) {
  return (
    <p className={style.failure} role="alert">
      {problem.title}. {problem.message} {problem.hint}
    </p>
  );
}
