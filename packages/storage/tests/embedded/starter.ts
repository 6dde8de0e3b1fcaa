/**
 * Starts the embedded database in a process of its own, so that a test can kill it.
 * Prints one line of JSON, `{ pid, connection }` or `{ code, message }`; ends when stdin does.
 */
import { EmbeddedFailure, startEmbedded } from '@daybreak/storage/embedded';

// As strict as an administrator may set it: nothing that we make is open by accident.
process.umask(0o077);
const [dataFolder = '', elsewhere = '', ...binaryFolders] = process.argv.slice(2);
try {
  await using database = await startEmbedded({ dataFolder, elsewhere, binaryFolders });
  console.log(JSON.stringify({ pid: database.pid(), connection: database.connection }));
  for await (const _ of process.stdin);
} catch (error) {
  if (!(error instanceof EmbeddedFailure)) throw error;
  console.log(JSON.stringify({ code: error.code, message: error.message }));
}
