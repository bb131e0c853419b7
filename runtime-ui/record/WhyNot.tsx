import { Collapse } from 'antd';
import type { Action } from '../answer/acting.ts';
import { say } from '../words.ts';
import { actionTitle } from './action-title.ts';

/** Every action that is refused now, with every reason the server gives. */
export const WhyNot = ({ actions }: { readonly actions: readonly Action[] }) => {
  if (actions.length === 0) return null;
  return (
    <Collapse
      ghost
      size="small"
      className="why-not"
      items={[
        {
          key: 'why',
          label: say('action.whyNot', { count: actions.length }),
          children: (
            <dl>
              {actions.map((action) => (
                <div key={action.key}>
                  <dt>{actionTitle(action)}</dt>
                  {action.reasons.map((reason) => (
                    <dd key={`${reason.path} ${reason.code} ${reason.message}`}>{reason.message}</dd>
                  ))}
                </div>
              ))}
            </dl>
          ),
        },
      ]}
    />
  );
};
