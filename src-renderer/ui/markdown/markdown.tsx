// Markdown as people wrote it in notes, shown safely. The reader of Markdown comes with the first text that is shown.
import { useEffect, useRef, useState } from 'react';
import styles from './markdown.module.css';

type Render = (text: string) => DocumentFragment;
let render: Render | null = null;

export function Markdown({ text }: { text: string }) {
  const host = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(render !== null);
  useEffect(() => {
    if (ready) return;
    void import('./render-markdown.ts').then((loaded) => {
      render = loaded.renderMarkdown;
      setReady(true);
    });
  }, [ready]);
  useEffect(() => {
    if (ready && render) host.current?.replaceChildren(render(text));
  }, [ready, text]);
  return <div ref={host} className={`${styles.markdown} pm-select`} />;
}
