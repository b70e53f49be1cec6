package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A few chats with everything in them that the page can show.
final class Scene {
    private Scene() {}

    /// The person whose chat holds most of it.
    static Person play(TelegramSandbox sandbox, BotClient bot) {
        Person ada = sandbox.person("Ada");
        Person bob = sandbox.person("Bob");
        Person noor = sandbox.person("Noor");
        ChatId readers = sandbox.group("Saturday readers", ada, bob, noor);
        bob.in(readers).says("/top gardening@tidings_bot");
        bot.send(readers, "Three posts about gardening since this morning.");
        noor.says("/start");
        bot.send(noor.chat(), "Welcome, Noor. Name a community to begin.");
        bob.blocksTheBot();

        ada.says("/start");
        bot.photo(
                Json.object()
                        .put("chat_id", ada.chat().value())
                        .put("caption", "The lake at six, from <b>r/hiking</b>")
                        .put("parse_mode", "HTML"),
                Pictures.png(900, 420));
        MessageId asked = ada.says("/top java week");
        ObjectNode progress = BotClient.message(ada.chat(), "Reading r/java …");
        progress.putObject("reply_parameters").put("message_id", asked.value());
        long card = bot.result("sendMessage", progress).get("message_id").asLong();
        ObjectNode edit =
                BotClient.message(ada.chat(), """
                        <b>Top of r/java</b> · this week

                        1. <a href="https://example.org/1">Records with generics, five years later</a>
                        <i>412 points · 96 comments · 2 d</i> · Programming 94 %

                        2. <a href="https://example.org/2">What &lt;T extends Comparable&gt; really says</a>
                        <i>287 points · 41 comments · 5 d</i> · Programming 91 %

                        3. <a href="https://example.org/3">A garbage collector walks into a bar</a>
                        <i>160 points · 12 comments · 1 d</i> · Humour 71 %

                        <code>/topic programming</code> shows more of the kind.""").put("message_id", card).put("parse_mode", "HTML");
        ArrayNode rows = edit.withObject("/reply_markup").withArray("inline_keyboard");
        rows.addArray()
                .add(button("‹ Back", "page:0"))
                .add(button("1 / 4", "page:1"))
                .add(button("Next ›", "page:2"));
        rows.addArray()
                .add(button("Refresh", "refresh"))
                .add(Json.object().put("text", "Open r/java").put("url", "https://example.org/r/java"));
        bot.result("editMessageText", edit);
        ada.says("Thanks! What is this one about?\nIt looks like humour to me, but it was sorted under news.");
        return ada;
    }

    private static ObjectNode button(String label, String data) {
        return Json.object().put("text", label).put("callback_data", data);
    }
}
