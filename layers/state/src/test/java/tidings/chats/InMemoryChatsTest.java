package tidings.chats;

class InMemoryChatsTest implements ChatsContract, ErasedChatsContract {
    private final Chats chats = new InMemoryChats();

    @Override
    public Chats chats() {
        return chats;
    }
}
