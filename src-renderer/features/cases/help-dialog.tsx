// The cheat sheet: every shortcut, by where it works; `more` are those of the features.
import { Kbd, Modal } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../../ui/window/commands.ts';
import { type ShortcutGroup, shortcuts } from '../../ui/window/shortcuts.ts';
import style from './help-dialog.module.css';

export function HelpDialog({ more }: { more: ShortcutGroup[] }) {
  const [opened, setOpened] = useState(false);
  useCommand('help', () => setOpened(true));
  return (
    <Modal opened={opened} onClose={() => setOpened(false)} title="Keyboard shortcuts" size={1200}>
      <p className={style.note}>On a Mac, Cmd works where Ctrl is named.</p>
      <div className={style.sheet} tabIndex={-1} data-autofocus>
        {[...shortcuts, ...more].map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.keys.map(([keys, does]) => (
                <div key={does}>
                  <dt>
                    <Keys text={keys} />
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

/** Each press in a frame of its own: `Ctrl+F or /` are two. */
function Keys({ text }: { text: string }) {
  return text.split(/ or |, | \/ /).map((press) => (
    <Kbd key={press} size="xs">
      {press}
    </Kbd>
  ));
}
