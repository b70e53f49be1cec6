package tidings.setup;

/// Something that a deployment makes and CloudFormation does not know how to.
interface CustomResource {
    /// What the resource is named once the change is made. Under another name than before it is another resource, and
    /// CloudFormation has the former one deleted.
    String physicalId(Change change);

    /// Makes the change. Making it again does no harm.
    ///
    /// @throws SetupException if it cannot be made, with the reason
    void make(Change change);
}
