package tidings.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.Message;
import tidings.aws.Json;
import tidings.aws.LoggedId;
import tidings.localstack.Tidings;
import tidings.localstack.telegram.ChatId;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.SeenMessage;
import tidings.localstack.telegram.TelegramSandbox;
import tidings.localstack.template.StackModel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What a chat owns can be taken away, and goes.
@ExtendWith(SharedTidings.class)
class EraseIT {

    private final Tidings tidings;
    private final Database database;
    private final TelegramSandbox telegram;

    EraseIT(Tidings tidings) {
        this.tidings = tidings;
        this.database = new Database(tidings);
        this.telegram = tidings.telegram().orElseThrow();
    }

    @Test
    void everythingOfAChatIsExportedErasedAndNowhereLeft() throws Exception {
        Person person = telegram.person("Ada");
        Chat ada = new Chat(person);
        ChatId channel = telegram.channel("Stars, daily", "stars_daily_erased", person);
        person.in(channel).promotesTheBot();
        useEverything(ada);
        List<Object> ids = List.of(person.chat().value(), person.id().value(), channel.value());
        assertThat(traces(person.chat().value())).isNotEmpty();

        assertExported(ada);
        assertThat(ada.ask("/channel @stars_daily_erased").text()).contains("for @stars_daily_erased");
        ada.ask("/follow space");
        ada.press("✅ Follow", card -> card.text().contains("Saved"));
        assertThat(traces(channel.value())).isNotEmpty();

        assertThat(ada.ask("/erase").text()).contains("@stars_daily_erased goes with it");
        ada.press("🗑 Yes, erase everything", card -> card.text().contains("I’ve forgotten everything"));

        for (Object id : ids) {
            await("nothing of " + id)
                    .atMost(Chat.PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(traces((long) id)).isEmpty());
        }
        assertThat(ada.ask("/top space").text()).contains("This chat was erased");
        await("nothing of the answer")
                .atMost(Chat.PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(traces(person.chat().value())).isEmpty());

        ada.press("▶ Start over", card -> card.text().contains("Step 1 of 3"));
        assertThat(ada.ask("/following").text()).contains("don’t follow anything");
        assertThat(ada.ask("/saved").text()).doesNotContain("Sunday");
    }

    private void useEverything(Chat ada) {
        ada.ask("/top space");
        ada.ask("/settings quiet from 10pm to 7am");
        ada.ask("/brief 8:00");
        ada.ask("/pace 12");
        ada.ask("/follow space -rocket");
        ada.press("✅ Follow", card -> card.text().contains("Saved"));
        ada.ask("/save https://redd.it/1abc2d for Sunday");
        ada.ask("/remind tomorrow 9:00 water the plants");
        ada.ask("/leaders as Night Owl");
        ada.ask("/share");
        ada.ask("/import r/space r/physics");
        ada.press("✓ Follow both", card -> card.text().contains("You now follow"));
    }

    private void assertExported(Chat ada) throws IOException, InterruptedException {
        int before = ada.person().hears().size();
        ada.person().says("/export");
        List<SeenMessage> files = await("both files")
                .atMost(Chat.PATIENCE)
                .until(
                        () -> ada.person().hears().stream()
                                .skip(before)
                                .filter(message -> message.form() == SeenMessage.Form.DOCUMENT)
                                .toList(),
                        found -> found.size() == 2);
        assertThat(files.getFirst().text()).contains("as JSON");
        assertThat(files.getLast().text()).contains("as OPML");
        List<byte[]> contents = Sandbox.of(tidings).documents(ada.person());
        JsonNode json = Json.read(new String(contents.getFirst(), StandardCharsets.UTF_8), JsonNode.class);
        assertThat(json.at("/settings/pace").asText()).isEqualTo("12");
        assertThat(json.at("/tables/saved_post/0/note").asText()).contains("Sunday");
        assertThat(json.at("/tables/follow")).hasSize(3);
        assertThat(json.at("/tables/shared_list")).hasSize(1);
        assertThat(json.at("/tables/reminder/0/words").asText()).isEqualTo("water the plants");
        ada.person().sendsFile("again.opml", contents.getLast(), "");
        ada.awaitLast(card -> card.text().contains("I can take over 3 follows"));
    }

    /// Where something with the number of a chat is, or with what stands for it in logs.
    private List<String> traces(long id) throws SQLException, IOException {
        LoggedId logged = new LoggedId(tidings.stack().secrets().text("LogKey"));
        List<Pattern> patterns = List.of(
                Pattern.compile("(?<!\\d)" + id + "(?!\\d)"),
                Pattern.compile(Pattern.quote(logged.hash(id).substring(1))));
        List<String> traces = new ArrayList<>();
        for (String text : everything()) {
            if (patterns.stream().anyMatch(pattern -> pattern.matcher(text).find())) {
                traces.add(text);
            }
        }
        return traces;
    }

    private List<String> everything() throws SQLException, IOException {
        List<String> all = new ArrayList<>();
        for (String table : database.values("select table_name from information_schema.tables"
                + " where table_schema = 'public' and table_type = 'BASE TABLE'")) {
            database.values("select '%1$s ' || t::text from %1$s t".formatted(table))
                    .forEach(all::add);
        }
        for (StackModel.Table table : tidings.stack().model().tables()) {
            tidings.stack().tables().client().scanPaginator(scan -> scan.tableName(table.name())).items().stream()
                    .map(Map::toString)
                    .forEach(all::add);
        }
        all.addAll(cached());
        for (StackModel.Queue queue : tidings.stack().model().queues()) {
            if (queue.id().contains("DeadLetter")) {
                tidings
                        .stack()
                        .queues()
                        .client()
                        .receiveMessage(request -> request.queueUrl(queue.url())
                                .maxNumberOfMessages(10)
                                .visibilityTimeout(0))
                        .messages()
                        .stream()
                        .map(Message::body)
                        .forEach(all::add);
            }
        }
        return all;
    }

    /// Keys of the cache, and values that are texts.
    private List<String> cached() throws IOException {
        List<String> keys = Stream.of(command("KEYS *").split("\r\n"))
                .filter(line -> !line.startsWith("*") && !line.startsWith("$") && !line.equals("+OK"))
                .toList();
        List<String> all = new ArrayList<>(keys);
        for (String key : keys) {
            all.add(key + " " + command("GET \"" + key + "\""));
        }
        return all;
    }

    private String command(String command) throws IOException {
        InetSocketAddress address = tidings.stack().cache().address();
        try (Socket socket = new Socket(address.getHostString(), address.getPort())) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.ISO_8859_1));
            try (InputStream answer = socket.getInputStream()) {
                return new String(answer.readAllBytes(), StandardCharsets.ISO_8859_1);
            }
        }
    }
}
