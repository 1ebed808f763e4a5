import { startSlackHarness } from '../helpers/slack/harness.ts';
import { adapterContract } from './adapter-contract.ts';

adapterContract('Slack', () => startSlackHarness());
