import { DayInput } from '../../runtime-ui/value/DayInput.tsx';
import { TitleField } from '../field/TitleField.tsx';
import { ConditionBox } from './ConditionBox.tsx';
import { FreeEditor } from './FreeEditor.tsx';
import { boxId, type PlaceProps } from './ground.ts';
import { ListEditor } from './ListEditor.tsx';
import { MapEditor } from './MapEditor.tsx';
import { ObjectEditor } from './ObjectEditor.tsx';
import { PlainEditor } from './PlainEditor.tsx';
import { shapeOf } from './schema-node.ts';
import { UnionEditor } from './UnionEditor.tsx';

/** The boxes of any place of a definition, by its schema. */
export const NodeEditor = (props: PlaceProps) => {
  const { node, value, change, path, label, optional, ground } = props;
  switch (shapeOf(node)) {
    case 'title':
      return (
        <TitleField
          id={boxId(path)}
          label={label}
          optional={optional}
          readOnly={ground.readOnly}
          value={value as { zh: string; en?: string } | undefined}
          change={change}
        />
      );
    case 'condition':
      return <ConditionBox {...props} />;
    case 'date':
      return (
        <DayInput
          id={boxId(path)}
          label={label}
          value={typeof value === 'string' ? value : ''}
          disabled={ground.readOnly}
          change={(day) => change(day === '' && optional ? undefined : day)}
        />
      );
    case 'union':
      return <UnionEditor {...props} />;
    case 'list':
      return <ListEditor {...props} />;
    case 'object':
      return <ObjectEditor {...props} />;
    case 'map':
      return <MapEditor {...props} />;
    case 'free':
      return <FreeEditor {...props} />;
    default:
      return <PlainEditor {...props} />;
  }
};
