import './mantine.css';
import './variables.css';
import './base.css';
import './panel.css';
import './cards.css';

export { theme } from './theme.ts';
