import type { ExchangeDefinition, ExchangeMessage, FieldType, ValueSource } from '../../schema/types.gen.ts';
import type { Catalog, CompiledModule, Finding } from '../catalog.ts';
import { at, each, effectsOf, members } from '../walk.ts';
import { type Check, finding, moduleOf } from './check.ts';
import { meant } from './meant.ts';

/** Both sides of an exchange have the fields, states and actions it names, and every message is sent by its side. */
export const checkExchanges: Check = (catalog) =>
  [...catalog.definitions.exchange.values()].flatMap((exchange) => {
    const order = moduleOf(catalog, exchange.order);
    const receipt = moduleOf(catalog, exchange.receipt);
    if (order === undefined || receipt === undefined) return [];
    const sides: Sides = { exchange, order, receipt };
    return [
      ...checkFields(sides),
      ...checkStates(sides),
      ...checkActions(sides),
      ...checkBack(sides),
      ...checkMessages(sides),
      ...checkSending(catalog, sides),
    ];
  });

interface Sides {
  readonly exchange: ExchangeDefinition;
  readonly order: CompiledModule;
  readonly receipt: CompiledModule;
}

interface FieldUse {
  readonly module: CompiledModule;
  readonly path: string;
  readonly field: string | undefined;
  readonly types?: readonly FieldType[];
  /** Its value leaves with messages. */
  readonly leaves?: true;
}

const checkField = (exchange: ExchangeDefinition, { module, path, field, types, leaves }: FieldUse): Finding[] => {
  if (field === undefined) return [];
  const known = module.fields.get(field);
  const name = module.definition.title;
  if (known === undefined)
    return [
      finding(exchange, path, 'exchange-field-missing', {
        field,
        module: name,
        right: meant(field, module.fields.keys()),
      }),
    ];
  if (leaves && known.sensitivity !== undefined) return [finding(exchange, path, 'exchange-secret', { field })];
  if (types === undefined || types.includes(known.type)) return [];
  return [finding(exchange, path, 'exchange-field-type', { field, type: known.type, right: types.join(', ') })];
};

const checkFields = ({ exchange, order, receipt }: Sides): Finding[] => {
  const { forward, extension, cc } = exchange;
  const organizations: readonly FieldType[] = ['organization', 'codes'];
  const uses: FieldUse[] = [
    { module: order, path: '/receivers', field: exchange.receivers, types: organizations },
    { module: order, path: '/cc/field', field: cc?.field, types: organizations },
    ...mapped('/carry', exchange.carry, order, receipt),
    ...each('/counts', exchange.counts).map(({ path, value }) => ({
      module: order,
      path: `${path}/field`,
      field: value.field,
      types: value.sum === undefined ? ['integer' as const] : ['integer' as const, 'money' as const],
    })),
    ...each('/back', exchange.back).map(({ path, value }) => ({
      module: receipt,
      path: `${path}/field`,
      field: value.field,
      leaves: true as const,
    })),
    ...mapped('/forward/data', forward?.data, receipt, order),
    { module: order, path: '/forward/field', field: forward?.field },
    { module: order, path: '/forward/orderDue', field: forward?.orderDue, types: ['date'] },
    { module: receipt, path: '/forward/receiptDue', field: forward?.receiptDue, types: ['date'] },
    { module: receipt, path: '/extension/asked', field: extension?.asked, types: ['date'] },
    { module: receipt, path: '/extension/due', field: extension?.due, types: ['date'] },
    { module: receipt, path: '/extension/count', field: extension?.count, types: ['integer'] },
    ...each('/messages', exchange.messages).flatMap(({ path, value }) => {
      const [speaker, listener] = value.from === 'order' ? [order, receipt] : [receipt, order];
      return mapped(`${path}/data`, value.data, speaker, listener);
    }),
  ];
  return uses.flatMap((use) => checkField(exchange, use));
};

/** Fields written on one side, and the fields of the other that their values are read from. */
const mapped = (
  path: string,
  values: Readonly<Record<string, ValueSource>> | undefined,
  from: CompiledModule,
  target: CompiledModule,
): FieldUse[] =>
  members(path, values).flatMap(({ key, path: place, value }) => [
    { module: target, path: place, field: key },
    ...('field' in value ? [{ module: from, path: `${place}/field`, field: value.field, leaves: true as const }] : []),
  ]);

const checkStates = ({ exchange, receipt }: Sides): Finding[] => {
  const known = Object.keys(receipt.workflow.states);
  return [
    ...each('/closed', exchange.closed),
    ...each('/counts', exchange.counts).flatMap(({ path, value }) => each(`${path}/states`, value.states)),
    ...each('/messages', exchange.messages).flatMap(({ path, value }) => each(`${path}/states`, value.states)),
  ]
    .filter(({ value }) => !known.includes(value))
    .map(({ path, value }) =>
      finding(exchange, path, 'exchange-state-missing', {
        state: value,
        module: receipt.definition.title,
        right: meant(value, known),
      }),
    );
};

/** What a message or a count sets off is an action nobody else takes; what waits for lower orders is a person's. */
const checkActions = ({ exchange, order, receipt }: Sides): Finding[] => [
  ...each('/messages', exchange.messages).flatMap(({ path, value }) =>
    checkAction(exchange, value.from === 'order' ? receipt : order, at(`${path}/action`, value.action), true),
  ),
  ...each('/auto', exchange.auto).flatMap(({ path, value }) =>
    checkAction(exchange, order, at(`${path}/action`, value.action), true),
  ),
  ...checkAction(exchange, receipt, at('/cc/action', exchange.cc?.action), true),
  ...each('/forward/require', exchange.forward?.require).flatMap((one) => checkAction(exchange, receipt, one, false)),
];

const checkAction = (
  exchange: ExchangeDefinition,
  { workflow, definition }: CompiledModule,
  { path, value: action }: { readonly path: string; readonly value: string | undefined },
  machine: boolean,
): Finding[] => {
  if (action === undefined) return [];
  const known = workflow.actions[action];
  if (known === undefined)
    return [
      finding(exchange, path, 'exchange-action-missing', {
        action,
        module: definition.title,
        right: meant(action, Object.keys(workflow.actions)),
      }),
    ];
  return machine && known.machine !== true
    ? [finding(exchange, path, 'exchange-action-person', { title: known.title })]
    : [];
};

const checkBack = ({ exchange }: Sides): Finding[] => {
  const known = exchange.back.map(({ key }) => key);
  const { main, sign } = exchange.lights;
  const used = [
    ...members('/lights/main', {
      start: main.start,
      due: main.due,
      done: main.done,
      pending: main.pending,
      again: main.again,
    }),
    ...(sign === undefined ? [] : members('/lights/sign', { start: sign.start, due: sign.due, done: sign.done })),
  ];
  const flags = each('/messages', exchange.messages).map(({ path, value }) => at(`${path}/onlyIf`, value.onlyIf));
  const sums = each('/counts', exchange.counts).map(({ path, value }) => at(`${path}/sum`, value.sum));
  return [
    ...[...used, ...flags, ...sums].flatMap(({ path, value }) =>
      value === undefined || known.includes(value)
        ? []
        : [finding(exchange, path, 'exchange-back-unknown', { key: value, right: known.join(', ') })],
    ),
    ...each('/back', exchange.back)
      .filter(({ value }) => (value.field === undefined) === (value.deadline === undefined))
      .map(({ path, value }) => finding(exchange, path, 'exchange-source', { key: value.key })),
  ];
};

const checkMessages = ({ exchange }: Sides): Finding[] => {
  const creating = exchange.messages.filter(({ create, from }) => create === true && from === 'order').length;
  const keys = exchange.messages.map(({ key }) => key);
  const named = [
    at('/extension/message', exchange.extension?.message),
    at('/urge/message', exchange.urge?.message),
  ].filter(({ value }) => value !== undefined && !keys.includes(value));
  return [
    ...(creating === 1 ? [] : [finding(exchange, '/messages', 'exchange-create', { count: creating })]),
    ...each('/messages', exchange.messages)
      .filter(({ value }, index) => keys.indexOf(value.key) !== index)
      .map(({ path, value }) => finding(exchange, `${path}/key`, 'exchange-message-twice', { message: value.key })),
    ...named.map(({ path, value }) =>
      finding(exchange, path, 'exchange-message-missing', {
        message: value,
        exchange: exchange.title,
        right: keys.join(', '),
      }),
    ),
  ];
};

/** Every message is sent by the workflow of its side, and by no other. */
const checkSending = (catalog: Catalog, sides: Sides): Finding[] => {
  const { exchange } = sides;
  const sent = sendsOf(catalog, exchange);
  const right = (send: Send) => send.message !== undefined && send.module === speakerOf(sides, send.message);
  const silent = each('/messages', exchange.messages).filter(
    ({ value }) => value.key !== exchange.urge?.message && !sent.some((send) => send.message === value && right(send)),
  );
  return [
    ...sent.filter((send) => !right(send)).map((send) => wrongSend(sides, send)),
    ...silent.map(({ path, value }) => finding(exchange, path, 'exchange-never-sent', { message: value.title })),
  ];
};

interface Send {
  readonly module: CompiledModule;
  readonly path: string;
  readonly key: string;
  readonly message: ExchangeMessage | undefined;
}

const sendsOf = (catalog: Catalog, exchange: ExchangeDefinition): Send[] =>
  [...catalog.definitions.module.keys()].flatMap((key) => {
    const module = moduleOf(catalog, key);
    if (module === undefined) return [];
    return effectsOf(module.workflow).flatMap(({ path, value }) => {
      if (value.type !== 'send' || value.exchange !== exchange.key) return [];
      const message = exchange.messages.find((one) => one.key === value.message);
      return [{ module, path, key: value.message, message }];
    });
  });

const speakerOf = ({ order, receipt }: Sides, { from }: ExchangeMessage): CompiledModule =>
  from === 'order' ? order : receipt;

const wrongSend = (sides: Sides, { module, path, key, message }: Send): Finding => {
  const { exchange } = sides;
  if (message !== undefined)
    return finding(module.workflow, path, 'exchange-message-side', {
      message: message.title,
      module: speakerOf(sides, message).definition.title,
    });
  return finding(module.workflow, `${path}/message`, 'exchange-message-missing', {
    message: key,
    exchange: exchange.title,
    right: exchange.messages.map((one) => one.key).join(', '),
  });
};
