import type { Office } from '../config/office.ts';
import { QuartermasterError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Database } from '../db/client.ts';
import type { Person, Team } from './people.ts';

/**
 * Who is who, and who answers for whom. Read from one version of the office and kept in memory: asking it costs no
 * query. The rows in the database give every person an id that outlives their e-mail address.
 */
export class Directory {
  private readonly emails: ReadonlyMap<string, Person>;

  private constructor(
    readonly office: Office,
    private readonly people: ReadonlyMap<string, Person>,
    private readonly teams: ReadonlyMap<string, Team>,
  ) {
    this.emails = new Map(this.everyone().map((person) => [person.email, person]));
  }

  /** Brings the people of the office file into the database (three statements) and reads them back. */
  static async load(database: Database, office: Office): Promise<Directory> {
    await synchronise(database, office);
    return Directory.build(office, await database.prisma.person.findMany());
  }

  /** The same as it would be, writing nothing: people who are new to the database have made-up ids. One query. */
  static async preview(database: Database, office: Office): Promise<Directory> {
    const rows = await database.prisma.person.findMany();
    const known = new Map(rows.map((row) => [row.email, row]));
    const entries = new Set(office.people.map(({ email }) => email));
    const coming = office.people.map(({ email, name }) => ({
      id: known.get(email)?.id ?? email,
      email,
      name,
      managerId: null,
      active: true,
    }));
    const gone = rows.filter(({ email }) => !entries.has(email)).map((row) => ({ ...row, active: false }));
    return Directory.build(office, [...coming, ...gone]);
  }

  private static build(
    office: Office,
    rows: (Pick<Person, 'id' | 'email' | 'name' | 'active'> & { managerId: string | null })[],
  ): Directory {
    const entries = new Map(office.people.map((entry, position) => [entry.email, { entry, position }]));
    const positionOf = (email: string) => entries.get(email)?.position ?? entries.size;
    rows.sort((a, b) => positionOf(a.email) - positionOf(b.email));
    const idOf = new Map(rows.map((row) => [row.email, row.id]));
    const people = rows.map((row): [string, Person] => {
      const entry = entries.get(row.email)?.entry;
      return [
        row.id,
        {
          id: row.id,
          email: row.email,
          name: row.name,
          locale: entry?.locale ?? office.organisation.locale,
          timezone: entry?.timezone ?? office.organisation.timezone,
          // Of somebody who has left, the last one is known still: what waits for them falls to their manager.
          managerId: entry ? idOf.get(entry.manager ?? '') : (row.managerId ?? undefined),
          department: entry?.department,
          active: row.active,
        },
      ];
    });
    const teams = Object.values(office.teams).map((team): [string, Team] => [
      team.id,
      {
        id: team.id,
        name: team.name,
        leadId: team.lead === undefined ? undefined : idOf.get(team.lead),
        memberIds: team.members.flatMap((email) => idOf.get(email) ?? []),
        channels: team.channels,
      },
    ]);
    return new Directory(office, new Map(people), new Map(teams));
  }

  /** @throws 'invalid' for an id that nobody has: ids in our own rows always have somebody. */
  person(id: string): Person {
    const person = this.people.get(id);
    if (person === undefined) throw new QuartermasterError('invalid', `there is no person ${id}`);
    return person;
  }

  find(id: string): Person | undefined {
    return this.people.get(id);
  }

  /** What to call somebody, whoever they are. */
  nameOf(id: string): string {
    return this.people.get(id)?.name ?? '?';
  }

  byEmail(email: string): Person | undefined {
    return this.emails.get(email.toLowerCase());
  }

  /** Everyone who works here now, in the order of the office file. */
  everyone(): Person[] {
    return [...this.people.values()].filter((person) => person.active);
  }

  /** A team that has left the office file keeps its id for a name, and has nobody. */
  team(id: string): Team {
    return this.teams.get(id) ?? { id, name: { en: id, 'zh-CN': id }, memberIds: [], channels: {} };
  }

  allTeams(): Team[] {
    return [...this.teams.values()];
  }

  teamsOf(personId: string): Team[] {
    return this.allTeams().filter((team) => team.memberIds.includes(personId));
  }

  isMember(personId: string, teamId: string): boolean {
    return this.teams.get(teamId)?.memberIds.includes(personId) ?? false;
  }

  /** The administrators, in the order of the office file. */
  admins(): Person[] {
    return this.office.organisation.admins.flatMap((email) => this.byEmail(email) ?? []);
  }

  isAdmin(personId: string): boolean {
    return this.admins().some((person) => person.id === personId);
  }

  managerOf(personId: string): Person | undefined {
    const managerId = this.people.get(personId)?.managerId;
    const manager = managerId === undefined ? undefined : this.people.get(managerId);
    return manager?.active ? manager : undefined;
  }
}

async function synchronise(database: Database, office: Office): Promise<void> {
  const rows = office.people.map((person) => ({
    id: newId('per'),
    email: person.email,
    name: person.name,
    locale: person.locale ?? null,
    timezone: person.timezone ?? null,
    department: person.department ?? null,
    active: true,
  }));
  const json = JSON.stringify(rows);
  await database.pool.query(
    `INSERT INTO "Person" ("id", "email", "name", "locale", "timezone", "department", "active")
     SELECT "id", "email", "name", "locale", "timezone", "department", "active"
     FROM jsonb_populate_recordset(NULL::"Person", $1::jsonb)
     ON CONFLICT ("email") DO UPDATE SET "name" = excluded."name", "locale" = excluded."locale",
       "timezone" = excluded."timezone", "department" = excluded."department", "active" = true`,
    [json],
  );
  await database.pool.query(`UPDATE "Person" SET "active" = false WHERE "email" <> ALL ($1::text[])`, [
    office.people.map(({ email }) => email),
  ]);
  const managers = office.people.map(({ email, manager }) => ({ email, manager: manager ?? null }));
  await database.pool.query(
    `UPDATE "Person" p SET "managerId" = m."id"
     FROM jsonb_to_recordset($1::jsonb) AS link("email" text, "manager" text)
     LEFT JOIN "Person" m ON m."email" = link."manager"
     WHERE p."email" = link."email" AND p."managerId" IS DISTINCT FROM m."id"`,
    [JSON.stringify(managers)],
  );
}
