import { Descriptions, Table, Tag } from 'antd';
import type { WorkflowDefinition } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import { ScrollBox } from '../frame/ScrollBox.tsx';
import { say, sayIfKnown } from '../words.ts';
import type { ViewProps } from './ReadableDefinition.tsx';
import { statesInOrder, transitionsOf } from './transitions.ts';

/** The states of a workflow with what leads out of them, and the approvals with their steps. */
export const WorkflowView = ({ definition, pack }: ViewProps<'workflow'>) => {
  const rows = statesInOrder(definition);
  const title = (state: string) => titled(definition.states[state]?.title) || state;
  return (
    <>
      <h2>{say('workflow.states')}</h2>
      <ScrollBox>
        <Table
          size="small"
          rowKey="key"
          pagination={false}
          dataSource={rows}
          columns={[
            {
              title: say('workflow.state'),
              width: 220,
              render: (_, { key, state }) => (
                <>
                  {titled(state.title)}{' '}
                  {key === definition.initial && <Tag color="blue">{say('workflow.initial')}</Tag>}
                  {state.class === 'terminal' && <Tag>{say('workflow.terminal')}</Tag>}
                  <div className="muted">
                    <code>{key}</code>
                  </div>
                </>
              ),
            },
            {
              title: say('workflow.ways'),
              render: (_, { key }) => (
                <ul className="plain">
                  {transitionsOf(definition, key).map((way) => (
                    <li key={`${way.event} ${way.target}`}>
                      {titled(way.title) || way.event}
                      {way.result && ` · ${sayIfKnown(`result.${way.result}`) ?? way.result}`} → {title(way.target)}
                      {way.guards.length > 0 && (
                        <span className="muted">
                          {' '}
                          {say('workflow.guards', {
                            names: way.guards.map(
                              (guard) => titled(pack.catalog.definitions.ruleset.get(guard)?.title) || guard,
                            ),
                          })}
                        </span>
                      )}
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      </ScrollBox>
      <Approvals
        definition={definition}
        postTitle={(post) => titled(pack.catalog.definitions.post.get(post)?.title) || post}
      />
    </>
  );
};

interface ApprovalsProps {
  readonly definition: WorkflowDefinition;
  readonly postTitle: (post: string) => string;
}

const Approvals = ({ definition, postTitle }: ApprovalsProps) => {
  const withApproval = Object.entries(definition.actions).filter(([, action]) => action.approval !== undefined);
  if (withApproval.length === 0) return null;
  return (
    <>
      <h2>{say('workflow.approvals')}</h2>
      <Descriptions
        bordered
        size="small"
        column={1}
        items={withApproval.map(([key, action]) => ({
          key,
          label: titled(action.title),
          children: (action.approval?.steps ?? [])
            .map((step) => {
              const posts = step.who.map((who) => who.post ?? who.assigned ?? '').map(postTitle);
              return `${titled(step.title)} (${posts.join(say('who.or'))})`;
            })
            .join(' → '),
        }))}
      />
    </>
  );
};
