package tidings.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import tidings.aws.HttpResponse;
import tidings.settings.Profile;

/// Switches to the numbers of another profile, as far as they can change without a deployment.
record PostProfile(TunableChanges changes, Version version) implements Route {
    private static final String EXAMPLE = "{\"reason\": \"a big day\", \"until\": \"2026-11-20T18:00:00Z\"}";

    private record SwitchRequest(String reason, Optional<Instant> until) {}

    /// @param needsDeployment numbers that stay as they are: those of the profile, by their columns
    /// @param command changes these as well; null if nothing is left
    private record Switched(
            List<TunableView> changed, Map<String, Difference> needsDeployment, Optional<String> command) {}

    private record Difference(String now, String wanted) {}

    @Override
    public Operation operation() {
        return new Operation("POST", "/config/profile/{name}", Access.OPERATOR);
    }

    @Override
    public HttpResponse handle(Request request) {
        Map<String, Profile> all = Profile.all();
        String name = request.pathParameter("name");
        Profile wanted = Optional.ofNullable(all.get(name))
                .orElseThrow(() -> ProblemException.notFound(
                        "no such profile; the profiles are " + String.join(", ", all.keySet())));
        SwitchRequest change = request.read(SwitchRequest.class, EXAMPLE);
        if (change.reason() == null) {
            throw ProblemException.badRequest("a reason must be given, such as " + EXAMPLE);
        }
        List<TunableView> changed =
                changes.apply(request, ProfileView.tunables(wanted), change.reason(), change.until());
        Map<String, Difference> left = differences(
                ProfileView.of(version.profile(), all.get(version.profile())), ProfileView.of(name, wanted));
        return HttpResponse.json(
                200,
                new Switched(
                        changed, left, left.isEmpty() ? Optional.empty() : Optional.of(ProfileView.command(name))));
    }

    private static Map<String, Difference> differences(ProfileView now, ProfileView wanted) {
        Map<String, Difference> differences = new TreeMap<>();
        wanted.deployed().forEach((number, value) -> {
            String current = now.deployed().get(number);
            if (!Objects.equals(current, value)) {
                differences.put(number, new Difference(current, value));
            }
        });
        return differences;
    }
}
