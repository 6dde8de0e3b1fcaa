import { createTheme } from '@mantine/core';

/**
 * Only what components cannot read from CSS. Colours, radii and sizes are in `variables.css`:
 * the content security policy forbids a theme that writes its own style element.
 */
export const theme = createTheme({
  primaryColor: 'blue',
  respectReducedMotion: true,
  cursorType: 'pointer',
});
