// Mantine in the instrument's own palette and density: small controls, square-ish corners, no decoration.
import {
  ActionIcon,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Loader,
  type MantineColorsTuple,
  Menu,
  Modal,
  NumberInput,
  Popover,
  SegmentedControl,
  Select,
  Switch,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';

const tracker: MantineColorsTuple = [
  '#e6f4f6',
  '#cbe7eb',
  '#a5d7de',
  '#7fc8d1',
  '#5fbdc9',
  '#47a9b6',
  '#2b8c99',
  '#0b6674',
  '#095460',
  '#06424c',
];

const small = { defaultProps: { size: 'xs' } } as const;

export const theme = createTheme({
  colors: { tracker },
  primaryColor: 'tracker',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.32,
  fontFamily: 'var(--pm-font)',
  fontFamilyMonospace: 'var(--pm-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  defaultRadius: 4,
  focusRing: 'auto',
  cursorType: 'default',
  respectReducedMotion: true,
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 'sm' } }),
    Button: Button.extend(small),
    Checkbox: Checkbox.extend(small),
    Loader: Loader.extend(small),
    NumberInput: NumberInput.extend(small),
    SegmentedControl: SegmentedControl.extend(small),
    Select: Select.extend(small),
    Switch: Switch.extend(small),
    TextInput: TextInput.extend(small),
    Textarea: Textarea.extend(small),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 0 } } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 0 } } }),
    Modal: Modal.extend({
      defaultProps: { transitionProps: { duration: 80 }, overlayProps: { backgroundOpacity: 0.45 }, padding: 'md' },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 500, transitionProps: { duration: 0 } } }),
  },
});

const own = {
  '--mantine-color-body': 'var(--pm-bg)',
  '--mantine-color-text': 'var(--pm-text)',
  '--mantine-color-dimmed': 'var(--pm-dim)',
  '--mantine-color-default': 'var(--pm-raised)',
  '--mantine-color-default-hover': 'var(--pm-hover)',
  '--mantine-color-default-color': 'var(--pm-text)',
  '--mantine-color-default-border': 'var(--pm-line)',
  '--mantine-color-placeholder': 'var(--pm-dim)',
  '--mantine-color-error': 'var(--pm-danger)',
  '--mantine-color-anchor': 'var(--pm-accent)',
};

/** Mantine's own names point at the palette of theme.css, so both follow one switch. */
export const resolveVariables: CSSVariablesResolver = () => ({ variables: {}, light: own, dark: own });
