// Mantine in the instrument's own palette and density: small controls, square-ish corners, no decoration.
import {
  ActionIcon,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  Input,
  Loader,
  type MantineColorsTuple,
  Menu,
  Modal,
  NumberInput,
  Popover,
  Radio,
  SegmentedControl,
  Select,
  Switch,
  Textarea,
  TextInput,
  Tooltip,
  type VariantColorsResolver,
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

/** Mantine draws fields, borders and bars of its dark scheme from these; they are the greys of theme.css. */
const dark: MantineColorsTuple = [
  '#d8dee3',
  '#b9c3cb',
  '#95a2ad',
  '#6b7781',
  '#3a444c',
  '#262c32',
  '#161a1d',
  '#121518',
  '#0e1113',
  '#0a0c0e',
];

/** The accent with the text colour that is readable on it in either scheme (Mantine would decide for one), and calm icons. */
const resolveVariant: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  if (input.variant === 'subtle' && input.color === 'gray')
    return { ...colors, hover: 'var(--pm-hover)', color: 'color-mix(in srgb, var(--pm-text) 80%, var(--pm-bg))' };
  const isAccent = input.variant === 'filled' && (input.color === undefined || input.color === 'tracker');
  if (!isAccent) return colors;
  const hover = 'color-mix(in srgb, var(--pm-accent) 86%, var(--pm-text))';
  return { ...colors, background: 'var(--pm-accent)', hover, color: 'var(--pm-on-accent)' };
};

const small = { defaultProps: { size: 'xs' } } as const;

export const theme = createTheme({
  colors: { tracker, dark },
  variantColorResolver: resolveVariant,
  primaryColor: 'tracker',
  primaryShade: { light: 7, dark: 4 },
  fontFamily: 'var(--pm-font)',
  fontFamilyMonospace: 'var(--pm-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  defaultRadius: 4,
  focusRing: 'auto',
  cursorType: 'default',
  respectReducedMotion: true,
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 'sm' } }),
    Button: Button.extend({ ...small, styles: { label: { fontWeight: 500 } } }),
    Checkbox: Checkbox.extend(small),
    Loader: Loader.extend(small),
    NumberInput: NumberInput.extend(small),
    SegmentedControl: SegmentedControl.extend(small),
    Select: Select.extend(small),
    Switch: Switch.extend(small),
    TextInput: TextInput.extend(small),
    Textarea: Textarea.extend(small),
    InputWrapper: Input.Wrapper.extend({ styles: { description: { fontSize: 12 } } }),
    Radio: Radio.extend({ styles: { description: { fontSize: 12, marginTop: 1 } } }),
    // A menu has items and nothing else in it: the keyboard begins on the first, not on a placeholder before it.
    Menu: Menu.extend({
      defaultProps: { shadow: 'md', transitionProps: { duration: 0 }, withInitialFocusPlaceholder: false },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 0 } } }),
    Modal: Modal.extend({
      defaultProps: {
        transitionProps: { duration: 80 },
        overlayProps: { backgroundOpacity: 0.45 },
        padding: 'md',
        closeButtonProps: { 'aria-label': 'Close' },
        // It is a <header>, which would be one more banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
      styles: {
        content: { background: 'var(--pm-raised)', border: '1px solid var(--pm-line)' },
        header: { background: 'var(--pm-raised)', minHeight: 44, paddingBlock: 6 },
        title: { fontWeight: 600 },
      },
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
  '--mantine-primary-color-contrast': 'var(--pm-on-accent)',
};

/** Mantine's own names point at the palette of theme.css, so both follow one switch. */
export const resolveVariables: CSSVariablesResolver = () => ({ variables: {}, light: own, dark: own });
