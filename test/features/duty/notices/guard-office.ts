/** A small office with a roster that has everything: turns of a day, a backup, a checklist, and mornings in the channel. */
export const guardOffice = `
organisation: { name: Guards, timezone: Asia/Shanghai, locale: en, currency: CNY, admins: [eve@g.example] }
people:
  - { email: ann@g.example, name: Ann, locale: en }
  - { email: bob@g.example, name: Bob, locale: en }
  - { email: cat@g.example, name: Cat, locale: zh-CN }
  - { email: dora@g.example, name: Dora, locale: en }
  - { email: eve@g.example, name: Eve, locale: en }
teams:
  guards:
    name: { en: Guards, zh-CN: 保安 }
    lead: dora@g.example
    members: [ann@g.example, bob@g.example, cat@g.example]
    channels: { web: guards }
catalogue:
  fix:
    name: { en: Fix, zh-CN: 维修 }
    team: guards
    fields: [{ id: description, type: paragraph, label: { en: What, zh-CN: 说明 }, required: true }]
  report:
    name: { en: Report, zh-CN: 报告 }
    team: guards
    fields:
      - { id: what, type: paragraph, label: { en: What, zh-CN: 说明 }, required: true }
      - { id: where, type: text, label: { en: Where, zh-CN: 地点 }, required: true }
rosters:
  gate:
    name: { en: Gate, zh-CN: 门岗 }
    team: guards
    start: 2026-11-02
    layers:
      - { members: [ann@g.example, bob@g.example], turn: 1d, at: "09:00" }
      - { role: backup, members: [cat@g.example], turn: 1w, at: "09:00" }
    rest: 0m
    notices: { channel: "08:30", confirm: 30m }
    checklist:
      - { id: door, name: { en: Fire door, zh-CN: 防火门 }, category: fix }
      - { id: meter, name: { en: Water meter, zh-CN: 水表 }, reading: { unit: m³, mostRise: 100 } }
      - { id: gate, name: { en: Gate picture, zh-CN: 大门照片 }, photo: true, category: report }
`;
