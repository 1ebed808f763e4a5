import { runOffice } from './office-program.ts';

await runOffice(process.argv.slice(2));
