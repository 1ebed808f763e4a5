import { startTeamsHarness } from '../helpers/teams/harness.ts';
import { adapterContract } from './adapter-contract.ts';

adapterContract('Microsoft Teams', () => startTeamsHarness(), {
  'a lost reply and a second attempt leave one message':
    'Teams has no search by our id; the second attempt is posted and logged as such',
});
