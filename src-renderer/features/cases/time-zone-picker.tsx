// In which zone times are shown. What is stored, exported and filtered is always UTC; the choice is the case's.
import { Select } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useCase } from '../../ui/case.ts';
import { useEngine } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import { listZones } from '../../ui/time-zones.ts';

export function TimeZonePicker() {
  const engine = useEngine();
  const timeZone = useCase((state) => state.info?.timeZone ?? 'UTC');
  const data = useMemo(listZones, []);
  const choose = async (zone: string | null) => {
    if (zone === null || zone === timeZone) return;
    try {
      useCase.getState().set(await engine.cases.setTimeZone({ timeZone: zone }));
    } catch (error) {
      showProblem(error, 'change the time zone');
    }
  };
  return (
    <Select
      aria-label="Time zone in which times are shown"
      title="Times are shown in this zone; stored and exported in UTC"
      leftSection={<IconClock size={14} />}
      w={176}
      searchable
      limit={60}
      allowDeselect={false}
      selectFirstOptionOnChange
      nothingFoundMessage="No zone of this name"
      data={data}
      value={timeZone}
      onChange={(zone) => void choose(zone)}
      comboboxProps={{ width: 240, position: 'bottom-end', shadow: 'md' }}
    />
  );
}
