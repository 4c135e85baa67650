// What is asked before findings are changed: a reason, tags, a note, an exception.
import { useEffect } from 'react';
import { type PageDialog, usePage } from '../page-store.ts';
import { DismissDialog } from './dismiss-dialog.tsx';
import { FindingException, RuleException } from './exception-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';
import { TagsDialog } from './tags-dialog.tsx';

export function PageDialogs() {
  const dialog = usePage((page) => page.dialog);
  const set = usePage((page) => page.set);
  const onClose = () => set({ dialog: null });
  useFocusBack(dialog);
  if (dialog === null) return null;
  if (dialog.kind === 'rule-exception') return <RuleException rule={dialog.rule} onClose={onClose} />;
  const { kind, findings } = dialog;
  const [first] = findings;
  if (first === undefined) return null;
  if (kind === 'dismiss') return <DismissDialog findings={findings} onClose={onClose} />;
  if (kind === 'tags') return <TagsDialog findings={findings} onClose={onClose} />;
  if (kind === 'note') return <NoteDialog findings={findings} onClose={onClose} />;
  return <FindingException finding={first} onClose={onClose} />;
}

/** What had the keyboard before has it again after, or the list if that is gone. */
function useFocusBack(dialog: PageDialog | null): void {
  useEffect(() => {
    if (dialog === null) return;
    return () => {
      const { before } = dialog;
      const list = document.querySelector<HTMLElement>('section[data-findings] [data-main]');
      const isThere = before instanceof HTMLElement && before.isConnected && before !== document.body;
      (isThere ? before : list)?.focus({ preventScroll: true });
    };
  }, [dialog]);
}
