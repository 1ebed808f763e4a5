import { z } from 'zod';
import { isLoopback } from './loopback.ts';
import type { SettingsReader } from './settings-reader.ts';

const appTypes = ['MultiTenant', 'SingleTenant', 'UserAssignedMSI'] as const;
type AppType = (typeof appTypes)[number];

/** The bot's registration at Microsoft, under the names of Microsoft's own samples. */
export interface TeamsSettings {
  /** Empty only where `allowUnauthenticated`. */
  readonly appId: string;
  /** Empty for a managed identity, and where `allowUnauthenticated`. */
  readonly appPassword: string;
  /** Always there unless the type is MultiTenant. */
  readonly tenantId?: string;
  readonly appType: AppType;
  /** Take what is not signed, as Microsoft's Agents Playground sends it. Only ever on loopback. */
  readonly allowUnauthenticated: boolean;
}

const appType = z.string().transform((text, context): AppType => {
  const known = appTypes.find((type) => type.toLowerCase() === text.toLowerCase());
  if (known) return known;
  context.addIssue('unknown');
  return z.NEVER;
});
const flag = z.enum(['0', '1']).transform((text) => text === '1');

/** Teams' settings, or undefined where there are none. */
export function readTeams(reader: SettingsReader, host: string): TeamsSettings | undefined {
  const appId = reader.text('MicrosoftAppId');
  const appPassword = reader.text('MicrosoftAppPassword');
  const tenantId = reader.text('MicrosoftAppTenantId');
  const type =
    reader.read('MicrosoftAppType', appType, `write one of ${appTypes.join(', ')}`) ?? 'MultiTenant';
  const allow = reader.read('TEAMS_ALLOW_UNAUTHENTICATED', flag, 'write 1, or leave it out') ?? false;
  if (allow && !isLoopback(host))
    reader.fault(
      'TEAMS_ALLOW_UNAUTHENTICATED',
      'is refused on a HOST that others can reach: anybody could speak in the name of Teams',
      'leave it out, or set HOST to 127.0.0.1',
    );
  if (appId === undefined) {
    if (appPassword !== undefined || (tenantId !== undefined && !allow))
      reader.fault(
        'MicrosoftAppId',
        `is missing although ${appPassword ? 'MicrosoftAppPassword' : 'MicrosoftAppTenantId'} is given: an empty one would turn the check of who is speaking off`,
        "write your bot's app id, or leave all of Teams out",
      );
    if (!allow) return undefined;
  } else checkRegistration(reader, type, appPassword, tenantId);
  return {
    appId: appId ?? '',
    appPassword: appPassword ?? '',
    tenantId,
    appType: type,
    allowUnauthenticated: allow,
  };
}

/** What Microsoft's own library asserts, told beforehand. */
function checkRegistration(
  reader: SettingsReader,
  type: AppType,
  appPassword: string | undefined,
  tenantId: string | undefined,
): void {
  if (type !== 'MultiTenant' && tenantId === undefined)
    reader.fault('MicrosoftAppTenantId', `is missing for a ${type} app`, "write your tenant's id");
  if (type === 'UserAssignedMSI' && appPassword !== undefined)
    reader.fault('MicrosoftAppPassword', 'must not be given for a UserAssignedMSI app', 'leave it out');
  if (type !== 'UserAssignedMSI' && appPassword === undefined)
    reader.fault('MicrosoftAppPassword', `is missing for a ${type} app`, "write your app's client secret");
}
