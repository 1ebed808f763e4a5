import type { Survey } from '../../config/office-types.ts';
import type { Localized } from '../../core/locale.ts';
import type { Row, Write } from '../../db/commit.ts';
import { namedQuery } from '../../db/named-query.ts';
import type { Directory } from '../../directory/directory.ts';
import type { Context, World } from '../../engine/context.ts';

/** What somebody typed to make a survey: kept as it was, to be changed while nobody has been asked. */
export interface Typed {
  /** One of the ready-made sets; empty: none. */
  readonly use: string;
  readonly name: string;
  readonly questions: string;
}

/** A survey, and what is kept of it. */
export interface SurveyState {
  readonly survey: Survey;
  /** Counts its changes; 0 where nothing was kept yet. */
  readonly version: number;
  readonly state: 'draft' | 'active' | 'ended';
  /** How many rounds were opened. */
  readonly rounds: number;
  /** Null: it is in the office file. */
  readonly madeById: string | null;
  /** Of one that was made. */
  readonly typed: Typed | null;
}

interface SurveyRow {
  id: string;
  version: number;
  rules: (Survey & { typed?: Typed }) | null;
  name: Localized;
  madeById: string | null;
  state: SurveyState['state'];
  rounds: number;
}

/** The surveys of the office file, and those that were made in a chat or on the page and have not ended. One query. */
export async function surveysOf({
  office,
  database,
}: Pick<World, 'office' | 'database'>): Promise<ReadonlyMap<string, SurveyState>> {
  const { rows } = await namedQuery<SurveyRow>(
    database,
    `SELECT "id", "version", "rules", "name", "madeById", "state", "rounds" FROM "Survey"
     WHERE "state" <> 'ended' OR "id" = ANY ($1) ORDER BY "createdAt", "id"`,
    [Object.keys(office.surveys)],
  );
  const kept = new Map(rows.map((row) => [row.id, row]));
  const all = new Map(
    Object.entries(office.surveys).map(([id, survey]) => [id, ofOffice(survey, kept.get(id))]),
  );
  for (const row of rows) {
    const made = ofMade(row);
    if (made !== undefined && !all.has(row.id)) all.set(row.id, made);
  }
  return all;
}

const ofOffice = (survey: Survey, row: SurveyRow | undefined): SurveyState => ({
  survey,
  version: row?.version ?? 0,
  state: 'active',
  rounds: row?.rounds ?? 0,
  madeById: null,
  typed: null,
});

function ofMade({ rules, version, state, rounds, madeById }: SurveyRow): SurveyState | undefined {
  if (rules === null || state === 'ended') return undefined;
  const { typed = null, ...survey } = rules;
  return { survey, version, state, rounds, madeById, typed };
}

/** A survey as its row has it. A history entry with the same version has to go with it. */
export function writeSurvey(
  { survey, version, state, rounds, madeById, typed }: SurveyState,
  at: Date,
): Write {
  const changing: Row & { id: string } = {
    id: survey.id,
    version,
    rules: madeById === null ? null : { ...survey, typed },
    name: survey.name,
    madeById,
    state,
    rounds,
    endedAt: state === 'ended' ? at : null,
  };
  // The first one makes it; somebody who was first at that as well has another history.
  return version === 1
    ? { kind: 'insert', table: 'Survey', rows: [{ ...changing, createdAt: at }] }
    : { kind: 'update', table: 'Survey', rows: [changing] };
}

export const surveySubject = (id: string) => `survey:${id}`;

export const ownerIdOf = ({ owner }: Pick<Survey, 'owner'>, directory: Directory): string | undefined =>
  directory.byEmail(owner)?.id;

/** May they open and close it, and see how many have answered: its owner, who made it, and administrators? */
export const mayManage = (
  directory: Directory,
  { survey, madeById }: Pick<SurveyState, 'survey' | 'madeById'>,
  personId: string,
): boolean =>
  madeById === personId || ownerIdOf(survey, directory) === personId || directory.isAdmin(personId);

/** May they make surveys: administrators, and those who lead a team? */
export const mayMake = ({ directory, person }: Pick<Context, 'directory' | 'person'>): boolean =>
  directory.isAdmin(person.id) || directory.allTeams().some(({ leadId }) => leadId === person.id);
