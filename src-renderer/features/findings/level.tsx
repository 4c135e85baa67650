// How grave something is, as a word with its colour.
import type { ReactNode } from 'react';
import type { Level } from '../../../shared/contract/detections.ts';
import { levelTitles } from '../../../shared/findings/words.ts';
import { levels } from '../../../shared/sigma/rule.ts';
import style from './level.module.css';

export const LevelWord = ({ level }: { level: Level }) => (
  <span className={`${style.level} ${style.word}`} data-level={level}>
    {levelTitles[level]}
  </span>
);

/** The class that makes `data-level` mean its colours: `--level` for edges and words, `--level-soft` for grounds. */
export const levelClass: string | undefined = style.level;

/** What the colours mean; `children` are further items. */
export const LevelLegend = ({ children }: { children?: ReactNode }) => (
  <ul className={style.legend} aria-label="What the colours mean">
    {levels.toReversed().map((level) => (
      <li key={level}>
        <LevelWord level={level} />
      </li>
    ))}
    {children}
  </ul>
);
