// Makes an exception of a finding: which of its facts make a record normal, in words, and why.
import { Button, Checkbox, Group, Modal, Radio, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import type { Finding } from '../../../../shared/contract/detections.ts';
import { exceptionView, isNarrow, listExceptionFacts } from '../../../../shared/findings/exception.ts';
import { describeFilters } from '../../../../shared/query/describe.ts';
import { entityPlaces } from '../../../../shared/query/entity.ts';
import { visibleText } from '../../../../shared/values/visible-text.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { useEngine } from '../../../ui/engine.ts';
import { useValues } from '../../../ui/filters/use-values.ts';
import { showNote } from '../../../ui/problem.ts';
import { useTables } from '../../../ui/tables.ts';
import { changeRules, useRules } from '../findings-store.ts';
import style from './dialogs.module.css';
import { readQuery } from './read-query.ts';
import { useExcepted } from './use-excepted.ts';

export function ExceptionDialog({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const engine = useEngine();
  const zone = useTimeZone();
  const tables = useTables((state) => state.tables);
  const rules = useRules();
  const { from } = finding.view;
  const rule = rules.find(({ key }) => key === finding.rule);
  const table = rule?.table ?? (from.kind === 'table' ? from.table : 'cloudtrail');
  const { values } = useValues(finding.view, entityPlaces.role, '');
  const facts = useMemo(
    () => listExceptionFacts(finding, table, values.flatMap(({ value }) => value ?? []).slice(0, 8)),
    [finding, table, values],
  );
  const [chosen, setChosen] = useState<readonly string[]>(
    facts.map(({ key }) => key).filter((key) => key.startsWith('actor ')),
  );
  const [query, setQuery] = useState('');
  const [everywhere, setEverywhere] = useState(rule === undefined);
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
  const excepted = useExcepted(finding.view, isReady ? view : null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const isMade = await changeRules(engine, 'make the exception', () =>
      engine.detections.addException({ rule: everywhere ? null : finding.rule, view, reason: reason.trim() }),
    );
    if (!isMade) return;
    showNote('Made the exception.');
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`Not a finding: ${visibleText(finding.name)}`} size="lg">
      <form onSubmit={(event) => void submit(event)}>
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
        <TextInput
          label={facts.length > 0 ? 'And where' : 'Records do not count where'}
          description="As in the search bar of a grid: useragent:Terraform* -errorcode:*"
          classNames={{ input: 'pm-mono' }}
          spellCheck={false}
          value={query}
          error={problem}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Radio.Group
          mt="sm"
          label="For"
          value={everywhere ? 'all' : 'one'}
          onChange={(value) => setEverywhere(value === 'all')}
        >
          <Group gap="lg">
            <Radio value="one" label="this rule" disabled={rule === undefined} />
            <Radio value="all" label="every rule" />
          </Group>
        </Radio.Group>
        <p className={`${style.words} pm-select`} role="status">
          {isReady
            ? `Not where ${visibleText(describeFilters(view, { timeZone: zone }))}. ${excepted}`
            : 'Choose at least one fact, or write a condition.'}
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
