import type { Roster } from '../../config/office-types.ts';
import type { Locale } from '../../core/locale.ts';
import { t } from '../../i18n/translate.ts';

/** What people call a duty role: 主班, 备班, or as the roster names its own. */
export function roleName({ roles }: Pick<Roster, 'roles'>, role: string, locale: Locale): string {
  const own = Object.hasOwn(roles, role) ? roles[role] : undefined;
  if (own !== undefined) return own[locale];
  return role === 'primary' || role === 'backup' ? t(locale, `duty.role.${role}`) : role;
}

/** The roles of a roster, as its layers name them: primary before backup, mostly. */
export const rolesIn = ({ layers }: Pick<Roster, 'layers'>): string[] => [
  ...new Set(layers.map(({ role }) => role)),
];

/** The role of whoever is on duty: primary, or where there is no such role, the first one. Theirs is the checklist. */
export const mainRole = ({ layers }: Pick<Roster, 'layers'>): string | undefined =>
  layers.some(({ role }) => role === 'primary') ? 'primary' : layers[0]?.role;
