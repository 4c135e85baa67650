// The rules of the case, what of them cannot be used and why, where they come from, and what is taken out of them.
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { RuleList as List } from '../../../../shared/contract/detections.ts';
import { formatCount } from '../../../../shared/values/sizes.ts';
import pane from '../../../ui/controls/pane.module.css';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import { Exceptions } from './exceptions.tsx';
import { Folders } from './folders.tsx';
import { Others, Problems } from './problems.tsx';
import { RuleList } from './rule-list.tsx';

const parts = ['rules', 'folders', 'problems', 'others', 'exceptions'] as const;
type Part = (typeof parts)[number];

export function RulesFace({ list }: { list: List }) {
  const side = useSideName();
  const [part, setPart] = useState<Part>('rules');
  const { rules, folders, problems, others } = list;
  const aside = others.reduce((sum, { count }) => sum + count, 0);
  const exceptions = rules.reduce((sum, rule) => sum + rule.exceptions, 0);
  const titles: Record<Part, string> = {
    rules: `Rules (${formatCount(rules.length)})`,
    folders: `Folders (${formatCount(folders.length)})`,
    problems: `Not usable (${formatCount(problems.length)})`,
    others: `For other logs (${formatCount(aside)})`,
    exceptions: exceptions > 0 ? `Exceptions (${formatCount(exceptions)})` : 'Exceptions',
  };
  return (
    <>
      <div className={pane.toolbar} role="toolbar" aria-label={`Rules${side}`}>
        <SegmentedControl
          size="xs"
          aria-label="What of the rules"
          value={part}
          onChange={(to) => setPart(to as Part)}
          data={parts.map((value) => ({ value, label: titles[value] }))}
        />
      </div>
      {part === 'rules' && <RuleList rules={rules} />}
      {part === 'folders' && <Folders folders={folders} />}
      {part === 'problems' && <Problems problems={problems} />}
      {part === 'others' && <Others others={others} />}
      {part === 'exceptions' && <Exceptions rules={rules} />}
    </>
  );
}
