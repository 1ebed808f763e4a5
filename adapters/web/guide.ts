import { t } from '../../src/i18n/translate.ts';
import type { WebPerson } from '../../src/platform/web-access.ts';
import type { GuideStep } from './page/wire.ts';

/** Whom the demo's first steps are about, by `personId`. */
export interface GuidePeople {
  /** Files a request. */
  asker: string;
  /** Of the team that does it. */
  helper: string;
  /** The asker's manager, who approves what is bought. */
  manager: string;
}

const steps = [
  { who: 'asker', key: 'web.guide.file' },
  { who: 'helper', key: 'web.guide.take' },
  { who: 'asker', key: 'web.guide.rate' },
  { who: 'manager', key: 'web.guide.approve' },
] as const;

/** What to try, told to `reader`: their own steps are done here, the others' in a window of their own. */
export function guideFor(reader: WebPerson, cast: GuidePeople, people: WebPerson[]): GuideStep[] {
  return steps.flatMap(({ who, key }) => {
    const person = people.find(({ personId }) => personId === cast[who]);
    const asker = people.find(({ personId }) => personId === cast.asker);
    if (person === undefined || asker === undefined) return [];
    const text = t(reader.locale, key, { person: person.name, asker: asker.name });
    if (person.personId === reader.personId) return [{ text }];
    return [{ text, href: personPath(person) }];
  });
}

/** Where a person's page is in the demo. */
export function personPath(person: WebPerson): string {
  return `/as/${encodeURIComponent(person.handle)}/`;
}
