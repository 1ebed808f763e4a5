import type { Office } from '../../config/office-types.ts';
import type { HoursOfDay } from '../../core/working-hours.ts';
import type { Database } from '../../db/client.ts';
import { namedQuery } from '../../db/named-query.ts';
import { type QuietSetting, quietHoursOf } from './quiet-hours.ts';

/** What somebody has set for themselves. One query. */
export async function quietSettingOf(
  database: Database,
  personId: string,
): Promise<QuietSetting | undefined> {
  const { rows } = await namedQuery<QuietSetting>(
    database,
    `SELECT "quietFrom", "quietTo" FROM "PersonSetting" WHERE "id" = $1`,
    [personId],
  );
  return rows[0];
}

/** The quiet hours of somebody in this office; undefined: none. */
export const quietHoursIn = (
  { organisation }: Pick<Office, 'organisation'>,
  setting: QuietSetting | undefined,
): HoursOfDay | undefined => quietHoursOf(setting, organisation.quietHours);
