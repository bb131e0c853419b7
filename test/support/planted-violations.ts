/** A fault put into the sound world, and the row that must be named for it: `<table> <key>`. */
export interface Plant {
  readonly named: string;
  readonly statements: readonly string[];
}

const plant = (named: string, ...statements: string[]): Plant => ({ named, statements });
const zero = '0'.repeat(64);

const ledger = (id: string, n: number, text: string, more: { organization?: string; state?: string } = {}) =>
  `insert into ledger (id, numbering, organization, year, n, text, state, record_id, document_id, field, reason, by_account, at) values ('${id}', 'loan-number', '${more.organization ?? 'o2'}', 2026, ${n}, '${text}', '${more.state ?? 'reserved'}', null, null, null, null, 'clerk', '2026-06-05T02:00:00.000Z')`;
const counter = (organization: string, last: number) =>
  `insert into counter (numbering, organization, year, last) values ('loan-number', '${organization}', 2026, ${last})`;
const sealUse = (id: string, document: string, number: string, voided = 'null') =>
  `insert into seal_use (id, organization, document_id, record_id, root_id, module, document, title, number, person, at, voided_at) values ('${id}', 'o2', '${document}', '1', '1', 'loan', 'slip', 'Slip', '${number}', 'clerk', '2026-06-05T02:00:00.000Z', ${voided})`;
const setRecord = (id: string, set: string) => `update record set ${set} where id = '${id}'`;
const setDocument = (id: string, set: string) => `update document set ${set} where id = 'w${id}'`;
const setEvent = (record: string, version: number, set: string) =>
  `update event set ${set} where record_id = '${record}' and record_version = ${version}`;

const each = (make: (id: string) => Plant, ids: readonly string[] = ['1', '2', '3', '4', '5']): Plant[] =>
  ids.map(make);

export const plants: Readonly<Record<string, readonly Plant[]>> = {
  I1: [
    plant('ledger loan-number/o2/2026', "delete from ledger where document_id = 'w4'"),
    plant('ledger loan-number/o3/2026', ledger('b3', 2, 'b3', { organization: 'o3' })),
    plant(
      'ledger loan-number/o4/2026',
      ledger('b4', 1, 'b4', { organization: 'o4' }),
      ledger('b5', 3, 'b5', { organization: 'o4' }),
    ),
    plant('ledger loan-number/o5/2026', ledger('b6', 0, 'b6', { organization: 'o5' })),
    plant(
      'ledger loan-number/o1/2026',
      ledger('b7', 1, 'b7', { organization: 'o1' }),
      ledger('b8', 1, 'b8', { organization: 'o1' }),
    ),
  ],
  I2: [
    plant('ledger g1', ledger('g1', 1, 'g1')),
    plant('ledger g2', ledger('g2', 21, 'L-o2 2026-0002')),
    plant('ledger g3', ledger('g3', 9, 'L-o2 2026-9')),
    plant('ledger g4', ledger('g4', 10, 'L-o3 2026-0010')),
    plant('ledger g5', ledger('g5', 11, 'L-o2 2025-0011')),
    plant('ledger g6', ledger('g6', 12, 'l-O2 2026-0012')),
  ],
  I3: [
    plant('counter loan-number/o2/2026', "update counter set last = 7 where organization = 'o2'"),
    plant('counter loan-number/o3/2026', ledger('h3', 1, 'h3', { organization: 'o3' })),
    plant('counter loan-number/o4/2026', counter('o4', 1)),
    plant('counter loan-number/o5/2026', counter('o5', 2), ledger('h5', 3, 'h5', { organization: 'o5' })),
    plant('counter loan-number/o1/2026', counter('o1', 4), ledger('h6', 3, 'h6', { organization: 'o1' })),
  ],
  I4: [
    plant('ledger j1', ledger('j1', 9, 'j1', { state: 'used' })),
    plant('ledger j2', ledger('j2', 10, 'j2', { state: 'voided' })),
    plant('document w3', setDocument('3', "number = 'none'")),
    plant('document w4', ledger('j4', 11, 'j4'), "update ledger set document_id = 'w4' where id = 'j4'"),
    plant('ledger j5', ledger('j5', 12, 'j5'), "update ledger set document_id = 'w5' where id = 'j5'"),
    plant('document w6', setDocument('6', "state = 'voided'")),
    plant('document w7', setDocument('7', "state = 'voided', void_reason = 'x', voided_by = null")),
  ],
  I5: each((id) => plant(`document w${id}`, setDocument(id, `pdf = '${'abcde'[Number(id) - 1]}${zero.slice(1)}'`))),
  I6: [
    plant('document w1', setDocument('1', `view = '${zero}'`)),
    plant('document w2', setDocument('2', 'templates = null')),
    plant('document w3', setDocument('3', `templates = '{"a.hbs":"${zero}"}'`)),
    plant('document w4', setDocument('4', 'fonts = null')),
    plant('document w5', "update `blob` set content = '{}x' where hash = (select view from document where id = 'w5')"),
    plant('document w6', "delete from `blob` where hash = (select view from document where id = 'w6')"),
  ],
  I7: each((id) => plant(`document w${id}`, setDocument(id, `pdf = '${zero}'`))),
  I8: [
    plant('document w1', setDocument('1', "title = 'Other'")),
    plant('document w2', setDocument('2', 'data = \'{"a":1}\'')),
    plant('document w3', setDocument('3', `pdf = '${zero}'`)),
    plant('document w4', setDocument('4', "number = 'L-o2 2026-0099'")),
    plant('document w5', setDocument('5', "issued_at = '2026-06-01T00:00:00.000Z'")),
    plant('document w6', "delete from document where id = 'w6'"),
    plant('document w7', "delete from event where type = 'document.issued' and record_id = '7'"),
  ],
  I9: [
    plant('event 1', "update event set actor = 'other' where seq = 1"),
    plant('block 2', 'delete from event where seq = 7'),
    plant('block 3', "update block set root = 'x' where no = 3"),
    plant('block 4', "update block set previous = 'x' where no = 4"),
    plant('event 22', "update event set data = '{}' where seq = 22"),
    plant('block 7', 'delete from block where no = 6'),
    plant('block 8', `update event set hash = '${zero}' where seq = 40`),
    plant('event 40'),
    plant('event 3', "update event set at = '2026-01-01T00:00:00.000Z' where seq = 3"),
  ],
  I10: [
    plant('counterpart c1', "delete from exchange_outbox where msg_id = 's11'"),
    plant('counterpart c2', "update counterpart set sent = 3 where id = 'c2'"),
    plant('counterpart c3', "update counterpart set received = 2 where id = 'c3'"),
    plant('counterpart c4', "update inbox set version = 2 where msg_id = 't4'"),
    plant(
      'exchange_outbox s51',
      `update exchange_outbox set payload = replace(payload, '"version":1}', '"version":9}') where msg_id = 's51'`,
    ),
    plant('inbox t6', `update inbox set payload = replace(payload, '"data":{', '"data":{"x":1,') where msg_id = 't6'`),
    plant('exchange_outbox s71', "update exchange_outbox set payload = '{}' where msg_id = 's71'"),
  ],
  I11: [
    plant('record 1', setRecord('1', 'version = 5')),
    plant('record 2', "delete from event where record_id = '2' and record_version = 4"),
    plant('record 3', setEvent('3', 4, 'record_version = 3')),
    plant('record 4', "delete from event where record_id = '4'"),
    plant('record 5', "delete from event where record_id = '5' and record_version = 1"),
    plant('event 6', "delete from record where id = '6'"),
  ],
  I12: [
    plant('idempotency author/create-record/key1', "update idempotency set reference = '{' where `key` = 'key1'"),
    plant(
      'idempotency author/create-record/key2',
      'update idempotency set reference = \'{"id":"none"}\' where `key` = \'key2\'',
    ),
    plant('idempotency author/create-record/key3', "update idempotency set status = 500 where `key` = 'key3'"),
    plant('idempotency author/create-record/key4', "update idempotency set body = '' where `key` = 'key4'"),
    plant('idempotency author/create-record/key5', "delete from record where id = '5'"),
  ],
  I13: [
    plant('record 1', setRecord('1', "state = 'gone'")),
    plant('record 2', setRecord('2', "state_class = 'editable'")),
    plant('record 3', setRecord('3', `closure = '${zero}'`)),
    plant('record 4', setRecord('4', "state = ''")),
    plant('record 5', setRecord('5', "state = 'Lent'")),
  ],
  I14: [
    plant('record 1', setRecord('1', "state = 'back'")),
    plant('record 2', setEvent('2', 2, 'data = \'{"from":"draft","to":"back","action":"lend"}\'')),
    plant('record 3', setEvent('3', 4, 'data = \'{"from":"draft","to":"lent","action":"lend"}\'')),
    plant('record 4', setEvent('4', 2, 'data = \'{"from":"draft","to":"review","action":"giveBack"}\'')),
    plant(
      'record 5',
      setEvent('5', 4, 'data = \'{"from":"review","to":"draft","action":"review","result":"return"}\''),
    ),
  ],
  I15: [
    plant('event 2', "update event set actor = 'spare1' where seq = 2"),
    plant('event 8', "update event set actor = 'clerk' where seq = 8"),
    plant('event 14', "update event set actor = 'head' where seq = 14"),
    plant('event 18', "update event set at = '2025-01-01T00:00:00.000Z' where seq = 18"),
    plant('event 23', "update event set at = '2026-08-01T00:00:00.000Z' where seq = 23"),
  ],
  I16: [
    plant('approval_step s1b', "update approval_step set account = 'deputy' where id = 's1b'"),
    plant('approval_step s2b', "update approval_step set account = 'head' where id = 's2b'"),
    plant('approval_step s3a', "update approval_step set on_behalf_of = 'clerk' where id = 's3a'"),
    plant('approval_step s4b', "delete from four_eyes where root_id = '4' and account = 'clerk'"),
    plant('approval_step s5b', "update approval_step set account = 'spare1' where id = 's5b'"),
    plant('approval_step s6b', "update approval_step set on_behalf_of = 'deputy' where id = 's6b'"),
  ],
  I17: [
    plant('approval_step s1a', "update approval_step set account = 'clerk' where id = 's1a'"),
    plant('approval_step s2a', "update approval_step set on_behalf_of = 'author' where id = 's2a'"),
    plant('approval_step s3a', "update approval_step set at = '2026-07-01T02:00:00.000Z' where id = 's3a'"),
    plant('approval_step s4a', "update approval_step set at = '2026-05-31T02:00:00.000Z' where id = 's4a'"),
    plant('event 2', "update event set on_behalf_of = 'head' where seq = 2"),
    plant('event 8', "update event set actor = 'author' where seq = 8"),
  ],
  I18: [
    plant('entry e1', "update entry set data = '{\"book\":5}' where id = 'e1'"),
    plant('entry e2', 'update entry set data = \'{"unknown":"x"}\' where id = \'e2\''),
    plant('entry e3', "update entry set form = 'noForm' where id = 'e3'"),
    plant('entry e4', 'update entry set data = \'{"lentOn":"soon"}\' where id = \'e4\''),
    plant('entry e5', "update entry set data = '{\"price\":1.5}' where id = 'e5'"),
    plant('entry e6', "update entry set data = '[]' where id = 'e6'"),
  ],
  I19: [
    plant('record 1', setRecord('1', "owner = 'nobody'")),
    plant('entry e2', "update entry set record_id = 'none' where id = 'e2'"),
    plant('record 3', "delete from m_loan where id = '3'"),
    plant('file_link f4', `update file_link set hash = '${zero}' where id = 'f4'`),
    plant('file_link f5', "update file_link set record_id = 'none' where id = 'f5'"),
    plant('record 6', setRecord('6', "parent_id = '7'")),
    plant('clock_pause p71', "update clock_pause set clock_id = 'none' where id = 'p71'"),
    plant('record 8', "update m_loan set version = 9 where id = '8'"),
  ],
  I20: [
    plant('organization o2', "update organization set parent = 'none' where id = 'o2'"),
    plant('organization o3', "update organization set parent = 'o4' where id = 'o3'"),
    plant('organization o4', "update organization set parent = 'o3' where id = 'o4'"),
    plant('organization o5', "update organization set parent = null where id = 'o5'"),
    plant(
      'organization_closure o1/o1/0',
      "delete from organization_closure where ancestor = 'o1' and descendant = 'o1'",
    ),
    plant(
      'organization_closure o5/o1/1',
      "insert into organization_closure (ancestor, descendant, depth) values ('o5', 'o1', 1)",
    ),
    plant('organization o1', "update organization set level = 'planet' where id = 'o1'"),
  ],
  I21: [
    plant('task t1a', "update account set active = 0 where id = 'spare1'"),
    plant('task t2b', "delete from account_post where account = 'spare2'"),
    plant('task t3a', "update task set account = 'none' where id = 't3a'"),
    plant('task t4b', "update task set organization = 'o3' where id = 't4b'"),
    plant(
      'record 5',
      setRecord('5', "state_class = 'inApproval'"),
      "update task set state = 'done' where record_id = '5'",
    ),
    plant('record 6', "update organization set active = 0 where id = 'o2'"),
  ],
  I22: [
    plant('clock k1', "update clock set due_at = '2026-06-30' where id = 'k1'"),
    plant('clock k2', "update clock set provisional = 1 where id = 'k2'"),
    plant('clock k3', "update clock set length = 20 where id = 'k3'"),
    plant('clock k4', "update clock set calendar = 'none' where id = 'k4'"),
    plant('clock k5', "update clock set due_at = null where id = 'k5'"),
    plant('clock k6', "update clock set extensions = '[10]' where id = 'k6'"),
    plant('clock k7', "update clock set deadline = 'none' where id = 'k7'"),
  ],
  I23: [
    plant('clock k1', "update clock set state = 'paused' where id = 'k1'"),
    plant('clock p2', "update clock set state = 'running' where id = 'p2'"),
    plant('clock_pause p31', "update clock_pause set to_date = '2026-06-01' where id = 'p31'"),
    plant('clock_pause p42', "update clock_pause set from_date = '2026-06-04' where id = 'p42'"),
    plant('clock p5', "update clock_pause set to_date = null where id = 'p51'"),
    plant('clock p6', "update clock_pause set to_date = '2026-06-12' where id = 'p62'"),
  ],
  I25: [
    plant('custody_line 1', "update custody_line set actor = 'other' where seq = 1"),
    plant('custody_block 2', 'delete from custody_line where seq = 4'),
    plant('custody_block 3', "update custody_block set root = 'x' where no = 3"),
    plant('custody_block 5', 'delete from custody_block where no = 4'),
    plant('file_link f6', 'delete from custody_line where seq = 11'),
    plant('file_link f7', "update custody_line set action = 'view' where seq = 13"),
    plant('custody_line 16', "delete from document where id = 'w8'"),
    plant('custody_line 9', "update custody_line set address = '10.0.0.1' where seq = 9"),
  ],
  I26: [
    plant('decision x1', "update decision set outcome = '[]' where id = 'x1'"),
    plant('decision x2', "update decision set inputs = '{\"facts\":{}}' where id = 'x2'"),
    plant('decision x3', "update decision set law_date = '2026-06-02' where id = 'x3'"),
    plant('decision x4', "update decision set semantics = 2 where id = 'x4'"),
    plant('rule_run_input r5/0', "update rule_run_input set content = 'AAAA' where run_id = 'r5'"),
    plant('rule_run r6', "delete from rule_run_input where run_id = 'r6'"),
    plant('rule_run r7', `update rule_run set inputs = '${zero}' where id = 'r7'`),
  ],
  I24: [
    plant('m_loan 1', "update m_loan set data = '{\"price\":1.5}' where id = '1'"),
    plant('m_loan 2', 'update m_loan set data = \'{"price":"12"}\' where id = \'2\''),
    plant('m_loan 3', "update m_loan set data = '{\"price\":9007199254740993}' where id = '3'"),
    plant('m_loan 4', "update m_loan set data = '{\"price\":1e400}' where id = '4'"),
    plant('m_loan 5', "update m_loan set data = '{\"price\":[1]}' where id = '5'"),
    plant('m_loan 6', "update m_loan set data = '{\"price\":true}' where id = '6'"),
  ],
  I30: [
    plant('m_loan 1', "update m_loan set f_genre_code = 'letters' where id = '1'"),
    plant('m_loan 2', "update m_loan set f_genre_code = 'essays' where id = '2'"),
    plant('m_loan 3', "update m_loan set f_genre_code = 'novel' where id = '3'"),
    plant('m_loan 4', 'update m_loan set data = \'{"book":"Book 5","reader":"R"}\' where id = \'4\''),
    plant('m_loan 5', "update m_loan set data = '{}' where id = '5'"),
    plant('m_loan 6', "update m_loan set layout = 'of nobody' where id = '6'"),
    plant('m_loan 7', "update m_loan set data = '{' where id = '7'"),
  ],
  I31: [
    plant('seal_use s1', sealUse('s1', 'gone', 'L-o2 2026-0001')),
    plant('seal_use s2', sealUse('s2', 'w2', 'L-o2 2026-0099')),
    plant('seal_use s3', sealUse('s3', 'w3', 'L-o2 2026-0003', "'2026-06-06T02:00:00.000Z'")),
    plant('seal_use s4', sealUse('s4', 'w4', '')),
    plant(
      'seal_use s5',
      sealUse('s5', 'w5', 'L-o2 2026-0005'),
      "update document set state = 'voided', void_reason = 'x', voided_by = 'clerk' where id = 'w5'",
    ),
  ],
  I29: [
    plant('record 1', setRecord('2', "parent_id = '1'")),
    plant('record 2', setRecord('3', "parent_id = '2'"), "update m_loan set data = '{\"worth\":29999}' where id = '2'"),
    plant(
      'record 4',
      setRecord('5', "parent_id = '4'"),
      "update m_loan set data = '{\"worth\":30000}' where id = '4'",
      setRecord('6', "parent_id = '4'"),
    ),
    plant('record 7', setRecord('8', "parent_id = '7'"), "update m_loan set data = '{\"worth\":60000}' where id = '7'"),
    plant('record 8', setRecord('1', "parent_id = '8'"), "update m_loan set data = '{}' where id = '1'"),
  ],
  I32: [
    plant('entry e1', `update entry set data = '{"scan":[{"id":"f1","sha256":"${zero}"}]}' where id = 'e1'`),
    plant('entry e2', `update entry set data = '{"scan":[{"id":"none","sha256":"${zero}"}]}' where id = 'e2'`),
    plant(
      'entry e3',
      'update entry set data = (select concat(\'{"rows":[{"scan":[{"id":"f3","sha256":"\', hash, \'"}]}]}\') from file_link where id = \'f3\') where id = \'e3\'',
      "update file_link set removed_at = '2026-07-01T00:00:00.000Z' where id = 'f3'",
    ),
    plant(
      'file_link f4',
      "update file set swept_at = '2026-07-01T00:00:00.000Z' where hash = (select hash from file_link where id = 'f4')",
    ),
    plant('file_link f5', "update file set swept_at = 'x' where hash = (select hash from file_link where id = 'f5')"),
  ],
};
