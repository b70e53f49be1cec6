package tidings.setup;

/// A resource that CloudFormation itself cannot create.
interface CustomResource {
    /// The resource's name after the change. A new name makes it another resource, and CloudFormation deletes the
    /// former one.
    String physicalId(ResourceChange change);

    /// Makes the change; idempotent.
    ///
    /// @throws SetupException if it cannot be made, with the reason
    void make(ResourceChange change);
}
