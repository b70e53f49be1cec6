package tidings.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tidings.aws.Json;
import tidings.settings.Profile;
import tidings.settings.Tunable;

/// A profile: what can be changed live, and what needs a deployment.
///
/// @param live values of tunables by name
/// @param deployed other numbers, by their columns in the template
/// @param command deploys it
record ProfileView(String name, Map<String, Integer> live, Map<String, String> deployed, String command) {
    static ProfileView of(String name, Profile profile) {
        Map<String, String> deployed = new TreeMap<>();
        Json.mapper()
                .valueToTree(profile)
                .properties()
                .forEach(number ->
                        deployed.put(number.getKey(), number.getValue().asText()));
        Map<String, Integer> live = new LinkedHashMap<>();
        tunables(profile).forEach((tunable, value) -> {
            live.put(tunable.id(), value);
            deployed.remove(tunable.column());
        });
        return new ProfileView(name, live, deployed, command(name));
    }

    static Map<Tunable, Integer> tunables(Profile profile) {
        Map<Tunable, Integer> values = new LinkedHashMap<>();
        for (Tunable tunable : Tunable.values()) {
            values.put(tunable, tunable.of(profile));
        }
        return values;
    }

    static String command(String name) {
        return "sam deploy --config-env <env> --parameter-overrides Profile=" + name;
    }
}
