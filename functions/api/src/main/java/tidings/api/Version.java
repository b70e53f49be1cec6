package tidings.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// What is deployed.
///
/// @param version of the project
/// @param functionVersion that Lambda published; a new one for each deployment that changes the function
/// @param profile the row of `profiles.json`
record Version(String version, String functionVersion, String profile) {
    static Version of(ApiConfig config) {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return new Version(properties.getProperty("version"), config.functionVersion(), config.profileName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Such as `1.0.0+7`.
    String label() {
        return version + "+" + functionVersion;
    }
}
