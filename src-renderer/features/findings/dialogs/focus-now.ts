// Gives the keyboard to a field as soon as it is there: what is typed right after the key that opens a dialog would go elsewhere,
// because the dialog itself gets to it later.

/** As `ref` of the field. */
export const focusNow = (field: HTMLElement | null): void => field?.focus();
