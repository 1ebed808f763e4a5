import type { Localized } from '../../core/locale.ts';
import type { Directory } from '../../directory/directory.ts';
import type { Person } from '../../directory/people.ts';
import type { WebConversation, WebPeople, WebPerson } from '../../platform/web-access.ts';

/** Who may be on the web page and what each may see there: the office's people, and their teams' channels. */
export function createWebPeople(present: () => Directory): WebPeople {
  const personal: Localized = { en: 'For you', 'zh-CN': '我的消息' };
  const handles = new WeakMap<Directory, Map<string, string>>();
  const handleOf = (directory: Directory, person: Person) => {
    const all = handles.get(directory) ?? handlesOf(directory.everyone());
    handles.set(directory, all);
    return all.get(person.id)!;
  };
  const toWeb = (directory: Directory, person: Person): WebPerson => ({
    personId: person.id,
    handle: handleOf(directory, person),
    name: person.name,
    email: person.email,
    locale: person.locale,
    timezone: person.timezone,
    role: roleOf(directory, person),
  });
  return {
    async list() {
      const directory = present();
      return directory.everyone().map((person) => toWeb(directory, person));
    },
    async find(personId) {
      const directory = present();
      const person = directory.find(personId);
      return person?.active ? toWeb(directory, person) : undefined;
    },
    async conversationsOf(personId) {
      const directory = present();
      const teams = directory.isAdmin(personId) ? directory.allTeams() : directory.teamsOf(personId);
      const channels = teams.flatMap(({ name, channels }): WebConversation[] =>
        channels.web === undefined ? [] : [{ key: `channel:${channels.web}`, name, kind: 'channel' }],
      );
      return [{ key: `person:${personId}`, name: personal, kind: 'personal' }, ...channels];
    },
  };
}

/** The part of the e-mail before the @, with a number where two people share it. */
function handlesOf(people: Person[]): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    people.map(({ id, email }) => {
      const local = email.split('@')[0]!.replace(/[^a-z0-9._-]/g, '-');
      let handle = local;
      for (let n = 2; taken.has(handle); n += 1) handle = `${local}-${n}`;
      taken.add(handle);
      return [id, handle];
    }),
  );
}

function roleOf(directory: Directory, person: Person): Localized | undefined {
  const teams = directory.teamsOf(person.id);
  const names = (locale: keyof Localized) => teams.map((team) => team.name[locale]).join(', ');
  if (teams.length > 0) return { en: names('en'), 'zh-CN': names('zh-CN') };
  if (directory.isAdmin(person.id)) return { en: 'Administrator', 'zh-CN': '管理员' };
  if (directory.everyone().some(({ managerId }) => managerId === person.id))
    return { en: 'Manager', 'zh-CN': '主管' };
  return person.department === undefined ? undefined : directory.office.departments[person.department]?.name;
}
