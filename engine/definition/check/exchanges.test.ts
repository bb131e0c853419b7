import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stockPack } from '#test/support/stock-pack.ts';
import { setPath } from '../../json.ts';
import { buildCatalog } from '../catalog.ts';
import { checkCatalog } from './check-catalog.ts';
import { describeFinding } from './describe.ts';

const exchange = 'definitions/stockOrder/exchanges/stock.json';
const order = 'definitions/stockOrder/forms/orderForm.json';
const orderFlow = 'definitions/stockOrder/workflows/stockOrderFlow.json';
const receiptFlow = 'definitions/stockReceipt/workflows/stockReceiptFlow.json';
const deadline = 'definitions/stockReceipt/deadlines/stock-report.json';

/** The findings of the stock pack after one place of a file of it was changed, as `path code`. */
const findings = (file?: string, place = '', value?: unknown): string[] => {
  const files = stockPack();
  if (file !== undefined) files.set(file, JSON.stringify(setPath(JSON.parse(files.get(file) ?? 'null'), place, value)));
  const { catalog, issues } = buildCatalog(files, new Map());
  assert.deepEqual(issues, []);
  const found = checkCatalog(catalog);
  for (const one of found)
    for (const language of ['zh', 'en'] as const)
      assert.doesNotMatch(describeFinding(one, language), /\{[a-z]+\}/, `${one.code} has no words`);
  return found.map(({ path, code }) => `${path} ${code}`);
};

test('a sound exchange has no finding', () => {
  assert.deepEqual(findings(), []);
});

const faults: readonly (readonly [file: string, place: string, value: unknown, finding: string])[] = [
  [exchange, 'order', 'nobody', '/order reference-missing'],
  [exchange, 'calendar', 'none', '/calendar reference-missing'],
  [exchange, 'allowed.levels', ['town'], '/allowed/levels/0 reference-missing'],
  [exchange, 'forward.buffer', 'none', '/forward/buffer reference-missing'],
  [exchange, 'receivers', 'readers', '/receivers exchange-field-missing'],
  [exchange, 'receivers', 'requirements', '/receivers exchange-field-type'],
  [exchange, 'carry.colour', { literal: 1 }, '/carry/colour exchange-field-missing'],
  [exchange, 'carry.name', { field: 'colour' }, '/carry/name/field exchange-field-missing'],
  [exchange, 'counts.0.field', 'name', '/counts/0/field exchange-field-type'],
  [exchange, 'counts.2.states', ['asleep'], '/counts/2/states/0 exchange-state-missing'],
  [order, 'components.3.meta', { sensitivity: 'personal' }, '/carry/requirements/field exchange-secret'],
  [exchange, 'closed', ['asleep'], '/closed/0 exchange-state-missing'],
  [exchange, 'messages.1.states', ['asleep'], '/messages/1/states/0 exchange-state-missing'],
  [exchange, 'messages.1.action', 'burn', '/messages/1/action exchange-action-missing'],
  [exchange, 'messages.1.action', 'sign', '/messages/1/action exchange-action-person'],
  [exchange, 'auto.0.action', 'finish', '/auto/0/action exchange-action-person'],
  [exchange, 'messages.1.key', 'ask', '/messages/1/key exchange-message-twice'],
  [exchange, 'messages.0.create', undefined, '/messages exchange-create'],
  [exchange, 'messages.1.onlyIf', 'mood', '/messages/1/onlyIf exchange-back-unknown'],
  [exchange, 'lights.main.due', 'mood', '/lights/main/due exchange-back-unknown'],
  [exchange, 'back.0.deadline', 'stock-sign', '/back/0 exchange-source'],
  [exchange, 'urge.message', 'sing', '/urge/message exchange-message-missing'],
  [exchange, 'extension.due', 'name', '/extension/due exchange-field-type'],
  [exchange, 'forward.require', ['burn'], '/forward/require/0 exchange-action-missing'],
  [orderFlow, 'actions.urge.effects', [], '/messages/1 exchange-never-sent'],
  [orderFlow, 'actions.urge.effects.0.message', 'sing', '/actions/urge/effects/0/message exchange-message-missing'],
  [orderFlow, 'actions.urge.effects.0.message', 'signed', '/actions/urge/effects/0 exchange-message-side'],
  [receiptFlow, 'actions.handOn.effects.0.exchange', 'none', '/actions/handOn/effects/0/exchange reference-missing'],
  [deadline, 'due.field', 'name', '/due/field date-not-a-date'],
  [deadline, 'roll', 'next', '/roll deadline-typed-roll'],
  [deadline, 'duration.by', { mood: 'mood' }, '/duration/by/mood field-missing'],
];

for (const [file, place, value, wanted] of faults)
  test(`it is found: ${wanted}`, () => {
    const found = findings(file, place, value);
    assert.ok(found.includes(wanted), found.join('\n'));
  });
