import type { Clock } from '../core/clock.ts';
import { QuartermasterError } from '../core/errors.ts';
import { groupBy } from '../core/group-by.ts';
import type { Account, Accounts } from '../directory/accounts.ts';
import type { Directory } from '../directory/directory.ts';
import type { Address, ChatAdapter, PlatformName } from '../platform/adapter.ts';
import type { ClaimedLane } from './lanes.ts';

export interface AddressBook {
  directory: Directory;
  accounts: Accounts;
  clock: Clock;
}

/**
 * Where each lane leads. A lane keeps its address once it is known, so this costs one query for all lanes that
 * have none yet, and a call to the platform for each of those. No entry: that person is not on that platform.
 */
export async function resolveAddress(
  book: AddressBook,
  adapters: ReadonlyMap<PlatformName, ChatAdapter>,
  lanes: ClaimedLane[],
): Promise<Map<string, Address | QuartermasterError>> {
  const found = new Map<string, Address | QuartermasterError>();
  const unknown = lanes.filter((lane) => lane.address === null);
  for (const lane of lanes) if (lane.address !== null) found.set(lane.key, lane.address);
  for (const [platform, group] of groupBy(unknown, (lane) => lane.platform)) {
    const adapter = adapters.get(platform)!;
    const people = group.flatMap((lane) => lane.personId ?? []);
    const accounts = await book.accounts.of(platform, people);
    await Promise.all(
      group.map(async (lane) => {
        try {
          const address = await open(book, adapter, lane, accounts);
          if (address !== undefined) found.set(lane.key, address);
        } catch (error) {
          found.set(
            lane.key,
            error instanceof QuartermasterError
              ? error
              : new QuartermasterError('unreachable', 'the address could not be found out', { cause: error }),
          );
        }
      }),
    );
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
    const channel = book.directory.team(lane.teamId).channels[adapter.name];
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
  const person = book.directory.find(personId);
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
