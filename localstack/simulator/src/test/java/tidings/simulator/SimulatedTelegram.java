package tidings.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.AnswerInlineQuery;
import org.telegram.telegrambots.meta.api.methods.GetFile;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChatMember;
import org.telegram.telegrambots.meta.api.methods.send.SendAnimation;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.methods.send.SendMediaGroup;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.DeleteMessages;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageCaption;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageMedia;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.media.InputMedia;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboard;
import tidings.aws.Json;
import tidings.aws.Message;
import tidings.botapi.CallResult;
import tidings.botapi.Telegram;
import tidings.chats.ChatState;
import tidings.chats.Chats;
import tidings.domain.ChatId;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.ShowAlbumV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.telegram.CardId;

/// Telegram as the bot sees it: remembers what each chat shows, and refuses as the real one does.
final class SimulatedTelegram implements Telegram {
    private static final String INTERIM = "⏳";

    /// The state of a card that says how long an answer will take.
    private static final Pattern DELAYED =
            Pattern.compile("(?:in about|in etwa) (?:a minute|einer Minute|(\\d+) [Mm]inute)");

    private final VirtualTime time;
    private final Random random;
    private final double odd;
    private final Account account;
    private final Timeline timeline;
    private final Map<Long, TreeMap<Integer, Shown>> chats = new HashMap<>();
    private final Set<Long> blocked = new HashSet<>();
    private final Set<Integer> orphans = new HashSet<>();
    private int messages;

    /// A message as a chat shows it.
    ///
    /// @param card that it shows; may be empty
    /// @param buttons callback data of its buttons
    record Shown(String card, String html, List<String> buttons) {
        boolean isInterim() {
            return html.startsWith(INTERIM);
        }
    }

    /// A card that a chat shows in a message from now on, or the first picture of its album.
    ///
    /// @param what was sent, as readers know it
    record Sent(ChatId chat, CardId card, int message, String what) {
        boolean isNotedIn(Chats chats) {
            ChatState state = chats.state(chat).get().orElse(ChatState.NEW);
            return chats.messages(chat, card).album().contains(message)
                    || Stream.of(chats.message(chat, card), state.message(card))
                            .anyMatch(OptionalInt.of(message)::equals);
        }
    }

    SimulatedTelegram(VirtualTime time, Random random, double odd, Account account, Timeline timeline) {
        this.time = time;
        this.random = random;
        this.odd = odd;
        this.account = account;
        this.timeline = timeline;
    }

    /// The messages of the bot in a chat, by their ids.
    TreeMap<Integer, Shown> chat(long chat) {
        return chats.computeIfAbsent(chat, _ -> new TreeMap<>());
    }

    Map<Long, TreeMap<Integer, Shown>> chats() {
        return chats;
    }

    /// Whether a fault had the card of a message sent a second time, so that nobody knows of this one.
    boolean isOrphan(int message) {
        return orphans.contains(message);
    }

    void block(long chat) {
        blocked.add(chat);
        account.blocks(chat);
    }

    void unblock(long chat) {
        blocked.remove(chat);
    }

    /// Somebody deletes the last message of the bot; what it showed may come again.
    void delete(long chat) {
        if (!chat(chat).isEmpty()) {
            int last = chat(chat).lastKey();
            String card = chat(chat).remove(last).card();
            account.maySendAgain(chat, card);
            timeline.add(() -> "message " + last + " is deleted in " + chat);
        }
    }

    boolean isBlocked(long chat) {
        return blocked.contains(chat);
    }

    @Override
    public CallResult call(PartialBotApiMethod<?> method) {
        Outgoing.fault(method).ifPresent(fault -> account.breach(Breach.INVALID, time.now(), fault));
        CallResult result = random.nextDouble() < odd ? refusal(method) : answer(method);
        timeline.add(() -> method.getClass().getSimpleName() + " for " + subject() + " -> "
                + result.getClass().getSimpleName());
        return result;
    }

    private String subject() {
        return time.running().subject instanceof Message message ? message.deduplication() : "";
    }

    private CallResult refusal(PartialBotApiMethod<?> method) {
        long chat = method instanceof SendMessage send ? Long.parseLong(send.getChatId()) : 0;
        if (random.nextBoolean()) {
            int seconds = 1 + random.nextInt(20);
            account.fault(time.now(), time.now() + 1_000L * seconds, chat);
            return new CallResult.SlowDown(Duration.ofSeconds(seconds));
        }
        account.fault(time.now(), time.now() + 1_000, chat);
        return new CallResult.Unavailable("error 502");
    }

    private CallResult answer(PartialBotApiMethod<?> method) {
        return switch (method) {
            case SendMessage send -> send(Long.parseLong(send.getChatId()), send.getText(), send.getReplyMarkup());
            case SendPhoto send -> picture(send.getPhoto(), send.getChatId(), send.getCaption(), send.getReplyMarkup());
            case SendAnimation send ->
                picture(send.getAnimation(), send.getChatId(), send.getCaption(), send.getReplyMarkup());
            case SendDocument file -> send(Long.parseLong(file.getChatId()), file.getCaption(), null);
            case SendMediaGroup album -> album(Long.parseLong(album.getChatId()), album.getMedias());
            case EditMessageCaption edit ->
                edit(Long.parseLong(edit.getChatId()), edit.getMessageId(), edit.getCaption(), edit.getReplyMarkup());
            case EditMessageMedia edit ->
                edit(
                        Long.parseLong(edit.getChatId()),
                        edit.getMessageId(),
                        edit.getMedia().getCaption(),
                        edit.getReplyMarkup());
            case DeleteMessages delete -> {
                chat(Long.parseLong(delete.getChatId())).keySet().removeAll(delete.getMessageIds());
                yield new CallResult.Done(Json.mapper().getNodeFactory().booleanNode(true));
            }
            case EditMessageText edit ->
                edit(Long.parseLong(edit.getChatId()), edit.getMessageId(), edit.getText(), edit.getReplyMarkup());
            case AnswerCallbackQuery answer ->
                account.isAnswered(answer.getCallbackQueryId())
                        ? new CallResult.Done(Json.mapper().getNodeFactory().booleanNode(true))
                        : new CallResult.Refused(400, "Bad Request: query is too old");
            case AnswerInlineQuery _ ->
                new CallResult.Done(Json.mapper().getNodeFactory().booleanNode(true));
            case GetChatMember _ -> {
                ObjectNode member = Json.mapper().createObjectNode().put("status", "administrator");
                member.putObject("user").put("id", 1).put("is_bot", false).put("first_name", "Ada");
                yield new CallResult.Done(member);
            }
            case GetFile _ -> new CallResult.Refused(400, "Bad Request: wrong file_id");
            default -> throw new AssertionError("the simulated Telegram does not know " + method.getClass());
        };
    }

    private CallResult picture(InputFile file, String chat, String caption, ReplyKeyboard keyboard) {
        return isLost(file.getAttachName())
                ? new CallResult.MediaRefused("failed to get HTTP URL content")
                : send(Long.parseLong(chat), caption, keyboard);
    }

    private static boolean isLost(String url) {
        return url.contains("lost");
    }

    private CallResult album(long chat, List<InputMedia> media) {
        if (isBlocked(chat)) {
            return new CallResult.Blocked();
        } else if (media.stream().map(InputMedia::getMedia).anyMatch(SimulatedTelegram::isLost)) {
            return new CallResult.MediaRefused("group send failed");
        }
        ShowAlbumV1 show = (ShowAlbumV1) time.running().subject;
        String what = Readers.ALBUM + show.card();
        ArrayNode sent = Json.mapper().createArrayNode();
        media.forEach(_ -> {
            chat(chat).put(++messages, new Shown("", "", List.of()));
            sent.addObject().put("message_id", messages);
        });
        account.sent(chat, what, "");
        time.running().sent =
                new Sent(show.chat(), show.card(), sent.get(0).get("message_id").intValue(), what);
        timeline.add(() -> "chat " + chat + " shows an " + what);
        return new CallResult.Done(sent);
    }

    private CallResult send(long chat, String html, ReplyKeyboard keyboard) {
        if (isBlocked(chat)) {
            return new CallResult.Blocked();
        }
        int id = ++messages;
        Optional<ShowCardV1> shows = shows();
        String card = shows.map(show -> show.card().value()).orElse("");
        chat(chat).forEach((message, other) -> {
            if (other.card().equals(card)) {
                orphans.add(message);
            }
        });
        chat(chat).put(id, shown(card, html, keyboard));
        tell(chat, id, true, html);
        shows.ifPresent(show -> time.running().sent = new Sent(show.chat(), show.card(), id, card));
        return new CallResult.Done(Json.mapper().createObjectNode().put("message_id", id));
    }

    private CallResult edit(long chat, int id, String html, ReplyKeyboard keyboard) {
        Shown before = chat(chat).get(id);
        if (isBlocked(chat)) {
            return new CallResult.Blocked();
        } else if (before == null) {
            shows().ifPresent(card -> account.gone(cause(card)));
            return new CallResult.MessageGone();
        }
        Shown after = shown(before.card(), html, keyboard);
        chat(chat).put(id, after);
        tell(chat, id, false, html);
        return after.equals(before)
                ? new CallResult.NotModified()
                : new CallResult.Done(Json.mapper().createObjectNode().put("message_id", id));
    }

    /// The card of the message in work; the words for a press come as one where it is too late for an answer.
    private Optional<ShowCardV1> shows() {
        return switch (time.running().subject) {
            case ShowCardV1 card -> Optional.of(card);
            case AnswerCallbackV1 answer -> answer.late();
            default -> Optional.empty();
        };
    }

    private void tell(long chat, int message, boolean isNew, String html) {
        shows().ifPresent(card -> {
            String cardId = card.card().value();
            account.shown(chat, cause(card), cardId, isNew, html.startsWith(INTERIM));
            if (isNew) {
                account.sent(chat, cardId, html);
            }
            Matcher delayed = DELAYED.matcher(html);
            if (delayed.find()) {
                long minutes = delayed.group(1) == null ? 1 : Long.parseLong(delayed.group(1));
                account.promised(chat, cardId, time.now() + minutes * 60_000);
            }
            account.alarmShown(cardId + " " + html);
            String first = html.lines().findFirst().orElse("");
            timeline.add(() -> "chat " + chat + " shows in " + message + ": " + first);
        });
    }

    private static String cause(ShowCardV1 card) {
        return card.id().replaceFirst("/.*|^[^/]*$", "").replaceFirst("^p(?=\\d)", ""); // alarms: that of the press
    }

    private static Shown shown(String card, String html, ReplyKeyboard keyboard) {
        List<String> buttons = keyboard instanceof InlineKeyboardMarkup markup
                ? markup.getKeyboard().stream()
                        .flatMap(List::stream)
                        .filter(button -> button.getCallbackData() != null)
                        .map(button -> button.getCallbackData())
                        .toList()
                : List.of();
        return new Shown(card, html, buttons);
    }
}
