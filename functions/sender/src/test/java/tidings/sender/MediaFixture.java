package tidings.sender;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import tidings.aws.Delivery;
import tidings.aws.Verdict;
import tidings.botapi.CallResult;
import tidings.botapi.HttpTelegram;
import tidings.botapi.Telegram;
import tidings.chats.InMemoryChats;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.domain.PostMedia;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.TelegramSandbox;
import tidings.localstack.telegram.TelegramSettings;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowAlbumV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.telegram.Attachment;
import tidings.telegram.Button;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// Deliveries of posts with pictures, in a sandbox of Telegram that has the same clock and Telegram's limits.
abstract class MediaFixture {
    static final String FINE = "https://pictures.example.org/meadow.jpg";
    static final String LOST = "https://pictures.invalid/meadow.jpg";

    final ManualClock clock = new ManualClock();
    final TelegramSettings settings = TelegramSettings.local().withClock(clock);

    @AutoClose
    final TelegramSandbox sandbox = TelegramSandbox.start(settings);

    final Person ada = sandbox.person("Ada");
    final Place place = Place.of(new ChatId(ada.chat().value()));
    final CardId card = CardId.ofStory(place, "m1");
    final InMemoryChats chats = new InMemoryChats();
    final Watched telegram = new Watched(new HttpTelegram(sandbox.apiAddress(), settings::token));
    Sender sender = sender();

    /// Remembers what was called, and what Telegram did not take.
    static final class Watched implements Telegram {
        private final Telegram telegram;
        final List<PartialBotApiMethod<?>> calls = new ArrayList<>();
        final List<CallResult> refusals = new ArrayList<>();

        private Watched(Telegram telegram) {
            this.telegram = telegram;
        }

        @Override
        public CallResult call(PartialBotApiMethod<?> method) {
            calls.add(method);
            CallResult result = telegram.call(method);
            if (!(result instanceof CallResult.Done)) {
                refusals.add(result);
            }
            return result;
        }
    }

    final Sender sender() {
        return SenderFixture.sender(telegram, _ -> {}, chats, clock);
    }

    /// As the queue does it: what is to be tried again comes again.
    final void deliver(OutboxMessage message) {
        int attempt = 1;
        Verdict verdict = sender.handle(new Delivery<>(message, "id", attempt, 0));
        while (verdict instanceof Verdict.Retry(var pause) && attempt < 20) {
            clock.advance(pause);
            verdict = sender.handle(new Delivery<>(message, "id", ++attempt, 0));
        }
        assertThat(verdict).isEqualTo(Verdict.DONE);
    }

    final ShowCardV1 shown(String html, Optional<Attachment> attached) {
        Card content = new Card(html, List.of(List.of(new Button("Mute", "item|1|7")))).with(attached);
        return new ShowCardV1(place, card, card + "/new", content);
    }

    final ShowCardV1 picture(String html, Attachment.Form form, String url, boolean hidden) {
        return shown(html, Optional.of(new Attachment(form, url, hidden)));
    }

    final ShowAlbumV1 album(Place place, int pictures, String... more) {
        Stream<String> urls = Stream.concat(
                IntStream.range(0, pictures).mapToObj(i -> "https://pictures.example.org/" + i + ".jpg"),
                Stream.of(more));
        return new ShowAlbumV1(
                place,
                CardId.ofStory(place, "m1"),
                urls.map(url -> new PostMedia(PostMedia.Kind.PHOTO, url, 30, 20))
                        .toList(),
                false);
    }

    final ShowCardV1 removed() {
        return new ShowCardV1(
                place, card, card + "/removed", Card.of("<i>Removed</i>").with(Optional.of(Attachment.NOTHING)));
    }

    final LinkPreviewOptions preview() {
        return switch (telegram.calls.getLast()) {
            case SendMessage send -> send.getLinkPreviewOptions();
            case EditMessageText edit -> edit.getLinkPreviewOptions();
            case PartialBotApiMethod<?> other -> throw new AssertionError("a text was expected, not " + other);
        };
    }
}
