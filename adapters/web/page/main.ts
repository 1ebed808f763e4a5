import { loadState } from './api.ts';
import { Office } from './office.ts';
import { setTexts } from './texts.ts';

const retryMs = 2000;

async function start(): Promise<void> {
  try {
    const state = await loadState();
    setTexts(state.texts, state.me);
    new Office(state).open();
  } catch {
    // Nothing is on the page yet that could be lost: the server will be back.
    setTimeout(start, retryMs);
  }
}

await start();
