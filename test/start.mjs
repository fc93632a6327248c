// Opens the example notebook in a real VS Code with the extension in it (`npm start`): in desktop
// VS Code where there is one, else in VS Code served to a browser.
import { ensureDependencies } from './setup.mjs';

// npm ends without passing its end on.
if (process.env['npm_lifecycle_event'] !== undefined) await import('./host/lifeline.mjs');

// What follows uses installed packages, so it is loaded only once they are there.
ensureDependencies();
const { start } = await import('./host/start.mjs');
try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
