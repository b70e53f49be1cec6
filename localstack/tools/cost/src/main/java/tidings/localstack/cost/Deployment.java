package tidings.localstack.cost;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.localstack.template.LocalEndpoints;
import tidings.localstack.template.StackModel;
import tidings.localstack.template.Template;
import tidings.localstack.template.Value;

/// The template as it is deployed under a profile. It is only read: nothing listens.
record Deployment(List<StackModel.Raw> resources, StackModel model) {
    /// @param project the folder of `template.yaml`
    static Deployment of(Path project, String profile) {
        Template template = Template.read(
                project.resolve("template.yaml"),
                Map.of(
                        "Profile", profile,
                        "AlarmEmail", "operators@example.org",
                        "ConcurrencyQuota", "confirmed",
                        "RedditUserAgent", "java:tidings:1.0.0 (by /u/nobody)",
                        "BotToken", "1:no-token-is-needed-for-this"));
        return new Deployment(template.resources(anywhere(template)), template.resolve(anywhere(template)));
    }

    Stream<StackModel.Raw> ofType(String type) {
        return resources.stream().filter(resource -> resource.type().equals(type));
    }

    static String text(Map<String, Value> properties, String name) {
        return properties.containsKey(name) ? properties.get(name).text(name) : "";
    }

    private static LocalEndpoints anywhere(Template template) {
        URI nowhere = URI.create("http://127.0.0.1:1/");
        InetSocketAddress address = InetSocketAddress.createUnresolved("127.0.0.1", 1);
        return new LocalEndpoints(
                nowhere,
                nowhere,
                nowhere,
                address,
                address,
                template.front().stream().collect(Collectors.toMap(id -> id, _ -> nowhere)));
    }
}
