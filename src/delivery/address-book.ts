import type { Clock } from '../core/clock.ts';
import { groupBy } from '../core/group-by.ts';
import type { Account, Accounts } from '../directory/accounts.ts';
import type { Directory } from '../directory/directory.ts';
import type { Address, ChatAdapter, PlatformName } from '../platform/adapter.ts';
import type { ClaimedLane } from './lanes.ts';

export interface AddressBook {
  /** Asked for each lane: the office may change meanwhile. */
  directory(): Directory;
  accounts: Accounts;
  clock: Clock;
}

/**
 * Where each lane leads. A lane keeps its address once it is known, so this costs one query for all lanes that
 * have none yet, and a call to the platform for each of those; nobody waits for another's. Undefined: that
 * person is not on that platform.
 */
export async function resolveAddresses(
  book: AddressBook,
  adapters: ReadonlyMap<PlatformName, ChatAdapter>,
  lanes: ClaimedLane[],
): Promise<Map<string, Promise<Address | undefined>>> {
  const found = new Map<string, Promise<Address | undefined>>();
  const unknown = lanes.filter((lane) => lane.address === null);
  for (const lane of lanes) if (lane.address !== null) found.set(lane.key, Promise.resolve(lane.address));
  for (const [platform, group] of groupBy(unknown, (lane) => lane.platform)) {
    const people = group.flatMap((lane) => lane.personId ?? []);
    const accounts = await book.accounts.of(platform, people);
    for (const lane of group) {
      const address = open(book, adapters.get(platform)!, lane, accounts);
      // Whoever sends in the lane awaits it and deals with its failure; until then it must not count as unhandled.
      address.catch(() => {});
      found.set(lane.key, address);
    }
  }
  return found;
}

async function open(
  book: AddressBook,
  adapter: ChatAdapter,
  lane: ClaimedLane,
  accounts: Account[],
): Promise<Address | undefined> {
  if (lane.teamId !== null) {
    const channel = book.directory().team(lane.teamId).channels[adapter.name];
    if (channel === undefined) return undefined;
    return adapter.open({
      kind: 'channel',
      channel,
      reference: await book.accounts.workspaceReference(adapter.name),
    });
  }
  if (lane.personId === null) return undefined;
  const account =
    accounts.find(({ personId }) => personId === lane.personId) ?? (await meet(book, adapter, lane.personId));
  return account && adapter.open({ kind: 'person', account });
}

/** Finds somebody who has never written to us by their e-mail address. */
async function meet(book: AddressBook, adapter: ChatAdapter, personId: string): Promise<Account | undefined> {
  const person = book.directory().find(personId);
  if (!person?.active) return undefined;
  const profile = await adapter.resolveUser({ email: person.email });
  if (profile === undefined) return undefined;
  const { workspace, userId, reference } = profile;
  const account: Account = {
    platform: adapter.name,
    workspace,
    userId,
    personId,
    ...(reference ? { reference } : {}),
  };
  await book.accounts.keep(account, book.clock.now());
  return account;
}
