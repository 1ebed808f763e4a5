/** Said on Tuesday 24 November 2026 at 10:00 in Shanghai. */
export const said = '2026-11-24T10:00';

/** Phrase | text | first wall time | rule | what is said back. */
export const english = `
tomorrow at 9 to call the lift company | call the lift company | 2026-11-25T09:00 | once | Wednesday 25 November, 09:00 in Shanghai
every Friday at 16:00 water the plants | water the plants | 2026-11-27T16:00 | week/1 fri | Friday 27 November, 16:00 in Shanghai, then every Friday
call the bank in 2 hours | call the bank | 2026-11-24T12:00 | once | Tuesday 24 November, 12:00 in Shanghai
in 30 minutes check the oven | check the oven | 2026-11-24T10:30 | once | Tuesday 24 November, 10:30 in Shanghai
in half an hour to check the door | check the door | 2026-11-24T10:30 | once | Tuesday 24 November, 10:30 in Shanghai
in an hour stretch | stretch | 2026-11-24T11:00 | once | Tuesday 24 November, 11:00 in Shanghai
in an hour and a half leave | leave | 2026-11-24T11:30 | once | Tuesday 24 November, 11:30 in Shanghai
at 17:30 lock up | lock up | 2026-11-24T17:30 | once | Tuesday 24 November, 17:30 in Shanghai
at 5 lock up | lock up | 2026-11-24T17:00 | once | Tuesday 24 November, 17:00 in Shanghai
at noon order lunch | order lunch | 2026-11-24T12:00 | once | Tuesday 24 November, 12:00 in Shanghai
at midnight restart the server | restart the server | 2026-11-25T00:00 | once | Wednesday 25 November, 00:00 in Shanghai
tomorrow call the landlord | call the landlord | 2026-11-25T09:00 assumed | once | Wednesday 25 November, 09:00 in Shanghai
call the landlord tomorrow | call the landlord | 2026-11-25T09:00 assumed | once | Wednesday 25 November, 09:00 in Shanghai
call the landlord tomorrow at 3pm | call the landlord | 2026-11-25T15:00 | once | Wednesday 25 November, 15:00 in Shanghai
tomorrow at 3:30 p.m. to call the landlord | call the landlord | 2026-11-25T15:30 | once | Wednesday 25 November, 15:30 in Shanghai
on Friday order paper | order paper | 2026-11-27T09:00 assumed | once | Friday 27 November, 09:00 in Shanghai
order paper on Friday at 10am | order paper | 2026-11-27T10:00 | once | Friday 27 November, 10:00 in Shanghai
next Friday at 10 order paper | order paper | 2026-12-04T10:00 | once | Friday 4 December, 10:00 in Shanghai
Tuesday at 15:00 call Anna | call Anna | 2026-11-24T15:00 | once | Tuesday 24 November, 15:00 in Shanghai
on the 5th at 14:00 pay the rent | pay the rent | 2026-12-05T14:00 | once | Saturday 5 December, 14:00 in Shanghai
pay the rent on the 5th of next month | pay the rent | 2026-12-05T09:00 assumed | once | Saturday 5 December, 09:00 in Shanghai
December 31 at 16:00 close the books | close the books | 2026-12-31T16:00 | once | Thursday 31 December, 16:00 in Shanghai
31 Dec 2026 at 16:00 close the books | close the books | 2026-12-31T16:00 | once | Thursday 31 December, 16:00 in Shanghai
on 5 January renew the badge | renew the badge | 2027-01-05T09:00 assumed | once | Tuesday 5 January 2027, 09:00 in Shanghai
2027-01-15 renew the contract | renew the contract | 2027-01-15T09:00 assumed | once | Friday 15 January 2027, 09:00 in Shanghai
in 3 days check the delivery | check the delivery | 2026-11-27T09:00 assumed | once | Friday 27 November, 09:00 in Shanghai
in two weeks at 10:00 check the delivery | check the delivery | 2026-12-08T10:00 | once | Tuesday 8 December, 10:00 in Shanghai
the day after tomorrow at 8am unlock the gate | unlock the gate | 2026-11-26T08:00 | once | Thursday 26 November, 08:00 in Shanghai
at the end of the month send the report | send the report | 2026-11-30T09:00 assumed | once | Monday 30 November, 09:00 in Shanghai
end of next month send the report | send the report | 2026-12-31T09:00 assumed | once | Thursday 31 December, 09:00 in Shanghai
tonight at 8 lock the cellar | lock the cellar | 2026-11-24T20:00 | once | Tuesday 24 November, 20:00 in Shanghai
this evening lock the cellar | lock the cellar | 2026-11-24T19:00 assumed | once | Tuesday 24 November, 19:00 in Shanghai
tomorrow morning water the plants | water the plants | 2026-11-25T09:00 assumed | once | Wednesday 25 November, 09:00 in Shanghai
tomorrow afternoon at 4 water the plants | water the plants | 2026-11-25T16:00 | once | Wednesday 25 November, 16:00 in Shanghai
tomorrow at 9 in the morning water the plants | water the plants | 2026-11-25T09:00 | once | Wednesday 25 November, 09:00 in Shanghai
at half past 3 take the break | take the break | 2026-11-24T15:30 | once | Tuesday 24 November, 15:30 in Shanghai
at quarter to 5 take the break | take the break | 2026-11-24T16:45 | once | Tuesday 24 November, 16:45 in Shanghai
every day at 8:30 make coffee | make coffee | 2026-11-25T08:30 | day/1 | Wednesday 25 November, 08:30 in Shanghai, then every day
daily at 16:00 empty the bins | empty the bins | 2026-11-24T16:00 | day/1 | Tuesday 24 November, 16:00 in Shanghai, then every day
every weekday at 9am open the blinds | open the blinds | 2026-11-25T09:00 | workday/1 | Wednesday 25 November, 09:00 in Shanghai, then every workday
every workday at 18:00 close the blinds | close the blinds | 2026-11-24T18:00 | workday/1 | Tuesday 24 November, 18:00 in Shanghai, then every workday
on weekdays at 9:15 standup | standup | 2026-11-25T09:15 | workday/1 | Wednesday 25 November, 09:15 in Shanghai, then every workday
every Monday and Thursday at 10:00 check the mail | check the mail | 2026-11-26T10:00 | week/1 mon,thu | Thursday 26 November, 10:00 in Shanghai, then every Monday and Thursday
every Monday, Wednesday and Friday at 7am unlock the gate | unlock the gate | 2026-11-25T07:00 | week/1 mon,wed,fri | Wednesday 25 November, 07:00 in Shanghai, then every Monday, Wednesday and Friday
on Fridays at 16:00 water the plants | water the plants | 2026-11-27T16:00 | week/1 fri | Friday 27 November, 16:00 in Shanghai, then every Friday
every other Tuesday at 11:00 clean the fridge | clean the fridge | 2026-11-24T11:00 | week/2 tue | Tuesday 24 November, 11:00 in Shanghai, then every other week on Tuesday
every second Thursday at 9:00 change filters | change filters | 2026-11-26T09:00 | week/2 thu | Thursday 26 November, 09:00 in Shanghai, then every other week on Thursday
every 2 weeks on Monday at 9:00 pay invoices | pay invoices | 2026-11-30T09:00 | week/2 mon | Monday 30 November, 09:00 in Shanghai, then every other week on Monday
every week on Friday at 15:00 write the report | write the report | 2026-11-27T15:00 | week/1 fri | Friday 27 November, 15:00 in Shanghai, then every Friday
every 3 days water the orchids | water the orchids | 2026-11-25T09:00 assumed | day/3 | Wednesday 25 November, 09:00 in Shanghai, then every 3 days
every other day at 7:30 water the orchids | water the orchids | 2026-11-25T07:30 | day/2 | Wednesday 25 November, 07:30 in Shanghai, then every other day
every month on the 15th at 10:00 pay the rent | pay the rent | 2026-12-15T10:00 | month/1 on 15 | Tuesday 15 December, 10:00 in Shanghai, then every month on the 15th
monthly on the 1st at 9:00 read the meters | read the meters | 2026-12-01T09:00 | month/1 on 1 | Tuesday 1 December, 09:00 in Shanghai, then every month on the 1st
on the last day of every month read the meters | read the meters | 2026-11-30T09:00 assumed | month/1 on last day | Monday 30 November, 09:00 in Shanghai, then every month on the last day
on the last day of each month at 17:00 read the meters | read the meters | 2026-11-30T17:00 | month/1 on last day | Monday 30 November, 17:00 in Shanghai, then every month on the last day
last workday of the month at 15:00 send the meter readings | send the meter readings | 2026-11-24T15:00 | month/1 on last workday | Monday 30 November, 15:00 in Shanghai, then every month on the last workday
on the last workday of every month at 3pm send the meter readings | send the meter readings | 2026-11-24T15:00 | month/1 on last workday | Monday 30 November, 15:00 in Shanghai, then every month on the last workday
on the first workday of each month restock coffee | restock coffee | 2026-11-25T09:00 assumed | month/1 on first workday | Tuesday 1 December, 09:00 in Shanghai, then every month on the first workday
the first Monday of each month at 10:00 fire drill | fire drill | 2026-12-07T10:00 | month/1 on 1 mon | Monday 7 December, 10:00 in Shanghai, then every month on the first Monday
on the second Tuesday of every month at 14:00 patch the servers | patch the servers | 2026-12-08T14:00 | month/1 on 2 tue | Tuesday 8 December, 14:00 in Shanghai, then every month on the second Tuesday
last Friday of every month at 17:00 drinks | drinks | 2026-11-27T17:00 | month/1 on -1 fri | Friday 27 November, 17:00 in Shanghai, then every month on the last Friday
on the last workday of this month at 12:00 close the books | close the books | 2026-11-24T12:00 | month/1 on last workday x1 | Monday 30 November, 12:00 in Shanghai
every 3 months on the 1st test the alarms | test the alarms | 2026-12-01T09:00 assumed | month/3 on 1 | Tuesday 1 December, 09:00 in Shanghai, then every 3 months on the 1st
every year on 5 December order the tree | order the tree | 2026-12-05T09:00 assumed | year/1 on 5 | Saturday 5 December, 09:00 in Shanghai, then every year on the 5th of December
yearly on March 1 test the sprinklers | test the sprinklers | 2027-03-01T09:00 assumed | year/1 on 1 | Monday 1 March 2027, 09:00 in Shanghai, then every year on the 1st of March
every 31st count the stock | count the stock | 2026-12-31T09:00 assumed | month/1 on 31 | Thursday 31 December, 09:00 in Shanghai, then every month on the 31st
every Friday at 16:00 until 31 December water the plants | water the plants | 2026-11-27T16:00 | week/1 fri until 2026-12-31 | Friday 27 November, 16:00 in Shanghai, then every Friday until Thursday 31 December
water the plants every Friday at 16:00 until 31 December | water the plants | 2026-11-27T16:00 | week/1 fri until 2026-12-31 | Friday 27 November, 16:00 in Shanghai, then every Friday until Thursday 31 December
every Monday at 9:00 for 5 times check the trap | check the trap | 2026-11-30T09:00 | week/1 mon x5 | Monday 30 November, 09:00 in Shanghai, then every Monday, 5 times in all
every day at 9:00 5 times check the trap | check the trap | 2026-11-25T09:00 | day/1 x5 | Wednesday 25 November, 09:00 in Shanghai, then every day, 5 times in all
every month on the 15th pay the rent, if it is a holiday, the day before | pay the rent | 2026-12-15T09:00 assumed | month/1 on 15; previous | Tuesday 15 December, 09:00 in Shanghai, then every month on the 15th; on a day off, the workday before instead
every Friday at 16:00 water the plants, if it falls on a holiday, the next workday | water the plants | 2026-11-27T16:00 | week/1 fri; next | Friday 27 November, 16:00 in Shanghai, then every Friday; on a day off, the next workday instead
every day at 10:00 feed the fish, skip weekends | feed the fish | 2026-11-25T10:00 | day/1; skip | Wednesday 25 November, 10:00 in Shanghai, then every day; not on days off
every Monday at 9:00 except on public holidays check the post | check the post | 2026-11-30T09:00 | week/1 mon; skip | Monday 30 November, 09:00 in Shanghai, then every Monday; not on days off
pay the rent every month on the 31st at 9:00 | pay the rent | 2026-12-31T09:00 | month/1 on 31 | Thursday 31 December, 09:00 in Shanghai, then every month on the 31st
tomorrow at 9 to prepare the meeting on Friday | prepare the meeting on Friday | 2026-11-25T09:00 | once | Wednesday 25 November, 09:00 in Shanghai
call extension 15 tomorrow at 11:00 | call extension 15 | 2026-11-25T11:00 | once | Wednesday 25 November, 11:00 in Shanghai
about the meeting tomorrow at 9 | the meeting | 2026-11-25T09:00 | once | Wednesday 25 November, 09:00 in Shanghai
starting Monday every 2 weeks at 9:00 clean | clean | 2026-11-30T09:00 | week/2 mon | Monday 30 November, 09:00 in Shanghai, then every other week on Monday
tomorrow at 15 o'clock water | water | 2026-11-25T15:00 | once | Wednesday 25 November, 15:00 in Shanghai
tomorrow at 3 o'clock water | water | 2026-11-25T15:00 | once | Wednesday 25 November, 15:00 in Shanghai
TOMORROW AT 9AM Call Bob | Call Bob | 2026-11-25T09:00 | once | Wednesday 25 November, 09:00 in Shanghai
tomorrow at 9: call Bob | call Bob | 2026-11-25T09:00 | once | Wednesday 25 November, 09:00 in Shanghai
please tomorrow at 9 call Bob | call Bob | 2026-11-25T09:00 | once | Wednesday 25 November, 09:00 in Shanghai
to call Bob tomorrow at 9 | call Bob | 2026-11-25T09:00 | once | Wednesday 25 November, 09:00 in Shanghai
at 3 o'clock water | water | 2026-11-24T15:00 | once | Tuesday 24 November, 15:00 in Shanghai
tomorrow at 9 plan next week | plan next week | 2026-11-25T09:00 | once | Wednesday 25 November, 09:00 in Shanghai
tomorrow at 9 send the report by Friday | send the report by Friday | 2026-11-25T09:00 | once | Wednesday 25 November, 09:00 in Shanghai
tomorrow at 9 knock 3 times | knock 3 times | 2026-11-25T09:00 | once | Wednesday 25 November, 09:00 in Shanghai
tomorrow at 9 wait until Friday | wait until Friday | 2026-11-25T09:00 | once | Wednesday 25 November, 09:00 in Shanghai
quarterly on the 1st test the alarms | test the alarms | 2027-01-01T09:00 assumed | month/3 on 1 | Friday 1 January 2027, 09:00 in Shanghai, then every 3 months on the 1st
every quarter on the 15th at 10:00 test the alarms | test the alarms | 2027-01-15T10:00 | month/3 on 15 | Friday 15 January 2027, 10:00 in Shanghai, then every 3 months on the 15th
at 18:00 call | call | 2026-11-24T18:00 | once | Tuesday 24 November, 18:00 in Shanghai
every day at midnight back up | back up | 2026-11-25T00:00 | day/1 | Wednesday 25 November, 00:00 in Shanghai, then every day
in 1 minute jump | jump | 2026-11-24T10:01 | once | Tuesday 24 November, 10:01 in Shanghai
every Tuesday at 9am meet | meet | 2026-12-01T09:00 | week/1 tue | Tuesday 1 December, 09:00 in Shanghai, then every Tuesday
Friday order lunch for 5 people | order lunch for 5 people | 2026-11-27T09:00 assumed | once | Friday 27 November, 09:00 in Shanghai
every workday at 9 until the end of the year check mail | check mail | 2026-11-25T09:00 | workday/1 until 2026-12-31 | Wednesday 25 November, 09:00 in Shanghai, then every workday until Thursday 31 December
every 400 days dance | dance | 2026-11-25T09:00 assumed | day/400 | Wednesday 25 November, 09:00 in Shanghai, then every 400 days
on the 31st at 9am count | count | 2026-12-31T09:00 | once | Thursday 31 December, 09:00 in Shanghai
the last Friday of the month at 4pm drinks | drinks | 2026-11-27T16:00 | month/1 on -1 fri | Friday 27 November, 16:00 in Shanghai, then every month on the last Friday
every month on the last workday at 3pm close | close | 2026-11-24T15:00 | month/1 on last workday | Monday 30 November, 15:00 in Shanghai, then every month on the last workday
every month on the second Tuesday at 3pm close | close | 2026-12-08T15:00 | month/1 on 2 tue | Tuesday 8 December, 15:00 in Shanghai, then every month on the second Tuesday
at 9 tomorrow call | call | 2026-11-25T09:00 | once | Wednesday 25 November, 09:00 in Shanghai
weekly on Mondays at 9:00 call | call | 2026-11-30T09:00 | week/1 mon | Monday 30 November, 09:00 in Shanghai, then every Monday
every Friday at 4 pm, if it's a holiday, skip it, water | water | 2026-11-27T16:00 | week/1 fri; skip | Friday 27 November, 16:00 in Shanghai, then every Friday; not on days off
every 2 workdays check | check | 2026-11-25T09:00 assumed | workday/2 | Wednesday 25 November, 09:00 in Shanghai, then every other workday
every second workday at 10:00 check | check | 2026-11-25T10:00 | workday/2 | Wednesday 25 November, 10:00 in Shanghai, then every other workday
`;

/** The same. */
export const chinese = `
每月最后一个工作日 下午3点 交水电表 | 交水电表 | 2026-11-24T15:00 | month/1 on last workday | 11月30日周一 15:00（上海时间），之后每月最后一个工作日
下周三下午三点半 开会 | 开会 | 2026-12-02T15:30 | once | 12月2日周三 15:30（上海时间）
每周五 16:00 给绿植浇水 | 给绿植浇水 | 2026-11-27T16:00 | week/1 fri | 11月27日周五 16:00（上海时间），之后每周五
每周五下午四点 给绿植浇水 | 给绿植浇水 | 2026-11-27T16:00 | week/1 fri | 11月27日周五 16:00（上海时间），之后每周五
每两周周一早上9点 换滤芯 | 换滤芯 | 2026-11-30T09:00 | week/2 mon | 11月30日周一 09:00（上海时间），之后每两周的周一
每天早上8点半 开门 | 开门 | 2026-11-25T08:30 | day/1 | 11月25日周三 08:30（上海时间），之后每天
工作日早上九点 站会 | 站会 | 2026-11-25T09:00 | workday/1 | 11月25日周三 09:00（上海时间），之后每个工作日
每个工作日 打卡 | 打卡 | 2026-11-25T09:00 assumed | workday/1 | 11月25日周三 09:00（上海时间），之后每个工作日
每个工作日上午10点 打卡 | 打卡 | 2026-11-25T10:00 | workday/1 | 11月25日周三 10:00（上海时间），之后每个工作日
每月15号 交房租 | 交房租 | 2026-12-15T09:00 assumed | month/1 on 15 | 12月15日周二 09:00（上海时间），之后每月15日
每月15号上午10点 交房租 | 交房租 | 2026-12-15T10:00 | month/1 on 15 | 12月15日周二 10:00（上海时间），之后每月15日
每个月15日 交房租 | 交房租 | 2026-12-15T09:00 assumed | month/1 on 15 | 12月15日周二 09:00（上海时间），之后每月15日
每月底 抄水表 | 抄水表 | 2026-11-30T09:00 assumed | month/1 on last day | 11月30日周一 09:00（上海时间），之后每月最后一天
每月月底下午5点 抄水表 | 抄水表 | 2026-11-30T17:00 | month/1 on last day | 11月30日周一 17:00（上海时间），之后每月最后一天
每季度1号 测试警报 | 测试警报 | 2027-01-01T09:00 assumed | month/3 on 1 | 2027年1月1日周五 09:00（上海时间），之后每3个月1日
每周一和周四上午十点 取信 | 取信 | 2026-11-26T10:00 | week/1 mon,thu | 11月26日周四 10:00（上海时间），之后每周一和周四
每周一三五早上7点 开门 | 开门 | 2026-11-25T07:00 | week/1 mon,wed,fri | 11月25日周三 07:00（上海时间），之后每周一、周三和周五
每周一到周五 9:00 签到 | 签到 | 2026-11-25T09:00 | week/1 mon,tue,wed,thu,fri | 11月25日周三 09:00（上海时间），之后每周一、周二、周三、周四和周五
每隔一天 浇花 | 浇花 | 2026-11-25T09:00 assumed | day/2 | 11月25日周三 09:00（上海时间），之后每两天
每3天 浇花 | 浇花 | 2026-11-25T09:00 assumed | day/3 | 11月25日周三 09:00（上海时间），之后每3天
每三天上午9点 浇花 | 浇花 | 2026-11-25T09:00 | day/3 | 11月25日周三 09:00（上海时间），之后每3天
隔周周二 11:00 清冰箱 | 清冰箱 | 2026-11-24T11:00 | week/2 tue | 11月24日周二 11:00（上海时间），之后每两周的周二
每月第一个周一 10:00 消防演练 | 消防演练 | 2026-12-07T10:00 | month/1 on 1 mon | 12月7日周一 10:00（上海时间），之后每月第一个周一
每月第二个星期二下午两点 打补丁 | 打补丁 | 2026-12-08T14:00 | month/1 on 2 tue | 12月8日周二 14:00（上海时间），之后每月第二个周二
每月最后一个周五 17:00 聚餐 | 聚餐 | 2026-11-27T17:00 | month/1 on -1 fri | 11月27日周五 17:00（上海时间），之后每月最后一个周五
每月第一个工作日 补咖啡 | 补咖啡 | 2026-11-25T09:00 assumed | month/1 on first workday | 12月1日周二 09:00（上海时间），之后每月第一个工作日
每年12月5日 订圣诞树 | 订圣诞树 | 2026-12-05T09:00 assumed | year/1 on 5 | 12月5日周六 09:00（上海时间），之后每年12月5日
每年3月1日上午九点 测试喷淋 | 测试喷淋 | 2027-03-01T09:00 | year/1 on 1 | 2027年3月1日周一 09:00（上海时间），之后每年3月1日
半小时后 看烤箱 | 看烤箱 | 2026-11-24T10:30 | once | 11月24日周二 10:30（上海时间）
2小时后 给银行打电话 | 给银行打电话 | 2026-11-24T12:00 | once | 11月24日周二 12:00（上海时间）
两个小时后给银行打电话 | 给银行打电话 | 2026-11-24T12:00 | once | 11月24日周二 12:00（上海时间）
30分钟后 看烤箱 | 看烤箱 | 2026-11-24T10:30 | once | 11月24日周二 10:30（上海时间）
一个半小时后 出发 | 出发 | 2026-11-24T11:30 | once | 11月24日周二 11:30（上海时间）
一刻钟后 出发 | 出发 | 2026-11-24T10:15 | once | 11月24日周二 10:15（上海时间）
过20分钟 关窗 | 关窗 | 2026-11-24T10:20 | once | 11月24日周二 10:20（上海时间）
明早 浇花 | 浇花 | 2026-11-25T09:00 assumed | once | 11月25日周三 09:00（上海时间）
明早8点 浇花 | 浇花 | 2026-11-25T08:00 | once | 11月25日周三 08:00（上海时间）
明天上午9点给电梯公司打电话 | 给电梯公司打电话 | 2026-11-25T09:00 | once | 11月25日周三 09:00（上海时间）
明天 给房东打电话 | 给房东打电话 | 2026-11-25T09:00 assumed | once | 11月25日周三 09:00（上海时间）
后天 给房东打电话 | 给房东打电话 | 2026-11-26T09:00 assumed | once | 11月26日周四 09:00（上海时间）
后天下午 给房东打电话 | 给房东打电话 | 2026-11-26T15:00 assumed | once | 11月26日周四 15:00（上海时间）
大后天晚上七点 锁门 | 锁门 | 2026-11-27T19:00 | once | 11月27日周五 19:00（上海时间）
今晚8点 锁地下室 | 锁地下室 | 2026-11-24T20:00 | once | 11月24日周二 20:00（上海时间）
今天下午5点 锁门 | 锁门 | 2026-11-24T17:00 | once | 11月24日周二 17:00（上海时间）
今天17:30 锁门 | 锁门 | 2026-11-24T17:30 | once | 11月24日周二 17:30（上海时间）
下午5点 锁门 | 锁门 | 2026-11-24T17:00 | once | 11月24日周二 17:00（上海时间）
17:30 锁门 | 锁门 | 2026-11-24T17:30 | once | 11月24日周二 17:30（上海时间）
5点 锁门 | 锁门 | 2026-11-24T17:00 | once | 11月24日周二 17:00（上海时间）
中午12点 订午饭 | 订午饭 | 2026-11-24T12:00 | once | 11月24日周二 12:00（上海时间）
中午 订午饭 | 订午饭 | 2026-11-24T12:00 assumed | once | 11月24日周二 12:00（上海时间）
凌晨2点 重启服务器 | 重启服务器 | 2026-11-25T02:00 | once | 11月25日周三 02:00（上海时间）
晚上12点 重启服务器 | 重启服务器 | 2026-11-25T00:00 | once | 11月25日周三 00:00（上海时间）
零点 重启服务器 | 重启服务器 | 2026-11-25T00:00 | once | 11月25日周三 00:00（上海时间）
月底 交报告 | 交报告 | 2026-11-30T09:00 assumed | once | 11月30日周一 09:00（上海时间）
下个月5号 交房租 | 交房租 | 2026-12-05T09:00 assumed | once | 12月5日周六 09:00（上海时间）
下个月5号下午两点 交房租 | 交房租 | 2026-12-05T14:00 | once | 12月5日周六 14:00（上海时间）
5号 交房租 | 交房租 | 2026-12-05T09:00 assumed | once | 12月5日周六 09:00（上海时间）
二十五号上午十点一刻 交房租 | 交房租 | 2026-11-25T10:15 | once | 11月25日周三 10:15（上海时间）
12月31日16:00 关账 | 关账 | 2026-12-31T16:00 | once | 12月31日周四 16:00（上海时间）
2027年1月15日 续合同 | 续合同 | 2027-01-15T09:00 assumed | once | 2027年1月15日周五 09:00（上海时间）
１２月５日　１６：００　续合同 | 续合同 | 2026-12-05T16:00 | once | 12月5日周六 16:00（上海时间）
周五 订纸 | 订纸 | 2026-11-27T09:00 assumed | once | 11月27日周五 09:00（上海时间）
周五上午10点 订纸 | 订纸 | 2026-11-27T10:00 | once | 11月27日周五 10:00（上海时间）
星期天 订纸 | 订纸 | 2026-11-29T09:00 assumed | once | 11月29日周日 09:00（上海时间）
下周五 订纸 | 订纸 | 2026-12-04T09:00 assumed | once | 12月4日周五 09:00（上海时间）
下下周三 订纸 | 订纸 | 2026-12-09T09:00 assumed | once | 12月9日周三 09:00（上海时间）
本周五 订纸 | 订纸 | 2026-11-27T09:00 assumed | once | 11月27日周五 09:00（上海时间）
周二下午三点 打电话 | 打电话 | 2026-11-24T15:00 | once | 11月24日周二 15:00（上海时间）
三天后 查快递 | 查快递 | 2026-11-27T09:00 assumed | once | 11月27日周五 09:00（上海时间）
两周后上午10点 查快递 | 查快递 | 2026-12-08T10:00 | once | 12月8日周二 10:00（上海时间）
年底 盘点 | 盘点 | 2026-12-31T09:00 assumed | once | 12月31日周四 09:00（上海时间）
每周五 16:00 浇花 直到12月31日 | 浇花 | 2026-11-27T16:00 | week/1 fri until 2026-12-31 | 11月27日周五 16:00（上海时间），之后每周五，到12月31日周四为止
每周五 16:00 到12月31日为止 浇花 | 浇花 | 2026-11-27T16:00 | week/1 fri until 2026-12-31 | 11月27日周五 16:00（上海时间），之后每周五，到12月31日周四为止
每周一9点 共5次 检查 | 检查 | 2026-11-30T09:00 | week/1 mon x5 | 11月30日周一 09:00（上海时间），之后每周一，共5次
每天9:00 检查 共三次 | 检查 | 2026-11-25T09:00 | day/1 x3 | 11月25日周三 09:00（上海时间），之后每天，共3次
每月15号 交房租，遇节假日提前 | 交房租 | 2026-12-15T09:00 assumed | month/1 on 15; previous | 12月15日周二 09:00（上海时间），之后每月15日；遇非工作日，提前到前一个工作日
每月15号 交房租，遇节假日顺延 | 交房租 | 2026-12-15T09:00 assumed | month/1 on 15; next | 12月15日周二 09:00（上海时间），之后每月15日；遇非工作日，顺延到下一个工作日
每周五16:00 浇花，遇节假日跳过 | 浇花 | 2026-11-27T16:00 | week/1 fri; skip | 11月27日周五 16:00（上海时间），之后每周五；遇非工作日则跳过
每周一上午9点 检查 节假日除外 | 检查 | 2026-11-30T09:00 | week/1 mon; skip | 11月30日周一 09:00（上海时间），之后每周一；遇非工作日则跳过
每天10点 喂鱼 如遇周末则跳过 | 喂鱼 | 2026-11-25T10:00 | day/1; skip | 11月25日周三 10:00（上海时间），之后每天；遇非工作日则跳过
开会 下周三下午三点半 | 开会 | 2026-12-02T15:30 | once | 12月2日周三 15:30（上海时间）
交水电表 每月最后一个工作日下午3点 | 交水电表 | 2026-11-24T15:00 | month/1 on last workday | 11月30日周一 15:00（上海时间），之后每月最后一个工作日
明天九点 开会 | 开会 | 2026-11-25T09:00 | once | 11月25日周三 09:00（上海时间）
下午13点 打电话 | 打电话 | 2026-11-24T13:00 | once | 11月24日周二 13:00（上海时间）
每周末 上午10点 浇花 | 浇花 | 2026-11-28T10:00 | week/1 sat,sun | 11月28日周六 10:00（上海时间），之后每周六和周日
从下周一开始每两周 上午9点 打扫 | 打扫 | 2026-11-30T09:00 | week/2 mon | 11月30日周一 09:00（上海时间），之后每两周的周一
本月最后一个工作日 中午12点 关账 | 关账 | 2026-11-24T12:00 | month/1 on last workday x1 | 11月30日周一 12:00（上海时间）
明天下午3点一刻，开会 | 开会 | 2026-11-25T15:15 | once | 11月25日周三 15:15（上海时间）
明天下午3点：开会 | 开会 | 2026-11-25T15:00 | once | 11月25日周三 15:00（上海时间）
下个星期三上午 开会 | 开会 | 2026-12-02T09:00 assumed | once | 12月2日周三 09:00（上海时间）
每周日晚上八点 倒垃圾 | 倒垃圾 | 2026-11-29T20:00 | week/1 sun | 11月29日周日 20:00（上海时间），之后每周日
每两个月15号 换水 | 换水 | 2026-12-15T09:00 assumed | month/2 on 15 | 12月15日周二 09:00（上海时间），之后每两个月15日
每3个月1号上午9点 换滤芯 | 换滤芯 | 2026-12-01T09:00 | month/3 on 1 | 12月1日周二 09:00（上海时间），之后每3个月1日
明天9点 敲门三次 | 敲门三次 | 2026-11-25T09:00 | once | 11月25日周三 09:00（上海时间）
明天9点 起早 | 起早 | 2026-11-25T09:00 | once | 11月25日周三 09:00（上海时间）
晚8点 锁门 | 锁门 | 2026-11-24T20:00 | once | 11月24日周二 20:00（上海时间）
每天早8点 开门 | 开门 | 2026-11-25T08:00 | day/1 | 11月25日周三 08:00（上海时间），之后每天
工作日 打卡 | 打卡 | 2026-11-25T09:00 assumed | workday/1 | 11月25日周三 09:00（上海时间），之后每个工作日
每周二、周四 9:30 开会 | 开会 | 2026-11-26T09:30 | week/1 tue,thu | 11月26日周四 09:30（上海时间），之后每周二和周四
周三 9：30，开会 | 开会 | 2026-11-25T09:30 | once | 11月25日周三 09:30（上海时间）
每月最后一天 下午5点 抄表 | 抄表 | 2026-11-30T17:00 | month/1 on last day | 11月30日周一 17:00（上海时间），之后每月最后一天
3月1日 上午9点 检查 | 检查 | 2027-03-01T09:00 | once | 2027年3月1日周一 09:00（上海时间）
每周一 9:00 开会 遇假期提前一天 | 开会 | 2026-11-30T09:00 | week/1 mon; previous | 11月30日周一 09:00（上海时间），之后每周一；遇非工作日，提前到前一个工作日
每月15日 交租 遇周末顺延到下一个工作日 | 交租 | 2026-12-15T09:00 assumed | month/1 on 15; next | 12月15日周二 09:00（上海时间），之后每月15日；遇非工作日，顺延到下一个工作日
每月10号上午十点提前付款 | 提前付款 | 2026-12-10T10:00 | month/1 on 10 | 12月10日周四 10:00（上海时间），之后每月10日
每个星期五下午四点半浇花 | 浇花 | 2026-11-27T16:30 | week/1 fri | 11月27日周五 16:30（上海时间），之后每周五
每天 09:00 吃药 直到年底 | 吃药 | 2026-11-25T09:00 | day/1 until 2026-12-31 | 11月25日周三 09:00（上海时间），之后每天，到12月31日周四为止
每天中午12点半 订饭 | 订饭 | 2026-11-24T12:30 | day/1 | 11月24日周二 12:30（上海时间），之后每天
明天下午 2 点 开会 | 开会 | 2026-11-25T14:00 | once | 11月25日周三 14:00（上海时间）
下午3点半给张三打电话 | 给张三打电话 | 2026-11-24T15:30 | once | 11月24日周二 15:30（上海时间）
`;

/** Phrase | problem, and what it is unsure of. */
export const refused = `
at 9 lock up | unsure whichHalf
Tuesday at 9 call Anna | unsure whichHalf
remember the milk | noTime
tomorrow at 9 | noText
every Friday | noText
sometime next week call Bob | unsure vague
call Bob soon | unsure vague
later call Bob | unsure vague
next week call Bob | unsure vague
yesterday call Bob | past
on 10 November 2026 call Bob | past
today at 8:00 call Bob | unsure whichHalf
today at 9 call Bob | unsure whichHalf
at 8 call Bob | unsure whichHalf
on Friday or Monday call Bob | unsure twoTimes
tomorrow at 9 or 10 call Bob | unsure twoTimes
on Friday at 9 call Bob on Monday | unsure twoTimes
call Bob by Friday | unsure deadline
every hour drink water | unsure tooOften
every week clean | unsure whichDay
every month clean | unsure whichDay
tomorrow at midnight restart | unsure midnight
from 9 to 10 call | unsure twoTimes
5 times call | noTime
plan for Monday | noTime
buy 5 chairs | noTime
at 25:00 call | noTime
before Christmas order gifts | unsure vague
每季度 测试警报 | unsure whichDay
9点 锁门 | unsure whichHalf
周二9点 打电话 | unsure whichHalf
买牛奶 | noTime
明天上午9点 | noText
每周五 | noText
有空的时候 打电话 | unsure vague
尽快 打电话 | unsure vague
改天 打电话 | unsure vague
下周 打电话 | unsure vague
国庆前 打电话 | unsure vague
春节后 打电话 | unsure vague
昨天 打电话 | past
2026年11月10日 打电话 | past
今天上午8点 打电话 | past
8点 打电话 | unsure whichHalf
周五或周一 打电话 | unsure twoTimes
明天9点或者10点 打电话 | unsure twoTimes
周五前 打电话 | unsure deadline
每小时 喝水 | unsure tooOften
每周 打扫 | unsure whichDay
每月 打扫 | unsure whichDay
每隔两天 浇花 | unsure whichInterval
明天晚上12点 重启 | unsure midnight
9点到10点 开会 | unsure twoTimes
共5次 打电话 | noTime
周五 打电话 周一 | unsure twoTimes
每年 体检 | unsure whichDay
every 500 days dance | unsure vague
by 5pm call | unsure deadline
查看工作日 | noTime
明早九点半 | noText
提前一天 | noTime
每10分钟 喝水 | unsure tooOften
`;
