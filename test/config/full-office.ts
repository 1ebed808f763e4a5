/** An office file in which every key of the file stands at least once. */
export const fullOffice = `organisation:
  name: Example
  timezone: Asia/Shanghai
  locale: en
  currency: CNY
  calendar: plant
  workingHours: { days: [mon, tue], from: "09:00", to: "24:00" }
  quietHours: { from: "22:00", to: "07:00" }
  approvals: { bulk: true }
  admins: [ann@x.y]
people:
  - { email: ann@x.y, name: Ann, department: it, manager: bob@x.y }
  - { email: bob@x.y, name: Bob, department: sales }
  - { email: cat@x.y, name: Cat }
departments:
  it: { name: { en: IT, zh-CN: 信息部 }, head: bob@x.y }
roles: { cfo: [Cat@X.Y, bob@x.y] }
calendars:
  plant: { base: CN, holidays: [2026-12-24], workdays: [2026-12-26], validThrough: 2026-12-31 }
places:
  hq:
    name: { en: Headquarters, zh-CN: 总部 }
    responsible: ann@x.y
    places:
      a: { name: Building A, places: { a3: { name: 3F, responsible: cat@x.y } } }
  depot: { name: Depot }
teams:
  crew:
    name: Crew
    lead: bob@x.y
    members: [ann@x.y, cat@x.y]
    channels: { web: crew }
    calendar: CN
    workingHours: { days: [sat], from: "08:00", to: "12:00" }
    places: { Ann@x.y: [hq], cat@x.y: [depot] }
    replies: [{ id: seen, title: Seen, text: { en: Thank you., zh-CN: 收到。 } }]
groups: { office: { name: Office, icon: 🏢 } }
catalogue:
  gear:
    name: Gear
    group: office
    icon: 🧰
    help: { en: Tools to borrow., zh-CN: 借用工具。 }
    visibleTo: { departments: [it, sales], teams: [crew], people: [cat@x.y] }
    assign: byPlace
    team: crew
    fields:
      - { id: urgency, type: choice, label: Urgency, options: [low, high], default: low }
      - { id: kinds, type: choices, label: Kinds, options: [saw, drill], default: [saw] }
      - { id: place, type: place, label: Where, default: a3, required: true }
      - { id: code, type: text, label: Code, pattern: "[A-Z]{2}\\\\d+", patternHint: Two letters, default: AB1 }
      - { id: note, type: paragraph, label: Note, showWhen: { urgency: high } }
      - { id: room, type: text, label: Room, showWhen: { place: [hq, a3] } }
      - { id: day, type: date, label: Day, min: today, max: today+30d, default: today+7d }
      - { id: hour, type: time, label: Hour, default: "09:30" }
      - { id: until, type: datetime, label: Until, min: 2026-01-01, max: 2026-12-31 }
      - { id: who, type: person, label: Who, default: me }
      - { id: photo, type: file, label: Photo }
      - { id: count, type: number, label: Count, min: 1, max: 5, default: 2 }
      - { id: cost, type: money, label: Cost }
    approval:
      - when: 'cost >= 1000 && "saw" in kinds && place == "a3" && day < "2026-12-01"'
        steps:
          - { by: { manager: 2 }, remind: 4h, after: 3d, then: escalate }
          - together:
              - { by: { role: cfo }, need: 2 }
              - { by: { team: crew }, need: all, when: 'department == "it"' }
          - { by: place, after: 5d, then: lapse }
      - steps: [{ by: department }, { by: { department: it } }, { by: { person: cat@x.y } }, { by: manager }]
    checklist: [Pack, { en: Sign, zh-CN: 签字 }]
    targets:
      - { when: 'urgency == "high"', respond: 30m, resolve: 4h, escalate: [{ after: 0m, to: assignee }, { after: 1d, to: lead }] }
      - { respond: 4h }
  spare: { name: Spare, team: crew, assign: { person: ann@x.y }, target: { resolve: 2d, escalate: [] }, approval: [{ by: manager }] }
  bulk: { name: Bulk, team: crew, assign: leastLoaded }
  turn: { name: Turn, team: crew, assign: roundRobin }
  rescue: { name: Rescue, team: crew, assign: { onDuty: gate, role: driver } }
budgets:
  - { department: it, category: gear, period: quarter, amount: 20000, overBudget: { by: { role: cfo }, need: 1 } }
  - { department: it, period: year, amount: 90000.5 }
rosters:
  gate:
    name: { en: Gate, zh-CN: 门岗 }
    team: crew
    timezone: Europe/Berlin
    start: 2026-01-05
    roles: { driver: { en: Driver, zh-CN: 司机 } }
    layers:
      - { members: [Ann@x.y, cat@x.y] }
      - { id: nights, role: backup, members: [cat@x.y], turn: 5wd, pick: fair, on: [workdays, makeup], hours: { from: "22:00", to: "06:00" } }
      - { id: drives, role: driver, members: [ann@x.y], turn: 12h, at: "07:30", on: [sat, sun] }
    weights: { weekday: 1, night: 2, weekend: 2.5, holiday: 4 }
    nights: { from: "23:00", to: "05:00" }
    rest: 12h
    notices: { ahead: 2d, channel: "08:30", confirm: 15m }
    swaps: { approval: lead }
    handover: false
    checklist:
      - { id: doors, name: { en: Doors, zh-CN: 门 }, category: spare, photo: true }
      - { id: meter, name: Meter, reading: { unit: m³, min: 0, max: 99999, mostRise: 50 } }
    slackGroup: gate-duty
    slackTopic: true
  dock: { name: Dock, team: crew, start: 2026-02-02, layers: [{ members: [cat@x.y] }] }
surveys:
  yard:
    name: { en: Yard, zh-CN: 院子 }
    intro: { en: Short., zh-CN: 很短。 }
    owner: Ann@x.y
    sections:
      - title: { en: Order, zh-CN: 整洁 }
        questions:
          - { id: clean, type: scale, text: Clean?, hint: Be frank, required: true, from: 0, to: 10, low: Dirty, high: Clean, limit: 6 }
          - { id: where, type: multiple, text: Where?, options: [gate, { value: dock, label: { en: Dock, zh-CN: 码头 } }], most: 1, showWhen: { clean: [0, "1"] } }
          - { id: why, type: text, text: Why?, maxLength: 200, showWhen: { where: dock } }
    questions:
      - { id: staff, type: matrix, text: Staff?, rows: [speed, manner], from: 1, to: 3, limit: 2 }
      - { id: gear, type: stars, text: Gear?, limit: 4 }
      - { id: advise, type: nps, text: Advise?, limit: 10 }
      - { id: eaten, type: single, text: Eaten?, options: ["yes", "no"] }
      - { id: order, type: ranking, text: In order?, options: [saw, drill] }
    audience: { departments: [it], teams: [crew], places: [a3], people: [cat@x.y], served: { days: 30, categories: [spare] }, share: 50 }
    rhythm: { every: quarter, workday: 3 }
    at: "09:30"
    openDays: 10
    groupBy: place
    followUp: false
    followUpDays: 7
  monthly: { use: logistics, without: [canteen, canteenBetter], owner: cat@x.y, rhythm: month, questions: [{ id: overall, type: nps, text: All in all? }] }
  party: { use: event, owner: cat@x.y, rhythm: { every: once, on: 2026-12-20 } }
  served: { use: service, owner: cat@x.y }
surveyFatigue: { most: 1, days: 14 }
`;
