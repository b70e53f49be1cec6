package tidings.localstack.template;

/// A resource as the template declares it: Globals merged in, intrinsics not yet evaluated.
record Declaration(String id, String type, Value.Fields properties, Place place) {
    /// The property before evaluation; null when it is not there.
    Value property(String name) {
        return properties.fields().get(name);
    }
}
