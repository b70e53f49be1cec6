package tidings.localstack.smoke;

import java.net.URI;
import java.util.List;

/// Checks a stack from outside and exits with 1 if something is wrong: the command behind `./mvnw -Psmoke`.
public final class Main {
    private Main() {}

    /// @param arguments the stack's outputs `ApiUrl` and `WebhookUrl`
    public static void main(String[] arguments) {
        if (arguments.length != 2 || arguments[0].isBlank() || arguments[1].isBlank()) {
            System.err.println("pass the stack's outputs: -Dsmoke.api=<ApiUrl> -Dsmoke.webhook=<WebhookUrl>");
            System.exit(2);
        }
        List<Smoke.Finding> findings = new Smoke(URI.create(arguments[0]), URI.create(arguments[1])).run();
        findings.forEach(finding ->
                System.out.println(finding.wrong().map(wrong -> "FAILED ").orElse("ok     ")
                        + finding.expected()
                        + finding.wrong().map(wrong -> ": " + wrong).orElse("")));
        if (findings.stream().anyMatch(finding -> finding.wrong().isPresent())) {
            System.exit(1);
        }
    }
}
