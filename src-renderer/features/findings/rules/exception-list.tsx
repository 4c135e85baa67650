// Exceptions: what is taken out of rules, in words, why and by whom; each opens what it takes out, and can be removed.
import { Button } from '@mantine/core';
import type { RuleException } from '../../../../shared/contract/detections.ts';
import { formatInstant } from '../../../../shared/values/time.ts';
import { visibleText } from '../../../../shared/values/visible-text.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { confirm } from '../../../ui/confirm.ts';
import { useEngine } from '../../../ui/engine.ts';
import { useWorkspace } from '../../../ui/window/workspace.ts';
import { changeRules } from '../findings-store.ts';
import style from './rules.module.css';

/** `nameOf`: says the rule of each; absent: they are all of one. */
type Props = { exceptions: readonly RuleException[]; nameOf?: (rule: string | null) => string };

export function ExceptionList({ exceptions, nameOf }: Props) {
  const engine = useEngine();
  const zone = useTimeZone();
  const openGrid = useWorkspace((state) => state.openGrid);
  const remove = async ({ id, words }: RuleException) => {
    const question = {
      title: 'Remove this exception?',
      body: `Rows where ${words} count again from the next run on.`,
      confirm: 'Remove',
    };
    if (await confirm(question))
      await changeRules(engine, 'remove the exception', () => engine.detections.removeException({ id }));
  };
  return (
    <ul className={style.plain}>
      {exceptions.map((one) => (
        <li key={one.id} className={style.item}>
          <div className="pm-select">
            <div>
              {nameOf && <b>{visibleText(nameOf(one.rule))}: </b>}
              not where {visibleText(one.words)}
              {!nameOf && one.rule === null && <span className="pm-dim"> (of every rule)</span>}
            </div>
            <div className="pm-dim">
              {visibleText(one.reason)} – {visibleText(one.madeBy)}, {formatInstant(one.made, zone).slice(0, 16)}
            </div>
          </div>
          <div className={style.ways}>
            <Button
              variant="default"
              size="compact-xs"
              aria-label={`Rows where ${one.words}`}
              onClick={() => openGrid(one.view, 'Excepted')}
            >
              Rows
            </Button>
            <Button
              variant="default"
              size="compact-xs"
              aria-label={`Remove the exception ${one.words}`}
              onClick={() => void remove(one)}
            >
              Remove
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
