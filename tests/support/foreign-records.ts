/** What no program has written: records, by where they are kept, of columns that there are not, and what makes them. */
export const foreignRecords: readonly (readonly [record: string, statement: string])[] = [
  [
    'cell.val',
    `insert into cell (tbl, uid, col, sid, seq, val, hlc)
      select 'passage', uid, 'note', x'00', 1, '{"descript\u00efon":null}', 0 from passage`,
  ],
  ['change.after', `update change set after = '{"name\\"; --":1}' where tbl = 'passage'`],
  ['change.after', `update change set after = '[1]' where tbl = 'passage'`],
  ['change.before', `update change set tbl = 'nowhere', before = '{"uid":1}'`],
  ['change.contested', `update change set contested = '[{"sid":"00","seq":1,"hlc":0,"val":{"x":1}}]'`],
]
