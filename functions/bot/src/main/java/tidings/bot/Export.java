package tidings.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tidings.chats.Chats;
import tidings.domain.ChatId;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.messages.TelegramCall;
import tidings.messages.TelegramResult;
import tidings.preferences.ChatSettings;
import tidings.store.ChatRegistry;
import tidings.store.FollowStore;
import tidings.telegram.ButtonAction;
import tidings.telegram.Texts;

/// Gives everything that is kept of a chat as files: JSON, and what it follows as OPML. The sender uploads them.
record Export(ChatRegistry registry, FollowStore follows, Chats chats) implements Command {
    /// Everything as files.
    static final ButtonAction<String> EXPORT = ButtonAction.ofText("export");

    @Override
    public String word() {
        return "export";
    }

    /// Whoever is in the chat sees the files.
    @Override
    public boolean changes(Call call) {
        return true;
    }

    @Override
    public boolean forChannel() {
        return true;
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(Press.change(EXPORT, (call, _) -> run(call)).ofChannel());
    }

    @Override
    public Reply run(Call call) {
        Texts texts = call.texts();
        ChatId chat = call.target().chat();
        ExportFiles files = new ExportFiles(call.now());
        ChatSettings settings = chats.settings(chat).get().orElse(ChatSettings.NONE);
        ExportFiles.Everything everything = files.json(chat, settings, registry.export(chat));
        List<FollowQuery> queries =
                follows.of(chat).stream().map(Follow::query).distinct().toList();
        if (everything.isEmpty()) {
            return Reply.text(texts.get("command.export.nothing"));
        }
        List<Reply> replies = new ArrayList<>();
        call.press().ifPresent(_ -> replies.add(new Reply.Toast("")));
        List<String> parts = everything.parts();
        for (int i = 0; i < parts.size(); i++) {
            boolean isLast = i == parts.size() - 1;
            String caption = parts.size() == 1
                    ? texts.get("command.export.json")
                    : texts.get("command.export.part", i + 1, parts.size());
            String told = isLast && everything.leftOut() > 0
                    ? caption + " " + texts.get("command.export.left-out", everything.leftOut())
                    : caption;
            replies.add(file(i + ".json", files.name(i) + ".json", told, parts.get(i)));
        }
        List<String> opml = files.opml(queries);
        for (int i = 0; i < opml.size(); i++) {
            replies.add(file(
                    i + ".opml",
                    files.name(i) + ".opml",
                    texts.get("command.export.opml", queries.size()),
                    opml.get(i)));
        }
        return new Reply.Several(replies);
    }

    /// Each file is a question of its own to Telegram.
    private Reply file(String question, String name, String caption, String content) {
        return new Reply.Ask(
                word() + "." + question,
                new TelegramCall.Document(name, caption, ExportFiles.base64(content)),
                Map.of());
    }

    @Override
    public Reply resume(Call call, TelegramResult result, Map<String, String> context) {
        return result instanceof TelegramResult.Failed
                ? Reply.text(call.texts().get("command.export.failed"))
                : new Reply.Nothing();
    }
}
