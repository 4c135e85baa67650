// A name in the details that leads somewhere.
import { visibleText } from '../../../../shared/values/visible-text.ts';
import style from './panel.module.css';

type LinkProps = { title?: string; onClick: () => void; children: string };

export const Link = ({ title, onClick, children }: LinkProps) => (
  <button type="button" className={style.link} title={title && visibleText(title)} onClick={onClick}>
    <bdi>{visibleText(children)}</bdi>
  </button>
);
