package tidings.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tidings.aws.HttpResponse;
import tidings.settings.Profile;
import tidings.settings.Tunable;

/// Every number of the deployment, and how it can be changed.
record GetPerformanceConfig(TunableChanges changes, Version version) implements Route {
    /// @param deployed numbers that need a deployment, by their columns
    private record Config(String profile, List<TunableView> live, Map<String, String> deployed) {}

    @Override
    public Operation operation() {
        return new Operation("GET", "/config/performance", Access.OPERATOR);
    }

    @Override
    public HttpResponse handle(Request request) {
        Profile profile = Profile.all().get(version.profile());
        return HttpResponse.json(
                200,
                new Config(
                        version.profile(),
                        Arrays.stream(Tunable.values())
                                .map(tunable -> TunableView.of(tunable, changes.tunables()))
                                .toList(),
                        ProfileView.of(version.profile(), profile).deployed()));
    }
}
