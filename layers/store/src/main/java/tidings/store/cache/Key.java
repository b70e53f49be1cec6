package tidings.store.cache;

/// Names a value within its kind. Values of one group are invalidated together; a value that stands alone is a group of
/// one.
///
/// All keys of a group lie on one node of a cluster, for their common part stands in braces
/// (https://valkey.io/topics/cluster-spec/#hash-tags).
///
/// @param group such as `feed:java/day`
/// @param name within the group, such as `0+5`
public record Key(String group, String name) {
    public Key {
        if (group.isBlank() || group.contains("{") || group.contains("}")) {
            throw new IllegalArgumentException("a group is a text without braces, not " + group);
        }
    }

    /// The key of a value that stands alone.
    public static Key of(String group) {
        return new Key(group, "");
    }

    /// What the addresses of all that belongs to a group start with.
    static String space(String group) {
        return "t" + Format.VERSION + ":{" + group + "}:";
    }

    /// Where the generation of a group lies: whatever was stored under another one is gone.
    static String generation(String group) {
        return space(group) + "generation";
    }
}
