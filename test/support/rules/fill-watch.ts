import type { Watch } from '../watch/hands.ts';

/** Some losses of some readers in some places, and two gauges that watch them. */
export const fillWatch = async (watch: Watch): Promise<void> => {
  const places = ['970101', '960102', '960221'];
  const weights = ['slight', 'heavy', 'grave'];
  for (let at = 0; at < 24; at += 1) {
    const on = `202${5 + (at % 2)}-0${1 + (at % 3)}-${String(1 + at).padStart(2, '0')}`;
    const loss = { reader: `R${at % 7}`, on, weight: weights[at % 3], price: at * 100 };
    await watch.lose({ ...loss, ...(at % 5 !== 0 && { place: places[at % 3] }) });
  }
  for (const [name, digits] of [
    ['near', 6],
    ['far', 2],
  ])
    await watch.add('gauge', { name, blue: 1, yellow: 2, red: 4, days: 500, digits }, 'begin');
  await watch.forget();
};
