import type { Key, Keyring } from '../../anonymity/keyring.ts';
import { pseudonymOf, seal, unseal } from '../../anonymity/seal.ts';
import type { Json } from '../../core/json.ts';
import type { Suggestion } from './suggestion.ts';

/** Who suggested something, and whether they want to be told what becomes of it. */
export interface Author {
  readonly personId: string;
  readonly heard: boolean;
}

type Sealed = Pick<Suggestion, 'authorId' | 'authorSeal'>;

/** In bytes: as many as the longest id takes, so that every seal is of one length. */
const sealSize = 96;
const keyId = 'suggestions';

/**
 * Who the anonymous authors are, which nothing in the database tells. Only here is a seal opened, and what is found
 * goes to two places: whether whoever acts is the author, and to whom a message is sent.
 */
export class Authors {
  constructor(private readonly keyring: Keyring) {}

  async seal({ personId, heard }: Author): Promise<string> {
    return seal(await this.key(), { personId, heard }, sealSize);
  }

  /** Undefined: anonymous, and the key is lost. */
  async authorOf(suggestion: Sealed): Promise<Author | undefined> {
    return (await this.authorsOf([suggestion]))[0];
  }

  /** The authors of all of these, in their order. The key is read once. */
  async authorsOf(suggestions: readonly Sealed[]): Promise<(Author | undefined)[]> {
    const key = suggestions.some(({ authorSeal }) => authorSeal !== null) ? await this.key() : undefined;
    return suggestions.map(({ authorId, authorSeal }) => {
      if (authorId !== null) return { personId: authorId, heard: true };
      return key && authorSeal !== null ? opened(key, authorSeal) : undefined;
    });
  }

  async isAuthor(suggestion: Sealed, personId: string): Promise<boolean> {
    return (await this.authorOf(suggestion))?.personId === personId;
  }

  /** What somebody has typed and not sent yet, as nobody but them will see it. @param size as in `seal`. */
  async hide(value: Json, size: number): Promise<string> {
    return seal(await this.key(), value, size);
  }

  /** Undefined: the key is lost. */
  async show(sealed: string): Promise<Json | undefined> {
    try {
      return unseal(await this.key(), sealed);
    } catch {
      return undefined;
    }
  }

  /** Who somebody is among those whose unsent suggestions are kept. */
  async pseudonymOf(personId: string): Promise<string> {
    return pseudonymOf(await this.key(), 'held', personId);
  }

  private async key(): Promise<Key> {
    return (await this.keyring.find(keyId)) ?? this.keyring.make(keyId);
  }
}

function opened(key: Key, sealed: string): Author | undefined {
  try {
    return unseal(key, sealed) as unknown as Author;
  } catch {
    return undefined;
  }
}
