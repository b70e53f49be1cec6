package tidings.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MigrationRuleTest {
    static Stream<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            return files.toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void everyMigrationKeepsThePreviousVersionServing(Path migration) throws IOException {
        MigrationRule.check(migration.getFileName().toString(), Files.readString(migration));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table post",
                "DROP  VIEW\n everything;",
                "alter table post drop column body",
                "alter table post drop body",
                "alter table post add x int, drop if exists body",
                "alter table post rename to article",
                "alter table post rename body to text",
                "alter table post alter column score type bigint",
                "alter table post alter score set data type bigint",
                "alter table post alter column score set not null",
                "alter table post alter column score drop default",
                "alter table post add column author text not null",
                "do $$ begin alter table post drop body; end $$",
                "-- it's not the marker; drop nothing\ndrop table post",
                "-- unused since 1.2\nalter table post add x int;\ndrop table post"
            })
    void rejectsWhatThePreviousVersionNeeds(String sql) {
        assertThatThrownBy(() -> MigrationRule.check("V9__x.sql", sql))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("V9__x.sql removes or restricts")
                .hasMessageEndingWith("-- unused since <version>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table drops (renamed text not null)",
                "alter table post add column author text",
                "alter table post add column author text not null default ''",
                "alter table post add constraint c check (score is not null) not valid",
                "alter table post drop constraint c",
                "alter table post alter column body drop not null",
                "drop index post_by_topic",
                "insert into note values ('drop table post; rename')",
                "-- drop table post; rename it\nselect 1"
            })
    void acceptsWhatThePreviousVersionDoesNotNotice(String sql) {
        assertThatCode(() -> MigrationRule.check("V9__x.sql", sql)).doesNotThrowAnyException();
    }

    @Test
    void acceptsAContractionThatDeclaresSinceWhenItIsUnused() {
        assertThatCode(() -> MigrationRule.check("V9__x.sql", """
                        alter table post add column text text;
                        -- unused since 1.4.0: posts have a text
                        alter table post drop column body;""")).doesNotThrowAnyException();
    }
}
