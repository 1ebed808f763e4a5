import { longRoster } from './duty-samples.ts';

/** Everything that a platform might read as more than text. */
const markup =
  '<!channel> <@U1> &lt;!here&gt; <at>Ada</at> **x** _y_ `z` [a](https://evil.example) {{DATE(2026-01-01)}} <b>';

/** A text of exactly so many UTF-16 units: markup, then Chinese and emoji. */
export function longText(length: number, beginning = `${markup} `): string {
  const filled = `${beginning}${'汉字🙂'.repeat(length)}`.slice(0, length);
  return filled.replace(/\p{Surrogate}$/u, '字');
}

const quoted = (text: string) => JSON.stringify(text);
const names = {
  requester: 'zh-CN',
  reader: 'en',
  boss: 'zh-CN',
  member: 'zh-CN',
  mate: 'en',
  money: 'en',
  admin: 'en',
};

/** An office in which every text is as long as it may be: names of 200 characters, 20 options, 5 steps. */
export function longOffice(): string {
  const people = Object.entries(names).map(
    ([name, locale]) =>
      `  - { email: ${name}@x.example, name: ${quoted(longText(200, `${name} ${markup} `))}, locale: ${locale}, manager: ${name === 'boss' ? 'admin' : 'boss'}@x.example, department: ${quoted(longText(150))} }`,
  );
  const admin = people.pop()!.replace(', manager: boss@x.example', '');
  const options = Array.from(
    { length: 20 },
    (_, at) =>
      `{ value: o${at}, label: { en: ${quoted(longText(200, `en${at} ${markup}`))}, zh-CN: ${quoted(longText(200, `汉${at}`))} } }`,
  );
  const label = (at: number) =>
    `{ en: ${quoted(longText(200, `Label ${at} ${markup}`))}, zh-CN: ${quoted(longText(200, `标签${at}`))} }`;
  const replies = Array.from(
    { length: 20 },
    (_, at) => `{ id: r${at}, title: ${label(at)}, text: ${quoted(longText(2000))} }`,
  );
  const fields = [
    ...[1, 2, 3, 4].map(
      (at) => `{ id: text${at}, type: paragraph, label: ${label(at)}, hint: ${label(at)} }`,
    ),
    `{ id: item, type: text, label: ${label(5)}, required: true }`,
    `{ id: amount, type: money, label: ${label(6)}, required: true }`,
    `{ id: count, type: number, label: ${label(7)} }`,
    `{ id: pick, type: choice, label: ${label(8)}, options: [${options.join(', ')}] }`,
  ];
  const kinds = [
    `{ id: several, type: choices, label: ${label(9)}, hint: ${label(9)}, options: [${options.join(', ')}], default: [o3, o19] }`,
    `{ id: few, type: choices, label: ${label(10)}, options: [${options.slice(0, 9).join(', ')}] }`,
    ...['date', 'time', 'datetime', 'person', 'place', 'file'].map(
      (type, at) => `{ id: a_${type}, type: ${type}, label: ${label(11 + at)}, hint: ${label(11 + at)} }`,
    ),
    `{ id: urgency, type: choice, label: ${label(17)}, options: [low, high] }`,
    `{ id: why, type: text, label: ${label(18)}, required: true, showWhen: { urgency: high } }`,
  ];
  const rooms = Array.from(
    { length: 150 },
    (_, at) => `r${at}: { name: ${quoted(longText(60, `Room ${at} `))} }`,
  );
  return `organisation: { name: ${quoted(longText(200))}, timezone: Asia/Shanghai, locale: zh-CN, currency: CNY, approvals: { bulk: true }, admins: [admin@x.example] }
people:
${[...people, admin].join('\n')}
places:
  hq: { name: ${quoted(longText(100, 'HQ '))}, places: { a: { name: ${quoted(longText(100, 'A '))}, places: { ${rooms.join(', ')} } } } }
teams:
  team: { name: { en: ${quoted(longText(200))}, zh-CN: ${quoted(longText(200))} }, lead: member@x.example, members: [member@x.example, mate@x.example], channels: { web: team }, replies: [${replies.join(', ')}] }
  money: { name: ${quoted(longText(200))}, members: [money@x.example], channels: { web: money } }
catalogue:
  thing:
    name: { en: ${quoted(longText(200, `Thing ${markup}`))}, zh-CN: ${quoted(longText(200, `东西${markup}`))} }
    aliases: [thing]
    checklist: [${Array.from({ length: 20 }, (_, at) => label(at + 20)).join(', ')}]
    team: team
    fields:
${fields.map((field) => `      - ${field}`).join('\n')}
    approval: [{ by: manager }, { by: { team: money } }, { by: { person: admin@x.example } }, { by: manager }, { by: { team: money } }]
  kinds:
    name: { en: ${quoted(longText(200, `Kinds ${markup}`))}, zh-CN: ${quoted(longText(200, `种类${markup}`))} }
    aliases: [kinds]
    team: team
    fields:
${kinds.map((field) => `      - ${field}`).join('\n')}
  other: { name: ${quoted(longText(200, 'Other'))}, team: team, fields: [{ id: what, type: text, label: What }] }
budgets:
  - { department: ${quoted(longText(150))}, category: thing, period: month, amount: 1 }
  - { department: ${quoted(longText(150))}, period: quarter, amount: 999999999 }
suggestions:
  categories:
    house: { name: ${label(60)}, curator: admin@x.example, team: team }
    other: { name: ${label(61)}, curator: admin@x.example }
${longRoster(label)}
  watch:
    name: { en: ${quoted(longText(200, `Watch ${markup}`))}, zh-CN: ${quoted(longText(200, `值班${markup}`))} }
    team: team
    start: 2026-01-05
    roles: { driver: ${label(50)} }
    swaps: { approval: lead }
    layers: [{ role: driver, members: [member@x.example, mate@x.example, reader@x.example], turn: 1d, hours: { from: "09:00", to: "17:00" } }]
`;
}
