import { parseArgs } from 'node:util';

export interface Setting {
  /** Records in the table before measuring. */
  readonly rows: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly databases: readonly ('sqlite' | 'mariadb')[];
  readonly operations: readonly Operation[];
  /** What the hand-written server answers with. */
  readonly http: 'koa' | 'plain';
}

export type Operation = 'create' | 'read' | 'update' | 'list' | 'action';
const all: readonly Operation[] = ['create', 'read', 'update', 'list', 'action'];

/** `npm run bench -- --rows 100000 --rounds 3 --seconds 2 --connections 8 --database sqlite,mariadb --operation read,list --http koa` */
export const readSetting = (): Setting => {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '2' },
      connections: { type: 'string', default: '8' },
      database: { type: 'string', default: 'sqlite,mariadb' },
      operation: { type: 'string', default: all.join() },
      http: { type: 'string', default: 'koa' },
    },
  });
  const databases = values.database.split(',');
  return {
    rows: Number(values.rows),
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    connections: Number(values.connections),
    databases: (['sqlite', 'mariadb'] as const).filter((name) => databases.includes(name)),
    http: values.http === 'plain' ? 'plain' : 'koa',
    operations: all.filter((name) => values.operation.split(',').includes(name)),
  };
};

/** Who asks in every measurement: an account of the demonstration that registers cases for its own organization. */
export const asker = { account: 'chenmingyuan', organization: '96010200', password: 'demo' };

/** What is filled in; the same for every server. */
export const filling = {
  actFrom: '2026-03-18',
  actPlace: '城东区工业二路18号',
  actRegion: '960102',
  actTo: '2026-03-25',
  caseSource: 'market-check',
  caseTitle: '某某轧钢有限公司涉嫌生产不符合安全标准的钢筋案',
  clueMode: 'test-report',
  clueReceivedAt: '2026-04-27T07:30:00.000Z',
  content:
    '省级监督抽查发现，当事人生产的热轧带肋钢筋下屈服强度实测372MPa，标准要求不小于400MPa，检验结论为不合格，当事人未申请复检。',
  estimatedValue: 6_930_000,
  isCounterfeit: false,
  productCategory: '0101',
  productName: '热轧带肋钢筋',
  sourceRef: 'DJCC-2026-JC-0117',
  spec: 'HRB400E Φ12mm×9m',
  suggestion: 'verify',
  suspectAddress: '城东区工业二路18号',
  suspectKind: 'legal-person',
  suspectLegalRep: '周建平',
  suspectName: '某某轧钢有限公司',
  suspectPhone: '0960-5550118',
  violationTypes: ['0101'],
};
