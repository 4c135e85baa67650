// AG Grid in the instrument's palette. The values are CSS variables, so dark and light follow the one switch.
import { themeQuartz } from 'ag-grid-community';

export const headerHeight = 28;

export const gridTheme = themeQuartz.withParams({
  backgroundColor: 'var(--pm-bg)',
  foregroundColor: 'var(--pm-text)',
  accentColor: 'var(--pm-accent)',
  borderColor: 'var(--pm-line)',
  borderRadius: 2,
  browserColorScheme: 'inherit',
  cellFontFamily: 'var(--pm-mono)',
  cellHorizontalPadding: 8,
  cellTextColor: 'var(--pm-text)',
  chromeBackgroundColor: 'var(--pm-surface)',
  columnBorder: { color: 'color-mix(in srgb, var(--pm-line) 55%, transparent)' },
  dataFontSize: 12,
  fontFamily: 'var(--pm-font)',
  fontSize: 12,
  headerBackgroundColor: 'var(--pm-surface)',
  headerColumnBorder: { color: 'var(--pm-line)' },
  headerColumnResizeHandleColor: 'transparent',
  headerFontSize: 12,
  headerFontWeight: 600,
  headerHeight,
  headerTextColor: 'var(--pm-text)',
  rowBorder: { color: 'color-mix(in srgb, var(--pm-line) 45%, transparent)' },
  // Lies over the colour that a row may have (looks/).
  rowHoverColor: 'color-mix(in srgb, var(--pm-text) 8%, transparent)',
  spacing: 4,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
});
