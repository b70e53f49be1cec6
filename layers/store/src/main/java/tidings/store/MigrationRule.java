package tidings.store;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Expand, then contract: the previous version serves while a migration runs, and again after a rollback, which does
/// not undo migrations. So a migration may remove or restrict only what no version in use needs any more, and
/// declares it in a comment before the statement: `-- unused since 1.4.0`.
final class MigrationRule {
    private static final Pattern MARKER = Pattern.compile("--\\s*unused since \\d+(\\.\\d+)*\\b");
    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|(?s:/\\*.*?\\*/)");
    private static final Pattern COMMENT_OR_LITERAL = Pattern.compile(COMMENT.pattern() + "|'(?:[^']|'')*'");

    /// Statements that can break the previous version, in lower case with single spaces. In Postgres the word
    /// `column` is optional.
    private static final List<Pattern> BREAKING = List.of(
            Pattern.compile("\\bdrop (table|view|materialized|type|domain|schema|sequence|function|procedure)\\b"),
            Pattern.compile("\\balter table\\b.* drop (?!constraint\\b|not\\b|expression\\b|identity\\b)"),
            Pattern.compile("\\brename\\b"),
            Pattern.compile("\\balter (column )?\\S+ (set data )?type\\b"),
            Pattern.compile("\\bset not null\\b"),
            Pattern.compile("\\balter table\\b.* add (?!constraint\\b|[^,]*\\bdefault\\b)[^,]*\\bnot null\\b"));

    private MigrationRule() {}

    /// @param script the file's name
    /// @throws IllegalArgumentException naming the first statement that can break the previous version
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
                        + " removes or restricts what the version in use may need: \"" + bare
                        + "\". Do it when no version that needs it is running, and declare it before the statement:"
                        + " -- unused since <version>");
            }
        }
    }

    /// Comments stay, because one may be the marker, but a semicolon in a comment does not end a statement.
    private static String withoutLiterals(String sql) {
        return COMMENT_OR_LITERAL
                .matcher(sql)
                .replaceAll(found ->
                        found.group().startsWith("'") ? "''" : found.group().replaceAll("[;$\\\\]", ","));
    }
}
