import { startWebHarness } from '../helpers/web/harness.ts';
import { adapterContract } from './adapter-contract.ts';

adapterContract('web', startWebHarness);
