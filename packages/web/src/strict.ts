/**
 * The content security policy allows no code made at run time, and schemas decide when they are
 * made whether to make any: so this is imported before all else.
 */
import { z } from 'zod';

z.config({ jitless: true });
