// The time zones to choose from: those likely first.

export function listZones() {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const usual = here === 'UTC' ? ['UTC'] : ['UTC', here];
  const others = Intl.supportedValuesOf('timeZone').filter((zone) => !usual.includes(zone));
  return [
    { group: 'Usual', items: usual },
    { group: 'All', items: others },
  ];
}
