// Where the picker is: shortcuts to the roots, and each folder on the way down.
import { IconChevronRight, IconDeviceDesktop, IconHome } from '@tabler/icons-react';
import style from './path-picker.module.css';
import { breadcrumbs } from './typed-path.ts';
import type { Listing } from './use-folder.ts';

type Props = { listing: Listing | null; dir: string | null; onGo: (path: string) => void };

export function Places({ listing, dir, onGo }: Props) {
  return (
    <nav className={style.places} aria-label="Folders above">
      {listing?.roots.map((root) => (
        <button key={root.path} type="button" title={root.path} onClick={() => onGo(root.path)}>
          {root.name === 'Home' ? <IconHome size={14} /> : <IconDeviceDesktop size={14} />}
          {root.name}
        </button>
      ))}
      <span className={style.bar} />
      {breadcrumbs(dir ?? '')
        .slice(1)
        .map((crumb, at) => (
          <span key={crumb.path} className={style.crumb}>
            {at > 0 && <IconChevronRight size={12} className="pm-dim" />}
            <button type="button" onClick={() => onGo(crumb.path)} title={crumb.path}>
              {crumb.name}
            </button>
          </span>
        ))}
    </nav>
  );
}
