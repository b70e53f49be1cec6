package tidings.localstack.template;

import java.util.List;

/// A resource as the template declares it: Globals merged in, intrinsics not yet evaluated.
///
/// @param dependsOn what has to be created before
record Declaration(String id, String type, Value.Fields properties, List<String> dependsOn, Place place) {
    /// The property before evaluation; null when it is not there.
    Value property(String name) {
        return properties.fields().get(name);
    }
}
