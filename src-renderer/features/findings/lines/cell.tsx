// A cell of a line in a list of lines.
import type { ReactNode } from 'react';

type Props = { className?: string | undefined; title?: string | undefined; children: ReactNode };

export const Cell = ({ className, title, children }: Props) => (
  // biome-ignore lint/a11y/useSemanticElements: lines are laid by hand, only those in sight are there
  // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus
  <span role="gridcell" className={className} title={title}>
    {children}
  </span>
);
