/** What people fill in beside the course of worked example A. */
export const officers = ['lizhiyuan', 'wangxiaoqing'];
export const steel = { name: '热轧带肋钢筋', spec: 'HRB400E Φ12mm×9m', qty: '12', unit: 't', value: 4_620_000 };
export const seal = {
  kind: 'seal-goods',
  reason: '涉嫌生产不符合保障人体健康和人身、财产安全标准的钢筋',
  legalBasis: '《中华人民共和国产品质量法》第十八条第一款第（四）项',
  place: '城东区工业二路18号成品库',
  storage: 'in-place',
  plannedAt: '2026-05-08',
  items: [steel],
  officers,
};
export const begun = (startAt: string) => ({ startAt, partyPresent: true, rightsTold: true });

export const correction = {
  correctionKind: 'until',
  dueAt: '2026-05-23',
  facts: '生产不符合国家标准的热轧带肋钢筋',
  violated: '《中华人民共和国产品质量法》第十三条第二款',
  orderBasis: '《中华人民共和国产品质量法》第四十九条',
  items: [{ text: '停止生产、销售该批产品' }],
  checkWay: 'on-site',
};

export const testedSample = {
  sampleNo: 'S-0117-24',
  productName: '热轧带肋钢筋',
  sampledAt: '2026-06-10T01:00:00.000Z',
  place: '成品库',
  method: 'random',
  base: '12',
  qty: '0.1',
  unit: 't',
  free: true,
  samplers: officers,
  partySign: 'signed',
};

export const unreached = {
  documentKind: 'other',
  addressee: '江州市明峰轧钢有限公司',
  documents: [{ title: '询问通知书', copies: 1 }],
  place: '城东区工业二路18号',
  mode: 'public',
  servers: officers,
};
