package tidings.store;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Expand, then contract: the older version serves while a migration runs, and again after a rollback, which takes no
/// migration back. So a migration may take away or tighten only what no version in use needs any more, and says so in a
/// comment before the statement: `-- unused since 1.4.0`.
final class MigrationRule {
    private static final Pattern MARKER = Pattern.compile("--\\s*unused since \\d+(\\.\\d+)*\\b");
    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|(?s:/\\*.*?\\*/)");
    private static final Pattern COMMENT_OR_LITERAL = Pattern.compile(COMMENT.pattern() + "|'(?:[^']|'')*'");

    /// What an older version would notice, in lower case with single spaces. Postgres lets the word `column` be left
    /// out.
    private static final List<Pattern> BREAKING = List.of(
            Pattern.compile("\\bdrop (table|view|materialized|type|domain|schema|sequence|function|procedure)\\b"),
            Pattern.compile("\\balter table\\b.* drop (?!constraint\\b|not\\b|expression\\b|identity\\b)"),
            Pattern.compile("\\brename\\b"),
            Pattern.compile("\\balter (column )?\\S+ (set data )?type\\b"),
            Pattern.compile("\\bset not null\\b"),
            Pattern.compile("\\balter table\\b.* add (?!constraint\\b|[^,]*\\bdefault\\b)[^,]*\\bnot null\\b"));

    private MigrationRule() {}

    /// @param script the file's name
    /// @throws IllegalArgumentException naming the first statement that may break the older version
    static void check(String script, String sql) {
        for (String statement : withoutLiterals(sql).split(";")) {
            String bare = COMMENT.matcher(statement)
                    .replaceAll(" ")
                    .replaceAll("\\s+", " ")
                    .strip();
            String lower = bare.toLowerCase(Locale.ROOT);
            boolean breaks = BREAKING.stream()
                    .anyMatch(breaking -> breaking.matcher(lower).find());
            if (breaks && !MARKER.matcher(statement).find()) {
                throw new IllegalArgumentException(script
                        + " takes away or tightens what the version in use may need: \"" + bare
                        + "\". Do it when no version that needs it runs, and say so before the statement:"
                        + " -- unused since <version>");
            }
        }
    }

    /// Comments stay, for one may be the marker, but a semicolon in one ends no statement.
    private static String withoutLiterals(String sql) {
        return COMMENT_OR_LITERAL
                .matcher(sql)
                .replaceAll(found ->
                        found.group().startsWith("'") ? "''" : found.group().replaceAll("[;$\\\\]", ","));
    }
}
