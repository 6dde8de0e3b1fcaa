/**
 * The `daybreak` command. Each command's code is loaded only when it is asked for: `feeds status`
 * must not wait for the server's libraries. `check` has a start of its own, see `check/entry.ts`.
 */
import { Command, CommanderError, Option } from 'commander';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { runToExit } from './run.ts';

let outcome: ExitCode = exitCodes.answered;

const program = new Command('daybreak')
  .description('From a security bulletin to a safely patched fleet within a day')
  .exitOverride()
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
    outcome = await runCheck(words);
  });

program
  .command('urgency')
  .description('say how soon an advisory is to be dealt with under a policy, and why')
  .argument('<cve...>', 'advisories, such as CVE-2024-30051')
  .option(
    '--policy <name>',
    'a policy that comes with Daybreak, or the file of your own',
    'daybreak',
  )
  .option('--host-facts <facts>', 'what is known of the host: exposed=yes,mission=high,role=dc', '')
  .option('--assume <values>', 'take for true: kev=yes,automatable=no,impact=total', '')
  .option('--as-of <date>', 'answer with what was known on that day, such as 2026-06-09')
  .addOption(new Option('--format <form>').choices(['text', 'json']).default('text'))
  .addOption(dataOption())
  .action(async (names, options) => {
    const { urgency } = await import('./urgency/command.ts');
    outcome = urgency(names, options);
  });

program
  .command('serve')
  .description('run the server with its screens, on a database of its own')
  .addOption(new Option('--port <number>', 'TCP port').default(7070).argParser(Number))
  .addOption(new Option('--host <address>', 'address to listen on').default('127.0.0.1'))
  .addOption(dataOption())
  .action(async (options) => {
    const { serve } = await import('./serve/serve.ts');
    outcome = await serve(options);
  });

const hosts = program.command('hosts').description('the hosts that the server looks after');

hosts
  .command('import')
  .description('hand inventories to the server')
  .argument('<file...>', 'systeminfo output, with hotfix lists, or folders of them')
  .option('--group <name>', "the administrator's own group for these hosts", '')
  .addOption(dataOption())
  .action(async (files, options) => {
    const { importHosts } = await import('./hosts/import.ts');
    outcome = await importHosts(files, options);
  });

hosts
  .command('facts')
  .description('set what you know of hosts: exposed, mission, role, owner, group')
  .argument('<file...>', 'CSV with a column host, and any of those')
  .addOption(dataOption())
  .action(async (files, options) => {
    const { importFacts } = await import('./hosts/facts.ts');
    outcome = await importFacts(files, options);
  });

const feeds = program.command('feeds').description('the bulletins that answers are based on');

feeds
  .command('sync')
  .description('fetch what is new, from the publishers or from a folder, and index it')
  .option('--from <folder>', 'take the documents from this folder instead of the network')
  .addOption(dataOption())
  .action(async (options) => {
    const { syncFeeds } = await import('./feeds/sync.ts');
    outcome = await syncFeeds(options);
  });

feeds
  .command('status')
  .description('what each feed covers, how old it is, and what was left out of it')
  .addOption(new Option('--format <form>').choices(['text', 'json']).default('text'))
  .addOption(dataOption())
  .action(async (options) => {
    const { feedStatus } = await import('./feeds/status.ts');
    outcome = feedStatus(options);
  });

program
  .command('gate')
  .description('what gates of rollouts decide, to check')
  .command('replay')
  .description('say what a gate knew after each round, as a line of JSON each')
  .argument(
    '<file>',
    'JSON: alpha, and rounds of cells [patched, unpatched, failed, failed with the patch]',
  )
  .action(async (file) => {
    const { gateReplay } = await import('./gate/replay.ts');
    outcome = gateReplay(file);
  });

program
  .command('keys')
  .description("approvers' keys")
  .command('create')
  .description("make an approver's key: one file to keep, one to give away")
  .argument('<name>', 'what people call the approver')
  .addOption(new Option('--folder <folder>', 'where to put the files').default('.'))
  .option('--no-passphrase', 'do not encrypt the private file')
  .action(async (name, options) => {
    const { createKey } = await import('./keys/create.ts');
    outcome = await createKey(name, options);
  });

program
  .command('approve')
  .description('read what is before approvers, and sign it')
  .argument('<file>', 'as the server gave it')
  .requiredOption('--key <file>', "the approver's private file")
  .option('--yes', 'do not ask', false)
  .action(async (file, options) => {
    const { approve } = await import('./approve/command.ts');
    outcome = await approve(file, options);
  });

program
  .command('agent')
  .description('look after the host that this runs on: enroll, run, status')
  .helpOption(false)
  .allowUnknownOption()
  .argument('[words...]')
  .action(async (words: string[]) => {
    const { agentCommand } = await import('@daybreak/agent/command-line');
    outcome = await agentCommand(words);
  });

await runToExit(async () => {
  try {
    await program.parseAsync();
    return outcome;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Its message is printed already; its own code for wrong usage is 1, which is --fail-on's here.
    return error.exitCode === 0 ? exitCodes.answered : exitCodes.badInput;
  }
});
