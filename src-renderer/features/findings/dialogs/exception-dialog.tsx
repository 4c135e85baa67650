// An exception from a finding, with its facts to choose from, or from a rule as such.
import { useMemo } from 'react';
import type { Finding, RuleInfo } from '../../../../shared/contract/detections.ts';
import { listExceptionFacts } from '../../../../shared/findings/exception.ts';
import { entityPlaces } from '../../../../shared/query/entity.ts';
import { useValues } from '../../../ui/filters/use-values.ts';
import { useRules } from '../findings-store.ts';
import { ExceptionForm } from './exception-form.tsx';

const mostRoles = 8;

export function FindingException({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const rules = useRules();
  const { from } = finding.view;
  const rule = rules.find(({ key }) => key === finding.rule);
  const table = rule?.table ?? (from.kind === 'table' ? from.table : 'cloudtrail');
  const { values } = useValues(finding.view, entityPlaces.role, '');
  const facts = useMemo(
    () => listExceptionFacts(finding, table, values.flatMap(({ value }) => value ?? []).slice(0, mostRoles)),
    [finding, table, values],
  );
  return (
    <ExceptionForm
      title={`Not a finding: ${finding.name}`}
      table={table}
      rule={rule?.key ?? null}
      facts={facts}
      rows={finding.view}
      onClose={onClose}
    />
  );
}

/** `rule` null: every rule. */
export function RuleException({ rule, onClose }: { rule: RuleInfo | null; onClose: () => void }) {
  return (
    <ExceptionForm
      title={rule ? `Exception from: ${rule.name}` : 'Exception from every rule'}
      table={rule?.table ?? 'cloudtrail'}
      rule={rule?.key ?? null}
      facts={[]}
      rows={null}
      onClose={onClose}
    />
  );
}
