import { Button, Dropdown, Form } from 'antd';
import { isObject } from '#engine/json.ts';
import { translate } from '#engine/message/translate.ts';
import { Icon } from '../../runtime-ui/frame/Icon.tsx';
import { language } from '../../runtime-ui/words.ts';
import { say } from '../words.ts';
import { emptyValue } from './empty-value.ts';
import { boxId, type PlaceProps } from './ground.ts';
import { memberHint, memberWords } from './member-words.ts';
import { moduleBelow } from './offers.ts';
import { itemsOf, membersOf, type SchemaNode, shapeOf } from './schema-node.ts';

interface ObjectEditorProps extends PlaceProps {
  /** Members that are shown elsewhere. */
  readonly hidden?: readonly string[];
}

const small = new Set(['choice', 'date', 'text', 'integer', 'number', 'boolean']);

/** A member whose boxes stand beside others; the rest have lines of their own. */
const isSmall = (node: SchemaNode): boolean => small.has(shapeOf(node));

/** A list that is one box. */
const isOneBox = (node: SchemaNode): boolean =>
  shapeOf(node) === 'list' && ['text', 'choice'].includes(shapeOf(itemsOf(node)));

/** The members of an object: small ones side by side, others below each other; what is left out can be added. */
export const ObjectEditor = (props: ObjectEditorProps) => {
  const { ground, node, value, change, path, hidden = [] } = props;
  const object = isObject(value) ? value : {};
  const module = path === '' ? props.module : moduleBelow(object, props.module);
  const required = node.schema.required ?? [];
  const members = membersOf(node).filter(
    ([name, { schema }]) => !hidden.includes(name) && typeof schema.const !== 'string',
  );
  const set = (name: string, next: unknown) => {
    const { [name]: _before, ...others } = object;
    change(next === undefined ? others : { ...others, [name]: next });
  };
  const place = ([name, member]: readonly [string, SchemaNode]): PlaceProps => ({
    ground,
    node: member,
    name,
    module,
    value: object[name],
    change: (next) => set(name, next),
    path: `${path}/${name}`,
    label: memberWords(ground.kind, name),
    optional: !required.includes(name),
  });
  const absent = members.filter(
    ([name, member]) => !isSmall(member) && !isOneBox(member) && !required.includes(name) && object[name] === undefined,
  );
  const left = new Set(absent.map(([name]) => name));
  return (
    <div className="object-editor">
      <div className="object-grid">
        {members.map((member) =>
          left.has(member[0]) ? null : isSmall(member[1]) || isOneBox(member[1]) ? (
            <SmallMember key={member[0]} {...place(member)} wide={isOneBox(member[1])} />
          ) : (
            <LargeMember key={member[0]} {...place(member)} />
          ),
        )}
      </div>
      {absent.length > 0 && !ground.readOnly && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: absent.map(([name]) => ({ key: name, label: memberWords(ground.kind, name) })),
            onClick: ({ key }) => {
              const found = absent.find(([name]) => name === key);
              if (found !== undefined) set(key, emptyValue(found[1]));
            },
          }}
        >
          <Button size="small" type="link" className="object-more">
            {say('schema-editor.more')} <Icon name="chevron-down" />
          </Button>
        </Dropdown>
      )}
    </div>
  );
};

const Faults = ({ ground, path }: Pick<PlaceProps, 'ground' | 'path'>) => {
  const found = ground.findings.filter((finding) => finding.path === path);
  return found.map((finding) => (
    <p key={`${finding.code} ${JSON.stringify(finding.params)}`} className="field-fault" role="status">
      {translate(finding, language())}
    </p>
  ));
};

const SmallMember = ({ wide, ...props }: PlaceProps & { readonly wide: boolean }) => {
  const { ground, path, name, label, node } = props;
  const hint = memberHint(ground.kind, name);
  const isYes = shapeOf(node) === 'boolean';
  return (
    <Form.Item
      className={wide ? 'wide' : ''}
      label={isYes ? ' ' : label}
      colon={false}
      htmlFor={boxId(path)}
      required={!props.optional && !isYes}
      {...(hint !== undefined && { extra: hint })}
    >
      <ground.Place {...props} />
      <Faults ground={ground} path={path} />
    </Form.Item>
  );
};

const LargeMember = (props: PlaceProps) => {
  const { ground, path, name, label, optional, change } = props;
  const hint = memberHint(ground.kind, name);
  return (
    <fieldset className="object-member wide">
      <legend>
        {label}
        {optional && !ground.readOnly && (
          <Button
            size="small"
            type="text"
            aria-label={say('field.remove', { name: label })}
            onClick={() => change(undefined)}
          >
            <Icon name="x-lg" />
          </Button>
        )}
      </legend>
      {hint !== undefined && <p className="muted">{hint}</p>}
      <Faults ground={ground} path={path} />
      <ground.Place {...props} />
    </fieldset>
  );
};
