/** An office with two teams and everything that a request can pass through. */
export const lifecycleOffice = `organisation:
  name: Works
  timezone: Asia/Shanghai
  locale: zh-CN
  currency: CNY
  calendar: CN
  workingHours: { days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00" }
  admins: [lin@x.example]
people:
  - { email: li@x.example, name: 李伟, locale: zh-CN, manager: min@x.example }
  - { email: anna@x.example, name: Anna, locale: en, manager: min@x.example }
  - { email: min@x.example, name: 张敏, locale: zh-CN }
  - { email: zhao@x.example, name: 赵磊, locale: zh-CN }
  - { email: sun@x.example, name: 孙芳, locale: zh-CN }
  - { email: omar@x.example, name: Omar, locale: en }
  - { email: ivan@x.example, name: Ivan, locale: en }
  - { email: lin@x.example, name: 林悦, locale: zh-CN }
places:
  hq: { name: HQ, places: { b1: { name: B1, places: { f3: { name: 3F } } } } }
teams:
  facilities:
    name: { en: Facilities, zh-CN: 后勤部 }
    lead: zhao@x.example
    members: [zhao@x.example, sun@x.example]
    channels: { web: facilities }
    places: { sun@x.example: [b1], zhao@x.example: [hq] }
    replies:
      - { id: soon, title: { en: Soon, zh-CN: 稍后 }, text: { en: We come today., zh-CN: 我们今天过来。 } }
  it:
    name: { en: IT, zh-CN: 信息部 }
    lead: omar@x.example
    members: [omar@x.example, ivan@x.example]
    channels: { web: it }
catalogue:
  repair:
    name: { en: Repair, zh-CN: 报修 }
    team: facilities
    checklist: [{ en: Look, zh-CN: 现场查看 }, { en: Clean up, zh-CN: 清理现场 }]
    fields: [{ id: what, type: text, label: { en: What, zh-CN: 情况 }, required: true }]
  network:
    name: { en: Network, zh-CN: 网络 }
    team: it
    assign: roundRobin
    fields: [{ id: what, type: text, label: { en: What, zh-CN: 情况 }, required: true }]
  lamp:
    name: { en: Lamp, zh-CN: 灯具 }
    team: facilities
    assign: byPlace
    fields: [{ id: where, type: place, label: { en: Where, zh-CN: 地点 }, required: true }]
  keys:
    name: { en: Keys, zh-CN: 钥匙 }
    team: facilities
    assign: leastLoaded
    fields: []
  purchase:
    name: { en: Purchase, zh-CN: 采购 }
    team: facilities
    fields: [{ id: amount, type: money, label: { en: Amount, zh-CN: 金额 }, required: true }]
    approval: [{ by: manager }]
`;
