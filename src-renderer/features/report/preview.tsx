// The report as it will look. It has no scripts and may run none; its window is looked into so that it stays where it was read
// when choices change.
import { useRef } from 'react';
import style from './report.module.css';

export function Preview({ html, isBehind }: { html: string; isBehind: boolean }) {
  const top = useRef(0);
  const keepPlace = (frame: HTMLIFrameElement) => {
    const view = frame.contentWindow;
    if (!view) return;
    view.scrollTo(0, top.current);
    view.addEventListener('scroll', () => {
      top.current = view.scrollY;
    });
  };
  return (
    <iframe
      className={style.page}
      title="Preview of the report"
      sandbox="allow-same-origin"
      srcDoc={html}
      data-behind={isBehind || undefined}
      onLoad={(event) => keepPlace(event.currentTarget)}
    />
  );
}
