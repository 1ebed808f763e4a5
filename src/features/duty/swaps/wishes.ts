import type { Database } from '../../../db/client.ts';
import type { DutyWish } from '../shift.ts';

/** The wishes that touch a span of time, the one that was made first first. One query. */
export async function wishesBetween({ pool }: Database, from: Date, until: Date): Promise<DutyWish[]> {
  const { rows } = await pool.query<DutyWish>({
    name: 'duty_wishes_between',
    text: `SELECT * FROM "DutyWish" WHERE "untilAt" > $1 AND "fromAt" < $2 ORDER BY "createdAt", "id"`,
    values: [from, until],
  });
  return rows;
}
