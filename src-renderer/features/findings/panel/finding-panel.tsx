// A finding that explains itself: what it is, who and from where, what matched in its first records, and the rule behind it.
import { Button } from '@mantine/core';
import { IconCheck, IconCircleOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { describeTechnique } from '../../../../shared/attack/techniques.ts';
import type { Finding } from '../../../../shared/contract/detections.ts';
import { describeActor, describeHits, titleOfTactic } from '../../../../shared/findings/words.ts';
import { formatCount } from '../../../../shared/values/sizes.ts';
import { formatInstant } from '../../../../shared/values/time.ts';
import { visibleText } from '../../../../shared/values/visible-text.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { TagBadge } from '../../../ui/controls/tag-badge.tsx';
import { useEngine } from '../../../ui/engine.ts';
import { Markdown } from '../../../ui/markdown/markdown.tsx';
import { useWorkspace } from '../../../ui/window/workspace.ts';
import { LevelWord } from '../level.tsx';
import { detectActor, openRowsOf } from '../open-rows.ts';
import { usePage } from '../page-store.ts';
import { Link } from './link.tsx';
import { Matched } from './matched.tsx';
import style from './panel.module.css';
import { RulePart } from './rule-part.tsx';
import { useAnswer } from './use-answer.ts';

export function FindingPanel({ finding }: { finding: Finding }) {
  const engine = useEngine();
  const isList = finding.kind === 'indicators';
  const rule = useAnswer(finding.rule, 'read this rule', async (signal) =>
    isList ? null : await engine.detections.rule({ key: finding.rule }, { signal }),
  );
  const { level, name, hits } = finding;
  return (
    <>
      <div className={style.level}>
        <LevelWord level={level} /> <span className="pm-dim">{describeHits(finding)}</span>
      </div>
      <h2 className="pm-select">
        <bdi>{visibleText(name)}</bdi>
      </h2>
      {rule.answer?.description && <p className="pm-select">{visibleText(rule.answer.description)}</p>}
      <Judgement finding={finding} />
      <Facts finding={finding} />
      {hits > 0 && <Matched finding={finding.finding} hits={hits} />}
      {isList && (
        <Button variant="default" size="compact-xs" onClick={() => useWorkspace.getState().openPage('indicators')}>
          Lists of indicators
        </Button>
      )}
      <RulePart rule={rule.answer} problem={rule.problem} onRetry={rule.again} />
    </>
  );
}

/** What an investigator made of it. */
function Judgement({ finding: { state, reason, tags, note, changed, changedBy } }: { finding: Finding }) {
  const zone = useTimeZone();
  if (state === null && tags.length === 0 && note === null) return null;
  const by = [changedBy, changed && formatInstant(changed, zone).slice(0, 16)].filter(Boolean).join(', ');
  return (
    <div className={style.judgement} data-state={state ?? undefined}>
      {state !== null && (
        <p className="pm-select">
          {state === 'confirmed' ? <IconCheck size={15} aria-hidden /> : <IconCircleOff size={15} aria-hidden />}
          <b>{state === 'confirmed' ? 'Confirmed' : 'Dismissed'}</b>
          {reason !== null && `: ${visibleText(reason)}`}
        </p>
      )}
      {tags.length > 0 && (
        <p className={style.tags}>
          {tags.map((tag) => (
            <TagBadge key={tag} name={tag} />
          ))}
        </p>
      )}
      {note !== null && <Markdown text={note} />}
      {by !== '' && <p className="pm-dim">{visibleText(by)}</p>}
    </div>
  );
}

function Facts({ finding }: { finding: Finding }) {
  const zone = useTimeZone();
  const narrow = usePage((page) => page.narrow);
  const openEntity = useWorkspace((state) => state.openEntity);
  const { actor, first, last, day, sourceIps, sourceIpCount, actions, actionCount, accounts, regions } = finding;
  const time = (iso: string) => formatInstant(iso, zone).slice(0, 19);
  const span =
    first === null || last === null
      ? (day ?? 'no time')
      : first === last
        ? time(first)
        : `${time(first)} – ${time(last)}`;
  const facts: [string, ReactNode][] = [
    [
      'Actor',
      actor === null ? (
        'The records name nobody.'
      ) : (
        <>
          <Link title={actor} onClick={() => openEntity(detectActor(actor))}>
            {describeActor(actor)}
          </Link>{' '}
          <button type="button" className={style.more} onClick={() => narrow({ actor: { actor } })}>
            only this actor
          </button>
        </>
      ),
    ],
    [`Time (${zone})`, span],
    [
      'Rows',
      <Link key="rows" onClick={() => openRowsOf([finding])}>
        {describeHits(finding)}
      </Link>,
    ],
    [
      'Addresses',
      <Many key="ips" count={sourceIpCount} shown={sourceIps.length}>
        {sourceIps.map((ip) => (
          <Link key={ip} onClick={() => openEntity({ kind: 'ip', value: ip })}>
            {ip}
          </Link>
        ))}
      </Many>,
    ],
    [
      'Requests',
      <Many key="actions" count={actionCount} shown={actions.length}>
        {actions.map((action) => (
          <span key={action} className="pm-mono">
            {visibleText(action)}
          </span>
        ))}
      </Many>,
    ],
    [
      'Accounts',
      accounts.map((one) => (
        <Link key={one} onClick={() => openEntity({ kind: 'account', value: one })}>
          {one}
        </Link>
      )),
    ],
    ['Regions', regions.map(visibleText).join(', ')],
    ['ATT&CK', <Attack key="attack" finding={finding} />],
  ];
  return (
    <dl className={`${style.facts} pm-select`}>
      {facts
        .filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0))
        .map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Attack({ finding: { tactics, techniques } }: { finding: Finding }) {
  const narrow = usePage((page) => page.narrow);
  if (tactics.length + techniques.length === 0) return 'The rule names no tactic.';
  return (
    <span className={style.many}>
      {tactics.map((tactic) => (
        <Link key={tactic} onClick={() => narrow({ tactic: { tactic } })}>
          {titleOfTactic(tactic)}
        </Link>
      ))}
      {techniques.map((id) => (
        <Link key={id} onClick={() => narrow({ technique: { technique: id } })}>
          {describeTechnique(id)}
        </Link>
      ))}
    </span>
  );
}

function Many({ count, shown, children }: { count: number; shown: number; children: ReactNode[] }) {
  if (shown === 0) return 'none';
  return (
    <span className={style.many}>
      {children}
      {count > shown && <span className="pm-dim">and {formatCount(count - shown)} more</span>}
    </span>
  );
}
