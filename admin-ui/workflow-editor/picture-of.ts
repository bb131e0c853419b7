import { graphlib, layout } from '@dagrejs/dagre';
import type { Finding } from '#engine/definition/catalog.ts';
import type { WorkflowDefinition } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import { transitionsOf } from '../definition/transitions.ts';
import { sayIfKnown } from '../words.ts';

/** One step of a sign-off as a state shows it. */
interface StepMark {
  readonly action: string;
  readonly step: string;
  readonly title: string;
}

/** A state in the picture. Places are in pixels, from the upper left corner. */
export interface StateMark {
  readonly key: string;
  readonly title: string;
  readonly class: string;
  readonly initial: boolean;
  readonly steps: readonly StepMark[];
  readonly forms: number;
  readonly documents: number;
  readonly findings: number;
  readonly x: number;
  readonly y: number;
}

/** Everything that leads from one state to another. */
export interface WayMark {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** The first of the actions, which is selected with it. */
  readonly action: string;
  readonly label: string;
  readonly guarded: boolean;
  /** The line as an SVG path, and the middle of its words. */
  readonly path: string;
  readonly x: number;
  readonly y: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface WorkflowPicture {
  readonly states: readonly StateMark[];
  readonly ways: readonly WayMark[];
}

export const markWidth = 190;
const headHeight = 46;
const stepHeight = 24;

const labelWidth = 12;

/** A line through points whose corners are round. */
const smooth = ([first, ...rest]: readonly Point[]): string => {
  if (first === undefined) return '';
  const parts = rest.map((point, index) => {
    const next = rest[index + 1];
    if (next === undefined) return `L ${point.x} ${point.y}`;
    return `Q ${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`;
  });
  return [`M ${first.x} ${first.y}`, ...parts].join(' ');
};

const heightOf = (steps: number): number => headHeight + steps * stepHeight;

/** The steps of the sign-offs that a state offers. */
const stepsIn = (workflow: WorkflowDefinition, state: string): StepMark[] => {
  const actions = new Set(Object.keys(workflow.states[state]?.on ?? {}).map((event) => event.split('.')[0] ?? ''));
  return [...actions].flatMap((action) =>
    (workflow.actions[action]?.approval?.steps ?? []).map(({ key, title }) => ({
      action,
      step: key,
      title: titled(title),
    })),
  );
};

type Way = Omit<WayMark, 'path' | 'x' | 'y'>;

const waysOf = (workflow: WorkflowDefinition): Way[] => {
  const ways = Object.keys(workflow.states).flatMap((from) =>
    transitionsOf(workflow, from)
      .filter(({ target }) => target !== from && workflow.states[target] !== undefined)
      .map((way) => ({ from, ...way })),
  );
  return [...Map.groupBy(ways, ({ from, target }) => `${from} ${target}`)].map(([id, between]) => {
    const [{ from = '', target = '', event = '' } = {}] = between;
    const words = between.map(
      ({ title, result, event: own }) => (result && sayIfKnown(`result.${result}`)) || titled(title) || own,
    );
    const shown = [...new Set(words)];
    return {
      id,
      from,
      to: target,
      action: event.split('.')[0] ?? '',
      label: shown.length > 2 ? `${shown.slice(0, 2).join(' / ')} …` : shown.join(' / '),
      guarded: between.some(({ guards }) => guards.length > 0),
    };
  });
};

/** The states and ways of a workflow, laid out from the top to the bottom; findings of the checks are counted at their states. */
export const pictureOf = (workflow: WorkflowDefinition, findings: readonly Finding[]): WorkflowPicture => {
  const graph = new graphlib.Graph().setGraph({ rankdir: 'TB', nodesep: 40, ranksep: 60, marginx: 10, marginy: 10 });
  graph.setDefaultEdgeLabel(() => ({}));
  const keys = Object.keys(workflow.states);
  const steps = new Map(keys.map((key) => [key, stepsIn(workflow, key)]));
  for (const key of keys) graph.setNode(key, { width: markWidth, height: heightOf(steps.get(key)?.length ?? 0) });
  const ways = waysOf(workflow);
  for (const { from, to, label, guarded } of ways)
    graph.setEdge(from, to, { width: 24 + (label.length + (guarded ? 6 : 0)) * labelWidth, height: 22, labelpos: 'c' });
  layout(graph);
  const states = keys.map((key): StateMark => {
    const state = workflow.states[key];
    const own = steps.get(key) ?? [];
    const placed = graph.node(key) as { readonly x: number; readonly y: number };
    return {
      key,
      title: titled(state?.title) || key,
      class: state?.class ?? 'locked',
      initial: key === workflow.initial,
      steps: own,
      forms: state?.edit?.length ?? 0,
      documents: state?.documents?.length ?? 0,
      findings: findings.filter(({ path }) => path === `/states/${key}` || path.startsWith(`/states/${key}/`)).length,
      x: placed.x - markWidth / 2,
      y: placed.y - heightOf(own.length) / 2,
    };
  });
  const placed = ways.map((way): WayMark => {
    const { points, x, y } = graph.edge(way.from, way.to) as Point & { readonly points: readonly Point[] };
    return { ...way, path: smooth(points), x, y };
  });
  return { states, ways: placed };
};
