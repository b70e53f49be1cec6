package tidings.api;

import tidings.domain.Resources;

/// What is deployed.
///
/// @param version of the project
/// @param functionVersion that Lambda published; a new one for each deployment that changes the function
/// @param profile the row of `profiles.json`
record Version(String version, String functionVersion, String profile) {
    static Version of(ApiConfig config) {
        String version =
                Resources.properties(Version.class, "version.properties").get("version");
        return new Version(version, config.functionVersion(), config.profileName());
    }

    /// Such as `1.0.0+7`.
    String label() {
        return version + "+" + functionVersion;
    }
}
