import { Tooltip } from 'antd';
import { sayIfKnown } from '../words.ts';
import { lightOf } from './light.ts';
import { showInstant } from './show-time.ts';

interface DueLightProps {
  readonly light: string | null | undefined;
  readonly due: string | null;
}

/** A due date with its light; the light is said in words too, for those who do not see the colour. */
export const DueLight = ({ light, due }: DueLightProps) => {
  const shown = lightOf(light, due);
  if (shown === 'none' && due === null) return null;
  const words = sayIfKnown(`light.${shown}`) ?? '';
  return (
    <Tooltip title={words}>
      <span className={`due light-${shown}`}>
        <span className="light" role="img" aria-label={words} />
        {showInstant(due)}
      </span>
    </Tooltip>
  );
};
