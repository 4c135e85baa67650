// Numbers side by side, each with the word for it below.
import type { ReactNode } from 'react';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import style from './figures.module.css';

export function Figures({ label, children }: { label: string; children: ReactNode }) {
  const side = useSideName();
  return (
    <section className={`${style.figures} pm-select`} aria-label={`${label}${side}`}>
      {children}
    </section>
  );
}

type Props = { value: ReactNode; label: ReactNode; tone?: 'plain' | 'warn'; title?: string };

export function Figure({ value, label, tone = 'plain', title }: Props) {
  return (
    <div className={style.figure} data-tone={tone} title={title}>
      <span className={style.value}>{value}</span>
      <span className={style.label}>{label}</span>
    </div>
  );
}
