package tidings.categorizer;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tidings.aws.Delivery;
import tidings.aws.Role;
import tidings.aws.Verdict;
import tidings.aws.Wiring;
import tidings.chats.ChatsTable;
import tidings.encoder.Encoder;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.messages.PostsMessage;
import tidings.messages.StoredMessage;
import tidings.state.DynamoDb;

/// What becomes of the messages of each queue. Thread-safe.
record Storage(Categorizer categorizer, Activities activities) implements Role<StoredMessage> {
    static Storage of(CategorizerConfig config, Optional<Encoder> encoder, Wiring wiring) {
        Categorizer categorizer = Categorizer.of(config, encoder, wiring);
        return new Storage(
                categorizer,
                new Activities(
                        categorizer.stores().history(),
                        categorizer.stores().points(),
                        new ChatsTable(DynamoDb.of(wiring), config.chatsTable(), wiring.clock())));
    }

    @Override
    public void beforeBatch(Supplier<List<StoredMessage>> messages) {
        activities.together(messages.get().stream()
                .flatMap(message -> message instanceof ActedV1 acted ? Stream.of(acted) : Stream.empty())
                .toList());
    }

    @Override
    public Verdict handle(Delivery<StoredMessage> delivery) {
        return switch (delivery.message()) {
            case PostsMessage posts -> {
                categorizer.handle(posts);
                yield Verdict.DONE;
            }
            case ActedV1 acted -> activities.handle(delivery.with(acted));
        };
    }
}
