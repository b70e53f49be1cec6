package tidings.api;

import java.util.List;
import tidings.aws.HttpResponse;
import tidings.settings.Profile;

/// Every profile with its numbers.
record GetProfiles(Version version) implements Route {
    /// @param current the one that is deployed
    private record Profiles(String current, List<ProfileView> profiles) {}

    @Override
    public Operation operation() {
        return new Operation("GET", "/config/profiles", Access.OPERATOR);
    }

    @Override
    public HttpResponse handle(Request request) {
        return HttpResponse.json(
                200,
                new Profiles(
                        version.profile(),
                        Profile.all().entrySet().stream()
                                .map(entry -> ProfileView.of(entry.getKey(), entry.getValue()))
                                .toList()));
    }
}
