// A dot in the colour of a log type.
import { useTables } from '../tables.ts';
import style from './log-types.module.css';
import { colourOf } from './parts.ts';

export function LogTypeMark({ logType }: { logType: string }) {
  useTables((state) => state.tables);
  return <span className={style.mark} style={{ background: colourOf(logType) }} aria-hidden />;
}
