import { Tabs } from 'antd';
import { useMemo } from 'react';
import { say } from '../words.ts';
import { FactList } from './FactList.tsx';
import { GoldenPanel } from './GoldenPanel.tsx';
import { LadderView } from './LadderView.tsx';
import { laddersOf } from './ladders-of.ts';
import type { RuleSetEditorProps } from './outcome-props.ts';
import { RuleList } from './RuleList.tsx';
import './rule-editor.css';
import { RuleSettings } from './RuleSettings.tsx';
import { TableView } from './TableView.tsx';
import { WholeTrial } from './WholeTrial.tsx';

/** A rule set: rules and facts in words, as a table or ladder, with trials and examples beside them. */
export const RuleSetEditor = (props: RuleSetEditorProps) => {
  const { value } = props;
  const ladders = useMemo(() => laddersOf(value), [value]);
  return (
    <div className="rule-editor">
      <Tabs
        className="rule-main"
        destroyOnHidden
        items={[
          { key: 'rules', label: say('rule-editor.rules'), children: <RuleList {...props} /> },
          { key: 'facts', label: say('rule-editor.facts'), children: <FactList {...props} /> },
          { key: 'table', label: say('rule-editor.table'), children: <TableView {...props} /> },
          ...(ladders.length > 0
            ? [{ key: 'ladder', label: say('rule-editor.ladder'), children: <LadderView {...props} /> }]
            : []),
          { key: 'settings', label: say('rule-editor.settings'), children: <RuleSettings {...props} /> },
        ]}
      />
      <Tabs
        className="rule-side"
        items={[
          { key: 'trial', label: say('definition.trial'), children: <WholeTrial {...props} /> },
          { key: 'golden', label: say('kind.golden'), children: <GoldenPanel {...props} /> },
        ]}
      />
    </div>
  );
};
