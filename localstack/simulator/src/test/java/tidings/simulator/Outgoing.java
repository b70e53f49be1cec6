package tidings.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.AnswerInlineQuery;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.api.methods.send.SendAnimation;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.methods.send.SendMediaGroup;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageCaption;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.inlinequery.inputmessagecontent.InputTextMessageContent;
import org.telegram.telegrambots.meta.api.objects.inlinequery.result.InlineQueryResultArticle;
import org.telegram.telegrambots.meta.api.objects.media.InputMedia;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboard;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;

/// What Telegram requires of a call (https://core.telegram.org/bots/api#sendmessage and #inlinekeyboardbutton).
final class Outgoing {
    private static final int LONGEST_TEXT = 4_096;
    private static final int LONGEST_CAPTION = 1_024;
    private static final int LONGEST_TOAST = 200;
    private static final int MOST_PICTURES = 10;
    private static final int LONGEST_DATA = 64;
    private static final int MOST_RESULTS = 50;
    private static final Set<String> TAGS = Set.of("b", "i", "a", "code", "pre", "blockquote");
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z]+)( href=\"[^\"<>]*\")?>");
    private static final Pattern REFERENCE = Pattern.compile("&(?:amp|lt|gt|quot);");

    private Outgoing() {}

    /// What Telegram would refuse the call for.
    static Optional<String> fault(PartialBotApiMethod<?> method) {
        return switch (method) {
            case SendMessage send -> text(send.getText()).or(() -> keyboard(send.getReplyMarkup()));
            case EditMessageText edit -> text(edit.getText()).or(() -> keyboard(edit.getReplyMarkup()));
            case SendPhoto send ->
                address(send.getPhoto().getAttachName())
                        .or(() -> caption(send.getCaption()))
                        .or(() -> keyboard(send.getReplyMarkup()));
            case SendAnimation send ->
                address(send.getAnimation().getAttachName())
                        .or(() -> caption(send.getCaption()))
                        .or(() -> keyboard(send.getReplyMarkup()));
            case EditMessageCaption edit -> caption(edit.getCaption()).or(() -> keyboard(edit.getReplyMarkup()));
            case SendDocument file -> caption(file.getCaption());
            case SendMediaGroup album -> album(album.getMedias(), album.getReplyMarkup());
            case AnswerCallbackQuery answer ->
                Objects.requireNonNullElse(answer.getText(), "").length() > LONGEST_TOAST
                        ? Optional.of("a toast of " + answer.getText().length())
                        : Optional.empty();
            case AnswerInlineQuery answer
            when answer.getResults().size() > MOST_RESULTS ->
                Optional.of(answer.getResults().size() + " results");
            case AnswerInlineQuery answer ->
                answer.getResults().stream()
                        .filter(InlineQueryResultArticle.class::isInstance)
                        .map(result -> ((InlineQueryResultArticle) result).getInputMessageContent())
                        .flatMap(content -> text(((InputTextMessageContent) content).getMessageText()).stream())
                        .findFirst();
            default -> Optional.empty();
        };
    }

    /// Of a picture that Telegram fetches, or the name of one that was uploaded.
    private static Optional<String> address(String url) {
        return url.matches("(https?|attach)://.+") ? Optional.empty() : Optional.of("no address of a picture: " + url);
    }

    private static Optional<String> album(List<InputMedia> media, ReplyKeyboard keyboard) {
        if (media.size() < 2 || media.size() > MOST_PICTURES) {
            return Optional.of("an album of " + media.size());
        } else if (keyboard != null) {
            return Optional.of("an album with buttons");
        }
        return media.stream().flatMap(one -> address(one.getMedia()).stream()).findFirst();
    }

    private static Optional<String> caption(String html) {
        return text(html, LONGEST_CAPTION);
    }

    private static Optional<String> text(String html) {
        return text(html, LONGEST_TEXT);
    }

    private static Optional<String> text(String html, int longest) {
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = TAG.matcher(html);
        while (tag.find()) {
            if (!TAGS.contains(tag.group(2))) {
                return Optional.of("an unknown tag: " + tag.group());
            } else if (tag.group(1).isEmpty()) {
                open.push(tag.group(2));
            } else if (!tag.group(2).equals(open.poll())) {
                return Optional.of("no start tag: " + tag.group());
            }
        }
        String shown = TAG.matcher(html).replaceAll("");
        if (!open.isEmpty() || shown.contains("<") || shown.contains(">")) {
            return Optional.of("markup that is not closed or not escaped: " + html);
        }
        String text = REFERENCE.matcher(shown).replaceAll("x");
        if (text.isBlank()) {
            return Optional.of("a blank text: " + html);
        } else if (text.length() > longest) {
            return Optional.of("a text of " + text.length());
        }
        return StandardCharsets.UTF_8.newEncoder().canEncode(text)
                ? Optional.empty()
                : Optional.of("half a character: " + html);
    }

    private static Optional<String> keyboard(ReplyKeyboard keyboard) {
        return keyboard instanceof InlineKeyboardMarkup markup
                ? markup.getKeyboard().stream()
                        .flatMap(List::stream)
                        .flatMap(button -> button(button).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<String> button(InlineKeyboardButton button) {
        if (button.getText().isBlank()) {
            return Optional.of("a button without a label");
        }
        String data = button.getCallbackData();
        boolean isTaken =
                data == null || (!data.isEmpty() && data.getBytes(StandardCharsets.UTF_8).length <= LONGEST_DATA);
        return isTaken ? Optional.empty() : Optional.of("callback data of the wrong length: " + data);
    }
}
