import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import { say } from '../words.ts';
import { Icon } from './Icon.tsx';
import { Link } from './Link.tsx';
import { MessageList } from './MessageList.tsx';
import { useMessages } from './messages.ts';

const shown = 8;

/** How many messages are unread, and the newest of them. */
export const MessagesBell = () => {
  const messages = useMessages();
  const [open, setOpen] = useState(false);
  const all = messages.value ?? [];
  const unread = all.filter((message) => message.read === null).length;
  const toggle = (next: boolean) => {
    setOpen(next);
    if (next) void messages.reload();
  };
  const content = (
    <div className="bell">
      <MessageList messages={all.slice(0, shown)} changed={() => void messages.reload()} />
      <Link to="/messages">{say('messages.all')}</Link>
    </div>
  );
  return (
    <Popover content={content} trigger="click" placement="bottomRight" open={open} onOpenChange={toggle}>
      <Button
        type="text"
        className="head-button"
        aria-label={say('messages.unread', { count: unread })}
        icon={
          <Badge count={unread} size="small" offset={[4, -2]}>
            <Icon name="bell" />
          </Badge>
        }
      />
    </Popover>
  );
};
