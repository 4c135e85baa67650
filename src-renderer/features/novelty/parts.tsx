// What an opened line says: what its points are made of, and whose page there is.
import type { Principal } from '../../../shared/contract/novelty.ts';
import { entityOfPrincipal } from '../../../shared/novelty/principal.ts';
import type { ScorePart } from '../../../shared/novelty/score.ts';
import { visibleText } from '../../../shared/values/visible-text.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import style from './novelty.module.css';

export function Points({ points, parts }: { points: number; parts: readonly ScorePart[] }) {
  return (
    <table className={style.parts} aria-label="What the points are made of">
      <tbody>
        {parts.map(({ points: part, words }) => (
          <tr key={words}>
            <td>{signed(part)}</td>
            <td>{words}</td>
          </tr>
        ))}
        <tr>
          <td>
            <b>{points.toFixed(1)}</b>
          </td>
          <td>points: one more is half as likely by chance</td>
        </tr>
      </tbody>
    </table>
  );
}

const signed = (points: number) => (points < 0 ? `−${(-points).toFixed(1)}` : `+${points.toFixed(1)}`);

export function PrincipalLink({ by }: { by: Principal | null }) {
  const openEntity = useWorkspace((state) => state.openEntity);
  if (by === null) return null;
  const entity = entityOfPrincipal(by.key);
  const account = by.account === null ? '' : `, account ${by.account}`;
  return (
    <p>
      {entity ? (
        <button type="button" className={style.link} onClick={() => openEntity(entity)}>
          Page of {visibleText(by.name)}
        </button>
      ) : (
        visibleText(by.name)
      )}
      <span className="pm-dim">{account}</span>
    </p>
  );
}
