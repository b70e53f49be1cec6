package tidings.store.cache;

/// The key of a value within its region. The values of a group are invalidated together; a value without a group of its
/// own is a group of one.
///
/// All keys of a group are on one node of a cluster, because their common part is in braces
/// (https://valkey.io/topics/cluster-spec/#hash-tags).
///
/// @param group such as `listing:java/day`
/// @param name within the group, such as `0+5`
public record Key(String group, String name) {
    public Key {
        if (group.isBlank() || group.contains("{") || group.contains("}")) {
            throw new IllegalArgumentException("a group must be a non-empty text without braces, not " + group);
        }
    }

    /// The key of a value that is a group of one.
    public static Key of(String group) {
        return new Key(group, "");
    }

    /// The prefix of all addresses of a group.
    static String prefix(String group) {
        return "t" + Format.VERSION + ":{" + group + "}:";
    }

    /// The address of a group's generation. Entries of another generation are invalid.
    static String generation(String group) {
        return prefix(group) + "generation";
    }
}
