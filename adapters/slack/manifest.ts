import { t } from '../../src/i18n/translate.ts';
import { messageShortcuts } from '../../src/platform/message-shortcuts.ts';

export interface SlackManifestOptions {
  /** The name people see; also what they mention. */
  name: string;
  /** What the app is for, in one sentence of at most 140 characters. */
  description: string;
  /** Where Slack reaches us, e.g. `https://office.example.com`; undefined: Socket Mode. */
  publicUrl?: string | undefined;
  /** Whether it may keep user groups and channel topics in step with duty rosters. */
  duty?: boolean | undefined;
}

/** The Slack app manifest: everything that would otherwise be clicked together on api.slack.com/apps. */
export function createSlackManifest({ name, description, publicUrl, duty }: SlackManifestOptions) {
  const url = publicUrl === undefined ? undefined : new URL('/slack/events', publicUrl).href;
  return {
    display_information: { name, description, background_color: '#0f6b62' },
    features: {
      app_home: {
        home_tab_enabled: false,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: name, always_online: true },
      shortcuts: messageShortcuts.map(({ id, title, description }) => ({
        // Slack shows at most 24 characters of it.
        name: t('en', title),
        description: t('en', description),
        type: 'message',
        callback_id: id,
      })),
      slash_commands: [
        {
          command: '/office',
          description,
          usage_hint: 'help · request · my · 帮助 · 报修',
          should_escape: true,
          ...(url && { url }),
        },
      ],
    },
    oauth_config: {
      scopes: {
        bot: [
          'app_mentions:read',
          'channels:history',
          'channels:read',
          'chat:write',
          'commands',
          'files:read',
          'files:write',
          'groups:history',
          'groups:read',
          'im:history',
          'im:read',
          'im:write',
          'users:read',
          'users:read.email',
          ...(duty
            ? ['channels:write.topic', 'groups:write.topic', 'usergroups:read', 'usergroups:write']
            : []),
        ],
      },
    },
    settings: {
      event_subscriptions: {
        bot_events: ['app_mention', 'message.channels', 'message.groups', 'message.im'],
        ...(url && { request_url: url }),
      },
      interactivity: { is_enabled: true, ...(url && { request_url: url }) },
      org_deploy_enabled: false,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: false,
    },
  };
}
