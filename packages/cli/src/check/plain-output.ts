/**
 * Loaded first. The library of colours asks Node's stream whether it is a terminal, and making that
 * stream takes longer than many an answer; a file or a pipe is none, and the system says so at once.
 */
import { fstatSync } from 'node:fs';

const { env } = process;
if (env['FORCE_COLOR'] === undefined && !fstatSync(1).isCharacterDevice()) env['NO_COLOR'] ??= '1';
