import type { Locale } from '../../src/core/locale.ts';
import { t } from '../../src/i18n/translate.ts';
import { messageShortcuts } from '../../src/platform/message-shortcuts.ts';

export interface ManifestOptions {
  /** The bot's app id at Microsoft; also the id of the Teams app. */
  appId: string;
  /** Version of the product, e.g. `0.1.0`. */
  version: string;
  /** Where people reach the web page, e.g. `https://office.example.com`. */
  publicUrl: string;
  /** The language that Teams falls back to. Default `en`. */
  defaultLocale?: Locale | undefined;
}

const other = { en: 'zh-CN', 'zh-CN': 'en' } as const satisfies Record<Locale, Locale>;
const commands = ['request', 'my', 'queue', 'show', 'help'] as const;
const scopes = ['personal', 'team', 'groupChat'];

/**
 * The files of the Teams app, by name: `manifest.json` and one of the other language. Zipped together with
 * `color.png` (192 × 192) and `outline.png` (32 × 32) they are what an administrator uploads.
 */
export function teamsManifest(options: ManifestOptions): Record<string, object> {
  const locale = options.defaultLocale ?? 'en';
  const translation = `${other[locale]}.json`;
  return {
    'manifest.json': manifest(options, locale, translation),
    [translation]: translated(other[locale]),
  };
}

function manifest(options: ManifestOptions, locale: Locale, translation: string): object {
  const url = options.publicUrl.replace(/\/+$/, '');
  return {
    $schema: 'https://developer.microsoft.com/json-schemas/teams/v1.17/MicrosoftTeams.schema.json',
    manifestVersion: '1.17',
    version: options.version,
    id: options.appId,
    developer: {
      name: t(locale, 'product.name'),
      websiteUrl: url,
      privacyUrl: `${url}/privacy`,
      termsOfUseUrl: `${url}/terms`,
    },
    name: { short: t(locale, 'product.name'), full: t(locale, 'teams.manifest.name') },
    description: { short: t(locale, 'teams.manifest.short'), full: t(locale, 'teams.manifest.full') },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#0F6B62',
    localizationInfo: {
      defaultLanguageTag: locale.toLowerCase(),
      additionalLanguages: [{ languageTag: other[locale].toLowerCase(), file: translation }],
    },
    bots: [
      {
        botId: options.appId,
        scopes,
        supportsFiles: true,
        isNotificationOnly: false,
        commandLists: [{ scopes, commands: commands.map((name) => command(locale, name)) }],
      },
    ],
    composeExtensions: [
      {
        botId: options.appId,
        commands: messageShortcuts.map(({ id, title, description }) => ({
          id,
          type: 'action',
          context: ['message'],
          fetchTask: true,
          title: t(locale, title),
          description: t(locale, description),
        })),
      },
    ],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [new URL(options.publicUrl).hostname],
    webApplicationInfo: { id: options.appId, resource: 'https://RscBasedStoreApp' },
    // With these the words in a thread reach the bot without a mention, such as a manager's "approved".
    authorization: {
      permissions: {
        resourceSpecific: ['ChannelMessage.Read.Group', 'ChatMessage.Read.Chat'].map((name) => ({
          name,
          type: 'Application',
        })),
      },
    },
  };
}

/** The other language, as Teams wants it: by the path of each text. */
function translated(locale: Locale): object {
  const list = commands.flatMap((name, index) => {
    const path = `bots[0].commandLists[0].commands[${index}]`;
    const { title, description } = command(locale, name);
    return [
      [`${path}.title`, title],
      [`${path}.description`, description],
    ];
  });
  const atMessages = messageShortcuts.flatMap(({ title, description }, index) => {
    const path = `composeExtensions[0].commands[${index}]`;
    return [
      [`${path}.title`, t(locale, title)],
      [`${path}.description`, t(locale, description)],
    ];
  });
  return {
    $schema:
      'https://developer.microsoft.com/json-schemas/teams/v1.17/MicrosoftTeams.Localization.schema.json',
    'name.short': t(locale, 'product.name'),
    'name.full': t(locale, 'teams.manifest.name'),
    'description.short': t(locale, 'teams.manifest.short'),
    'description.full': t(locale, 'teams.manifest.full'),
    ...Object.fromEntries([...atMessages, ...list]),
  };
}

function command(locale: Locale, name: (typeof commands)[number]): { title: string; description: string } {
  return {
    title: t(locale, `teams.command.${name}`),
    description: t(locale, `teams.command.${name}.description`),
  };
}
