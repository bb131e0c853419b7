import { Badge, Empty } from 'antd';
import { showInstant } from '../value/show-time.ts';
import { say, titled } from '../words.ts';
import { Link } from './Link.tsx';
import { type Message, markRead } from './messages.ts';

interface MessageListProps {
  readonly messages: readonly Message[];
  readonly changed: () => void;
}

/** Messages, newest first; opening one marks it as read. */
export const MessageList = ({ messages, changed }: MessageListProps) => {
  if (messages.length === 0) return <Empty description={say('messages.none')} />;
  const open = (message: Message) => {
    if (message.read === null) void markRead(message).then(changed, () => undefined);
  };
  return (
    <ul className="message-list">
      {messages.map((message) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the click comes from the link or button inside
        <li key={message.id} onClick={() => open(message)}>
          <Badge status={message.read === null ? 'processing' : 'default'} />
          <div>
            {message.record ? (
              <Link to={`/m/${message.record.module}/${message.record._id}`}>{titled(message.text)}</Link>
            ) : (
              <span>{titled(message.text)}</span>
            )}
            <small>
              {message.record?.title} {showInstant(message.at)}
            </small>
          </div>
        </li>
      ))}
    </ul>
  );
};
