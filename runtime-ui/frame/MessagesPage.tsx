import { say } from '../words.ts';
import { Loading } from './Loading.tsx';
import { MessageList } from './MessageList.tsx';
import { useMessages } from './messages.ts';

export const MessagesPage = () => {
  const messages = useMessages();
  return (
    <>
      <h1>{say('messages.title')}</h1>
      <Loading of={messages}>
        {(value) => <MessageList messages={value} changed={() => void messages.reload()} />}
      </Loading>
    </>
  );
};
