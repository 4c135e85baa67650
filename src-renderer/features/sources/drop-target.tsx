// Lets files and folders be dropped anywhere on the window, and says so while they hover.
import { useEffect, useState } from 'react';
import { useCase } from '../../ui/case.ts';
import { useEngine } from '../../ui/engine.ts';
import { loadDropped, readDrop, useDrop } from './drop-store.ts';
import style from './drop-target.module.css';

const goneMs = 600;
const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

export function DropTarget() {
  const engine = useEngine();
  const [over, setOver] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.dataTransfer!.dropEffect = 'copy';
      setOver(true);
      // Browsers repeat `dragover` several times a second, but do not always tell when a drag ends elsewhere.
      clearTimeout(timer);
      timer = setTimeout(() => setOver(false), goneMs);
    };
    const onDrop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      // Without this the browser would leave the page to show the file.
      event.preventDefault();
      setOver(false);
      const dropped = readDrop(event.dataTransfer!);
      if (!dropped) return;
      if (useCase.getState().info) void loadDropped(engine, dropped);
      else useDrop.setState({ waiting: dropped });
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      clearTimeout(timer);
      window.removeEventListener('drop', onDrop);
    };
  }, [engine]);
  const name = useCase((state) => state.info?.name);
  if (!over) return null;
  return (
    <div className={style.veil}>
      <div className={style.sign}>
        {name === undefined ? 'Drop to make a case of these' : `Drop to load into “${name}”`}
      </div>
    </div>
  );
}

/** The still picture of it on the start screen. */
export function DropHint() {
  return (
    <div className={style.hint}>
      Drop log files, folders or archives here
      <br />
      to make a case of them
    </div>
  );
}
