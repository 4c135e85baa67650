// Entry of the UI: connect to the engine, then show the app.
import './ui/no-eval.ts';
import '@mantine/core/styles.css';
import './ui/theme/theme.css';
import './ui/theme/tag-colors.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connect } from './transport/connect.ts';
import { recallSettings } from './ui/remembered.ts';
import { rememberScheme } from './ui/theme/color-scheme.ts';
import { resolveVariables, theme } from './ui/theme/theme.ts';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      defaultColorScheme="auto"
      colorSchemeManager={rememberScheme}
    >
      <App engine={connect().then(recallSettings)} />
    </MantineProvider>
  </StrictMode>,
);
