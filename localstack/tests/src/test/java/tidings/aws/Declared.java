package tidings.aws;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import tidings.localstack.template.LocalEndpoints;
import tidings.localstack.template.StackModel;
import tidings.localstack.template.Template;
import tidings.testing.Project;

/// What the project's template declares, with addresses that lead nowhere.
public final class Declared {
    private Declared() {}

    public static StackModel model() {
        Template template = Template.read(
                Project.root().resolve("template.yaml"),
                Map.of(
                        "BotToken",
                        "1:no-token-is-needed-for-this",
                        "AlarmEmail",
                        "operators@example.org",
                        "ConcurrencyQuota",
                        "confirmed",
                        "RedditUserAgent",
                        "java:tidings:1.0.0 (by /u/nobody)"));
        URI nowhere = URI.create("http://127.0.0.1:1/");
        InetSocketAddress address = InetSocketAddress.createUnresolved("127.0.0.1", 1);
        Map<String, URI> urls = template.front().stream().collect(Collectors.toMap(front -> front, _ -> nowhere));
        return template.resolve(new LocalEndpoints(nowhere, nowhere, nowhere, address, address, urls));
    }
}
