import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { catalogOf, changed, smallPack } from '#test/support/small-pack.ts';
import { buildSoundWorld } from '#test/support/sound-world.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { type Db, run } from '../storage/db.ts';
import { putBlob } from '../storage/definitions.ts';
import { i24 } from './i24-amounts.ts';
import type { World } from './world.ts';

/** Loans with items and their total, a module whose rests are written by a rule, and papers that print capitals. */
const pack = () => {
  const form = changed(smallPack(), 'definitions/loan/forms/loanForm.json', (loan: { components: object[] }) => {
    loan.components.push(
      {
        type: 'datagrid',
        key: 'items',
        label: 'items',
        input: true,
        components: [{ type: 'money', key: 'amount', label: 'amount', input: true }],
      },
      {
        type: 'money',
        key: 'total',
        label: 'total',
        input: true,
        calculateValue: { _sum: [{ map: [{ var: 'data.items' }, { var: 'amount' }] }] },
      },
    );
  });
  return changed(form, 'definitions/loan/module.json', (loan: { fields: object[] }) => {
    loan.fields.push({ field: 'rest', type: 'money', title: { zh: 'rest' } });
  });
};

const ruleSet = {
  key: 'rests',
  facts: {
    due: { type: 'money', field: 'price' },
    paid: { type: 'money', field: 'paid' },
    rest: { type: 'money', calculate: { '-': [{ var: 'due' }, { var: 'paid' }] } },
  },
  rules: [
    {
      key: 'rest',
      when: { all: [{ fact: 'rest', operator: 'exists' }] },
      outcome: { type: 'set', field: 'rest', value: { fact: 'rest' } },
    },
  ],
};
const rolledBack = new Error('rolled back');

onEachStorage('Amounts', (storage) => {
  let world: World;
  before(async () => {
    const sound = await buildSoundWorld(storage.storage, storage.dataDir);
    const module = catalogOf(pack()).module('loan');
    world = { ...sound, pinned: async () => module };
    await storage.storage.define(['drop trigger if exists `entry_update`', 'drop trigger if exists `decision_update`']);
  });

  /** What is named once the statements are carried out, then all is taken back. */
  const found = async (statements: readonly string[], more: Partial<World> = {}, also = async (_db: Db) => {}) => {
    let named: string[] = [];
    const work = async (db: Db): Promise<void> => {
      await also(db);
      for (const statement of statements) await run(db, statement);
      const answer = await i24.find({ ...world, ...more, db });
      const offences = 'offences' in answer ? answer.offences : answer;
      named = offences.map(({ table, row }) => `${table} ${row}`);
      throw rolledBack;
    };
    await assert.rejects(
      storage.storage.transact(work),
      (error) => error === rolledBack || assert.fail(error as Error),
    );
    return named;
  };

  const filled = (id: string, data: object) =>
    `update \`entry\` set \`data\` = '${JSON.stringify(data)}' where \`id\` = 'e${id}'`;
  const items = (...amounts: number[]) => amounts.map((amount) => ({ amount }));

  it('a total that is not the sum of its items is named, and a right one is not', async () => {
    assert.deepEqual(
      await found([
        filled('1', { items: items(500, 700), total: 1200 }),
        filled('2', { items: items(500, 700), total: 1201 }),
        filled('3', { items: items(500), total: 0 }),
        filled('4', { items: items(500, 1), total: 500 }),
        filled('5', { items: [], total: 7 }),
        filled('6', { items: items(-500, 700), total: 1200 }),
        filled('7', { items: [{ amount: '500' }], total: 500 }),
      ]),
      ['entry e2', 'entry e3', 'entry e4', 'entry e5', 'entry e6', 'entry e7'],
    );
  });

  it('rests that are not what the rule gives, or were changed afterwards, are named', async () => {
    const decide = async (db: Db) => {
      const definition = await putBlob(db, JSON.stringify(ruleSet));
      for (const [id, price, paid, rest] of [
        ['1', 5000, 2000, 3000],
        ['2', 5000, 2000, 3001],
        ['3', 5000, 5000, 0],
        ['4', 5000, 6000, 1000],
      ] as const) {
        const inputs = JSON.stringify({
          facts: { due: price, paid, rest: price - paid },
          regime: 'rules-2020',
          date: '2026-06-01',
          definition,
        });
        const outcome = JSON.stringify([
          { rule: 'rest', type: 'set', unknown: false, set: { field: 'rest', value: rest } },
        ]);
        await run(
          db,
          `update \`decision\` set \`inputs\` = '${inputs}', \`outcome\` = '${outcome}' where \`id\` = 'x${id}'`,
        );
        await run(db, `update \`m_loan\` set \`data\` = '{"rest":${id === '3' ? 1 : rest}}' where \`id\` = '${id}'`);
      }
    };
    assert.deepEqual(await found([], {}, decide), ['decision x2', 'decision x4', 'm_loan 3']);
  });

  it('capitals on paper that are none of the figures it was made from are named', async () => {
    const papers: Record<string, string> = {
      w1: '壹佰元整',
      w2: '壹佰零壹元整',
      w3: '壹佰元',
      w4: '壹万元整',
      w5: '伍角',
      w6: '壹佰元零伍分',
    };
    const view = await storage.storage.transact((db) =>
      putBlob(db, JSON.stringify({ view: { record: { total: 10000 } } })),
    );
    const more = {
      reprint: {
        html: async (_db: Db, id: string) => `<p>${papers[id] ?? ''}</p>`,
        pdf: async () => ({ skipped: '' }),
      },
    };
    await storage.storage.define(['drop trigger if exists `document_update`']);
    assert.deepEqual((await found([`update \`document\` set \`view\` = '${view}'`], more)).sort(), [
      'document w2',
      'document w4',
      'document w6',
    ]);
  });
});
