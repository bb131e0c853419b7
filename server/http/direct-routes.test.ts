import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Context } from 'koa';
import { directRoutes } from './direct-routes.ts';

const asked = async (method: string, path: string): Promise<string> => {
  const direct = directRoutes('/api');
  let answer = 'the router';
  for (const route of ['/things/new', '/things/:id', '/things/:id/parts/:part'])
    direct.add({ method: 'get', path: route }, async ({ params }) => {
      answer = `${route} ${JSON.stringify(params)}`;
    });
  await direct.middleware({ method, path } as Context, async () => {});
  return answer;
};

it('finds a route by its words and gives its parameters, the first declared before the others', async () => {
  assert.equal(await asked('GET', '/api/things/new'), '/things/new {}');
  assert.equal(await asked('GET', '/api/things/7'), '/things/:id {"id":"7"}');
  assert.equal(await asked('GET', '/api/things/7/parts/x'), '/things/:id/parts/:part {"id":"7","part":"x"}');
});

it('leaves to the router what is not spelt as declared', async () => {
  for (const path of ['/api/things', '/api/things/', '/api/things/7/', '/api/THINGS/7', '/api/things/%37', '/things/7'])
    assert.equal(await asked('GET', path), 'the router', path);
  assert.equal(await asked('POST', '/api/things/7'), 'the router');
});
