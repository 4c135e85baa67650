// Shows what `showProblem` and `showNote` were given, in the lower right corner.
import { CloseButton } from '@mantine/core';
import { useEffect } from 'react';
import { type Toast, useToasts } from '../problem.ts';
import style from './toasts.module.css';

const noteMs = 5000;

export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <section className={style.host} aria-label="Messages">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const dismiss = useToasts((state) => state.dismiss);
  const { id, tone, repeats } = toast;
  useEffect(() => {
    if (tone !== 'note') return;
    const timer = setTimeout(() => dismiss(id), noteMs * repeats);
    return () => clearTimeout(timer);
  }, [id, tone, repeats, dismiss]);
  return (
    <div className={style[tone]} role={tone === 'problem' ? 'alert' : 'status'}>
      <div className={`${style.text} pm-select`}>
        <div className={style.title}>
          {toast.title}
          {repeats > 1 && <span className="pm-dim"> ×{repeats}</span>}
        </div>
        {toast.message && <div>{toast.message}</div>}
        {toast.at && <div className={`${style.at} pm-mono`}>{toast.at}</div>}
        {toast.hint && <div className="pm-dim">{toast.hint}</div>}
      </div>
      <CloseButton size="xs" aria-label="Dismiss" onClick={() => dismiss(id)} />
    </div>
  );
}
