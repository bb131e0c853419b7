import { Descriptions } from 'antd';
import type { ReactNode } from 'react';
import type { Who } from '#engine/schema/types.gen.ts';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { titled } from '../../runtime-ui/words.ts';
import { conditionLines } from '../catalog/condition-words.ts';
import { definitionAddress } from '../catalog/entries.ts';
import { recordLabels } from '../catalog/labels.ts';
import type { Pack } from '../catalog/pack.ts';
import { say, speech } from '../words.ts';
import { ConditionTree } from './ConditionTree.tsx';
import type { ViewProps } from './ReadableDefinition.tsx';

const whoText = (pack: Pack, who: Who): string =>
  [
    who.post && (titled(pack.catalog.definitions.post.get(who.post)?.title) || who.post),
    who.assigned &&
      say('who.assigned', { name: titled(pack.catalog.definitions.post.get(who.assigned)?.title) || who.assigned }),
    who.author && say('who.author'),
  ]
    .filter(Boolean)
    .join(say('who.and'));

/** A legal document: its template, number, people, seal and service. */
export const DocumentView = ({ definition, pack }: ViewProps<'document'>) => {
  const words = speech();
  const { definitions } = pack.catalog;
  const people = (all: readonly Who[] | undefined) => (all ?? []).map((who) => whoText(pack, who)).join(say('who.or'));
  const stages = [...definitions.workflow.values()].find((flow) => flow.module === definition.record)?.stages ?? [];
  const link = (kind: string, key: string, title: ReactNode) => <Link to={definitionAddress(kind, key)}>{title}</Link>;
  return (
    <Descriptions
      bordered
      size="small"
      column={1}
      items={[
        {
          key: 'record',
          label: say('document.record'),
          children: titled(definitions.module.get(definition.subject ?? definition.record)?.title),
        },
        {
          key: 'template',
          label: say('document.template'),
          children: link('template', definition.template, <code>{definition.template}</code>),
        },
        {
          key: 'style',
          label: say('document.style'),
          children: link('style', definition.style, <code>{definition.style}</code>),
        },
        {
          key: 'stage',
          label: say('document.stage'),
          children: titled(stages.find((stage) => stage.key === definition.stage)?.title) || say('none'),
        },
        {
          key: 'numbering',
          label: say('document.numbering'),
          children: definition.numbering
            ? link('numbering', definition.numbering, titled(definitions.numbering.get(definition.numbering)?.title))
            : say('none'),
        },
        {
          key: 'form',
          label: say('document.form'),
          children: definition.form
            ? link('form', definition.form, titled(definitions.form.get(definition.form)?.title))
            : say('none'),
        },
        { key: 'prepare', label: say('document.prepare'), children: people(definition.prepare) },
        { key: 'issue', label: say('document.issue'), children: people(definition.issue) },
        { key: 'seal', label: say('document.seal'), children: say(definition.seal ? 'yes' : 'no') },
        { key: 'served', label: say('document.served'), children: say(definition.served ? 'yes' : 'no') },
        { key: 'copies', label: say('document.copies'), children: definition.copies ?? '' },
        ...(definition.requiredWhen
          ? [
              {
                key: 'required',
                label: say('document.requiredWhen'),
                children: (
                  <ConditionTree
                    lines={conditionLines(
                      definition.requiredWhen,
                      recordLabels(pack.catalog, definition.record, words),
                      words,
                    )}
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  );
};
