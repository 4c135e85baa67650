// What is on screen until the engine has answered which case is open: something is there at once, and nothing jumps.
import { Mark } from './mark.tsx';
import style from './opening.module.css';

export function Opening() {
  return (
    <output className={style.opening} aria-busy="true">
      <Mark size={40} />
      <span className="pm-dim">Opening…</span>
    </output>
  );
}
