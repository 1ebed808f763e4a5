/** An office where sales has 10 000 a quarter for purchases and 50 000 a year for all else, and IT 3 000 a month. */
export const spendingOffice = `organisation:
  name: Spenders
  timezone: Asia/Shanghai
  locale: en
  currency: CNY
  approvals: { bulk: true }
  admins: [admin@spend.example]
people:
  - { email: rita@spend.example, name: Rita, locale: en, manager: maria@spend.example, department: sales }
  - { email: ben@spend.example, name: Ben, locale: zh-CN, manager: maria@spend.example, department: sales }
  - { email: maria@spend.example, name: Maria, locale: en, department: sales }
  - { email: ivan@spend.example, name: Ivan, locale: en, manager: maria@spend.example, department: it }
  - { email: boss@spend.example, name: Boss, locale: zh-CN }
  - { email: lead@spend.example, name: Lead, locale: en }
  - { email: fixer@spend.example, name: Fixer, locale: en }
  - { email: admin@spend.example, name: Admin, locale: en }
departments:
  sales: { name: { en: Sales, zh-CN: 销售部 }, head: maria@spend.example }
  it: { name: IT }
teams:
  facilities: { name: Facilities, lead: lead@spend.example, members: [lead@spend.example, fixer@spend.example], channels: { web: facilities } }
catalogue:
  purchase:
    name: { en: Purchase, zh-CN: 采购 }
    team: facilities
    fields:
      - { id: item, type: text, label: { en: Item, zh-CN: 物品 }, required: true }
      - { id: amount, type: money, label: { en: Total, zh-CN: 总价 }, required: true }
    approval: [{ by: manager }]
  travel:
    name: { en: Travel, zh-CN: 出差 }
    team: facilities
    fields:
      - { id: where, type: text, label: Where, required: true }
      - { id: hotel, type: money, label: Hotel }
      - { id: fare, type: money, label: Fare }
  repair:
    name: { en: Repair, zh-CN: 报修 }
    team: facilities
    fields: [{ id: what, type: text, label: What, required: true }]
budgets:
  - { department: sales, category: purchase, period: quarter, amount: 10000, overBudget: { by: { person: boss@spend.example } } }
  - { department: sales, period: year, amount: 50000 }
  - { department: it, period: month, amount: 3000 }
`;
