import {
  Background,
  BaseEdge,
  Controls,
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useMemo } from 'react';
import { say } from '../words.ts';
import { markWidth, type StateMark, type WayMark, type WorkflowPicture } from './picture-of.ts';
import './workflow-editor.css';

/** What is chosen in the picture or in the tables. */
export interface Chosen {
  readonly state?: string;
  readonly action?: string;
  readonly step?: string;
}

interface Shown<M> {
  readonly [key: string]: unknown;
  readonly mark: M;
  readonly chosen: Chosen;
  readonly at: string | undefined;
  readonly choose: (chosen: Chosen) => void;
}

type StateNode = Node<Shown<StateMark>, 'state'>;
type WayEdge = Edge<Shown<WayMark>, 'way'>;

interface PictureProps {
  readonly picture: WorkflowPicture;
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
  /** Where a walk stands. */
  readonly at: string | undefined;
}

const nodeTypes = { state: ({ data }: NodeProps<StateNode>) => <StateBox {...data} /> };
const edgeTypes = { way: (props: EdgeProps<WayEdge>) => <WayLine {...props} /> };

const titleOf = ({ states }: WorkflowPicture, key: string): string =>
  states.find((state) => state.key === key)?.title ?? key;

/** The workflow as a picture. What is clicked, or reached with the Tab key and pressed, is opened in the tables beside it. */
export const Picture = ({ picture, chosen, choose, at }: PictureProps) => {
  const nodes = useMemo(
    () =>
      picture.states.map(
        (mark): StateNode => ({
          id: mark.key,
          type: 'state',
          position: { x: mark.x, y: mark.y },
          data: { mark, chosen, at, choose },
          draggable: false,
          width: markWidth,
        }),
      ),
    [picture, chosen, choose, at],
  );
  const edges = useMemo(
    () =>
      picture.ways.map(
        (mark): WayEdge => ({
          id: mark.id,
          type: 'way',
          source: mark.from,
          target: mark.to,
          ariaLabel: say('workflow-editor.way', { from: titleOf(picture, mark.from), to: titleOf(picture, mark.to) }),
          markerEnd: { type: MarkerType.ArrowClosed },
          data: { mark, chosen, at, choose },
        }),
      ),
    [picture, chosen, choose, at],
  );
  return (
    <section className="workflow-picture" aria-label={say('workflow-editor.picture')}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        fitView
        minZoom={0.1}
        nodesFocusable={false}
        edgesFocusable={false}
        nodesConnectable={false}
        elementsSelectable={false}
        preventScrolling={false}
        zoomOnScroll={false}
        panOnScroll={false}
        proOptions={{ hideAttribution: true }}
        ariaLabelConfig={{
          'controls.ariaLabel': say('workflow-editor.controls'),
          'controls.zoomIn.ariaLabel': say('workflow-editor.zoomIn'),
          'controls.zoomOut.ariaLabel': say('workflow-editor.zoomOut'),
          'controls.fitView.ariaLabel': say('workflow-editor.fit'),
        }}
      >
        <Background />
        <Controls showInteractive={false} />
      </ReactFlow>
    </section>
  );
};

const StateBox = ({ mark, chosen, at, choose }: Shown<StateMark>) => (
  <div
    className={['state-mark', `state-${mark.class}`, chosen.state === mark.key && 'chosen', at === mark.key && 'here']
      .filter(Boolean)
      .join(' ')}
  >
    <Handle type="target" position={Position.Top} isConnectable={false} />
    <button
      type="button"
      className="nodrag nopan"
      data-state-mark={mark.key}
      aria-pressed={chosen.state === mark.key}
      onClick={() => choose({ state: mark.key })}
    >
      {mark.initial && <span className="mark-tag">{say('workflow.initial')}</span>}
      {mark.title}
      {mark.findings > 0 && <span className="mark-fault">{say('rule-editor.faults', { count: mark.findings })}</span>}
      {mark.forms + mark.documents > 0 && (
        <small>{say('workflow-editor.holds', { forms: mark.forms, documents: mark.documents })}</small>
      )}
    </button>
    {mark.steps.map(({ action, step, title }, index) => (
      <button
        key={`${action} ${step}`}
        type="button"
        className="nodrag nopan state-step"
        aria-pressed={chosen.action === action && chosen.step === step}
        onClick={() => choose({ action, step })}
      >
        {index + 1}. {title}
      </button>
    ))}
    <Handle type="source" position={Position.Bottom} isConnectable={false} />
  </div>
);

const WayLine = (props: EdgeProps<WayEdge>) => {
  const { data, markerEnd, source } = props;
  if (data === undefined) return null;
  const { mark, chosen, choose } = data;
  const { path, x, y } = mark;
  const lit = chosen.action === mark.action;
  return (
    <>
      <BaseEdge path={path} {...(markerEnd !== undefined && { markerEnd })} className={lit ? 'way-lit' : ''} />
      <EdgeLabelRenderer>
        <button
          type="button"
          className={lit ? 'nodrag nopan way-label chosen' : 'nodrag nopan way-label'}
          style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          onClick={() => choose({ action: mark.action, state: source })}
        >
          {mark.label}
          {mark.guarded && ` ${say('workflow-editor.guarded')}`}
        </button>
      </EdgeLabelRenderer>
    </>
  );
};
