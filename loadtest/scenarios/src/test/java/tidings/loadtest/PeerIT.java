package tidings.loadtest;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;

class PeerIT {
    @TempDir
    private Path folder;

    @Test
    void whatIsSaidPassesThreeEmptyHandlersAndComesBack() throws Exception {
        Properties given = new Properties();
        given.putAll(Map.of("scenario", "steady", "quick", ""));

        try (Peer peer = Peer.start(Project.root(), folder, Plan.of(given), new Answers(InstantSource.system()))) {
            Receipts receipts = peer.run().receipts();
            long chat = peer.run().chats().ids().getFirst();
            Ask ask = new Ask("/empty", chat, Optional.empty(), 0);
            receipts.expect(ask);
            receipts.telegram().post("chats/" + chat + "/messages", Map.of("text", "/empty"));

            Ask.Seen seen = ask.answer().orTimeout(2, TimeUnit.MINUTES).join();

            assertThat(seen.card().orElseThrow().path("text").asText()).isEqualTo("/empty");
        }
    }
}
