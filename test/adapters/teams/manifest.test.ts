import { describe, expect, it } from 'vitest';
import { teamsManifest } from '../../../adapters/teams/manifest.ts';

const appId = '11111111-2222-4333-8444-555555555555';
const files = teamsManifest({ appId, version: '0.1.0', publicUrl: 'https://office.example.com/' });
const manifest = Object(files['manifest.json']);
const chinese = Object(files['zh-CN.json']);

describe('the Teams app manifest', () => {
  it('makes the bot known everywhere it works, and lets it read threads', () => {
    expect(manifest).toMatchObject({
      manifestVersion: '1.17',
      id: appId,
      validDomains: ['office.example.com'],
      bots: [{ botId: appId, scopes: ['personal', 'team', 'groupChat'] }],
      webApplicationInfo: { id: appId },
    });
    const names = manifest.authorization.permissions.resourceSpecific.map(
      ({ name }: { name: string }) => name,
    );
    expect(names).toEqual(['ChannelMessage.Read.Group', 'ChatMessage.Read.Chat']);
  });

  it('keeps to the lengths that Teams allows, in both languages', () => {
    for (const [short, full, about, more] of [
      [manifest.name.short, manifest.name.full, manifest.description.short, manifest.description.full],
      [
        chinese['name.short'],
        chinese['name.full'],
        chinese['description.short'],
        chinese['description.full'],
      ],
    ]) {
      expect(short.length).toBeLessThanOrEqual(30);
      expect(full.length).toBeLessThanOrEqual(100);
      expect(about.length).toBeLessThanOrEqual(80);
      expect(more.length).toBeLessThanOrEqual(4000);
    }
    const [{ commands }] = manifest.bots[0].commandLists;
    expect(commands.length).toBeLessThanOrEqual(10);
    for (const { title, description } of commands) {
      expect(title.length).toBeLessThanOrEqual(32);
      expect(description.length).toBeLessThanOrEqual(128);
    }
  });

  it('translates every command', () => {
    const [{ commands }] = manifest.bots[0].commandLists;
    for (const index of commands.keys()) {
      expect(chinese[`bots[0].commandLists[0].commands[${index}].title`]).toMatch(/\p{Script=Han}/u);
    }
    expect(manifest.localizationInfo.additionalLanguages).toEqual([
      { languageTag: 'zh-cn', file: 'zh-CN.json' },
    ]);
  });
});
