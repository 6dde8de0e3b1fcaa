import './mantine.css';
import './variables.css';
import './base.css';
import './panel.css';

export { theme } from './theme.ts';
