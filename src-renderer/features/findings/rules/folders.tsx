// Where rules come from besides Pugmark's own: folders, files and zips of the user, read as they are.
import { Button } from '@mantine/core';
import { IconFile, IconFolderPlus, IconRefresh } from '@tabler/icons-react';
import type { RuleFolder } from '../../../../shared/contract/detections.ts';
import { formatNoun } from '../../../../shared/values/sizes.ts';
import { visibleText } from '../../../../shared/values/visible-text.ts';
import { useEngine } from '../../../ui/engine.ts';
import { pickPaths } from '../../../ui/pick-paths.ts';
import { showProblem } from '../../../ui/problem.ts';
import { changeRules } from '../findings-store.ts';
import look from './rules.module.css';

export function Folders({ folders }: { folders: RuleFolder[] }) {
  const engine = useEngine();
  const add = async (mode: 'folder' | 'file') => {
    const [path] = await pickPaths({
      title: mode === 'folder' ? 'A folder of Sigma rules' : 'A file of Sigma rules, or a zip of them',
      mode,
      confirm: 'Add',
    });
    if (path !== undefined) await changeRules(engine, 'add these rules', () => engine.detections.addFolder({ path }));
  };
  const ask = (mode: 'folder' | 'file') => () =>
    void add(mode).catch((error: unknown) => showProblem(error, 'choose rules'));
  return (
    <div className={look.page}>
      <p>
        Sigma rules of others, SigmaHQ’s or Suzaku’s for example, and your own, load as they are. The case keeps them as
        they are read now; “Read again” takes up what has changed in their files.
      </p>
      <div className={look.ways}>
        <Button size="compact-xs" leftSection={<IconFolderPlus size={14} />} onClick={ask('folder')}>
          Add a folder…
        </Button>
        <Button variant="default" size="compact-xs" leftSection={<IconFile size={14} />} onClick={ask('file')}>
          Add a file or zip…
        </Button>
        <Button
          variant="default"
          size="compact-xs"
          leftSection={<IconRefresh size={14} />}
          disabled={folders.length === 0}
          onClick={() =>
            void changeRules(engine, 'read the rules again', () => engine.detections.rules({ again: true }))
          }
        >
          Read again
        </Button>
      </div>
      {folders.length === 0 && <p className="pm-dim">Only Pugmark’s own rules are in this case.</p>}
      <ul className={look.plain}>
        {folders.map(({ path, rules, problem }) => (
          <li key={path} className={look.item}>
            <div className="pm-select">
              <div className="pm-mono">{visibleText(path)}</div>
              <div className="pm-dim">{formatNoun(rules, 'rule')}</div>
              {problem !== null && <div className={look.problem}>{visibleText(problem)}</div>}
            </div>
            <Button
              variant="default"
              size="compact-xs"
              aria-label={`Remove ${path}`}
              onClick={() =>
                void changeRules(engine, 'remove these rules', () => engine.detections.removeFolder({ path }))
              }
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
