/**
 * The `daybreak` command. Each command's code is loaded only when it is asked for: a check of one
 * host must not wait for the server's libraries.
 */
import { Command, Option } from 'commander';

const exitBadInput = 2;

const program = new Command('daybreak')
  .description('From a security bulletin to a safely patched fleet within a day')
  .exitOverride()
  .configureHelp({ sortSubcommands: false })
  .showHelpAfterError('(add --help for what there is)');

const dataOption = (): Option =>
  new Option('--data <folder>', 'where Daybreak keeps its data').env('DAYBREAK_DATA');

program
  .command('check')
  .description('say what to install on the hosts whose inventories these are')
  .helpOption(false)
  .allowUnknownOption()
  .argument('[words...]')
  .action(async (words: string[]) => {
    const { runCheck } = await import('./check/main.ts');
    process.exitCode = await runCheck(words);
  });

const feeds = program.command('feeds').description('the bulletins that answers are based on');

feeds
  .command('sync')
  .description('fetch what is new, from the publishers or from a folder, and index it')
  .option('--from <folder>', 'take the documents from this folder instead of the network')
  .addOption(dataOption())
  .action(async (options) => {
    const { syncFeeds } = await import('./feeds/sync.ts');
    process.exitCode = await syncFeeds(options);
  });

feeds
  .command('status')
  .description('what each feed covers, how old it is, and what was left out of it')
  .addOption(new Option('--format <form>').choices(['text', 'json']).default('text'))
  .addOption(dataOption())
  .action(async (options) => {
    const { feedStatus } = await import('./feeds/status.ts');
    process.exitCode = feedStatus(options);
  });

try {
  await program.parseAsync();
} catch (error) {
  // Commander has printed its message; its own code for wrong usage is 1, which means --fail-on here.
  const code = error instanceof Error && 'exitCode' in error ? Number(error.exitCode) : null;
  if (code === null) throw error;
  process.exitCode = code === 0 ? 0 : exitBadInput;
}
