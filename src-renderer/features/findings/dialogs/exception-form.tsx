// Makes an exception: which facts make a record normal, in words, and why.
import { Button, Checkbox, Group, Modal, Radio, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type ExceptionFact, exceptionView, isNarrow } from '../../../../shared/findings/exception.ts';
import { describeFilters } from '../../../../shared/query/describe.ts';
import type { View } from '../../../../shared/query/view.ts';
import { visibleText } from '../../../../shared/values/visible-text.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { useEngine } from '../../../ui/engine.ts';
import { showNote } from '../../../ui/problem.ts';
import { useTables } from '../../../ui/tables.ts';
import { changeRules } from '../findings-store.ts';
import style from './dialogs.module.css';
import { readQuery } from './read-query.ts';
import { useExcepted } from './use-excepted.ts';

type Props = {
  title: string;
  table: string;
  /** Null: it can be for every rule only. */
  rule: string | null;
  /** What can be chosen by a click. */
  facts: readonly ExceptionFact[];
  /** The rows that it is made from; null: none in particular. */
  rows: View | null;
  onClose: () => void;
};

export function ExceptionForm({ title, table, rule, facts, rows, onClose }: Props) {
  const engine = useEngine();
  const zone = useTimeZone();
  const tables = useTables((state) => state.tables);
  const [chosen, setChosen] = useState<readonly string[]>(
    facts.map(({ key }) => key).filter((key) => key.startsWith('actor ')),
  );
  const [query, setQuery] = useState('');
  const [everywhere, setEverywhere] = useState(rule === null);
  const [reason, setReason] = useState('');
  const problem = readQuery(
    query,
    tables.find(({ name }) => name === table),
    zone,
  );
  const view = exceptionView(
    table,
    facts.filter(({ key }) => chosen.includes(key)),
    query,
    zone,
  );
  const isReady = isNarrow(view) && problem === null;
  const excepted = useExcepted(rows, isReady ? view : null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const isMade = await changeRules(engine, 'make the exception', () =>
      engine.detections.addException({ rule: everywhere ? null : rule, view, reason: reason.trim() }),
    );
    if (!isMade) return;
    showNote('Made the exception.');
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={visibleText(title)} size="lg">
      <form onSubmit={(event) => void submit(event)}>
        {facts.length > 0 && (
          <fieldset className={style.facts}>
            <legend>Records do not count that are of</legend>
            {facts.map(({ key, label }, i) => (
              <Checkbox
                key={key}
                {...(i === 0 ? { 'data-autofocus': true } : {})}
                label={<bdi>{visibleText(label)}</bdi>}
                checked={chosen.includes(key)}
                onChange={(event) =>
                  setChosen(event.currentTarget.checked ? [...chosen, key] : chosen.filter((one) => one !== key))
                }
              />
            ))}
          </fieldset>
        )}
        <TextInput
          {...(facts.length === 0 ? { 'data-autofocus': true } : {})}
          label={facts.length > 0 ? 'And where' : 'Records do not count where'}
          description="As in the search bar of a grid: useragent:Terraform* -errorcode:*"
          classNames={{ input: 'pm-mono' }}
          spellCheck={false}
          value={query}
          error={problem}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        {rule !== null && (
          <Radio.Group
            mt="sm"
            label="For"
            value={everywhere ? 'all' : 'one'}
            onChange={(value) => setEverywhere(value === 'all')}
          >
            <Group gap="lg">
              <Radio value="one" label="this rule" />
              <Radio value="all" label="every rule" />
            </Group>
          </Radio.Group>
        )}
        <p className={`${style.words} pm-select`} role="status">
          {isReady
            ? `${everywhere ? 'No rule counts records' : 'Not'} where ${visibleText(describeFilters(view, { timeZone: zone }))}. ${excepted}`
            : facts.length > 0
              ? 'Choose at least one fact, or write a condition.'
              : 'Write a condition.'}
        </p>
        <Textarea
          label="Why"
          description="Written into the journal of the case, and shown with the rule."
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!isReady || reason.trim() === ''}>
            Make the exception
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
