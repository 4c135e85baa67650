// Editing the view's time range.
import { TimeForm } from '../../../ui/filters/time-form.tsx';
import { Floating, useClosePopup } from '../floating.tsx';
import { usePane, useView } from '../pane-context.ts';
import type { Anchor } from '../pane-store.ts';

export function TimePopup({ anchor }: { anchor: Anchor }) {
  const time = useView().time;
  const edit = usePane((state) => state.edit);
  const close = useClosePopup();
  return (
    <Floating anchor={anchor} label="Time range" width={260}>
      <TimeForm
        time={time}
        onCancel={close}
        onApply={(change) => {
          edit(change);
          close();
        }}
      />
    </Floating>
  );
}
