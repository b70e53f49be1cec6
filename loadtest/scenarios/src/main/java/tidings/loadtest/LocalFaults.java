package tidings.loadtest;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tidings.loadtest.FaultScript.Fault;
import tidings.localstack.Tidings;
import tidings.localstack.stack.Stack;
import tidings.localstack.telegram.BotFaults;
import tidings.localstack.template.StackModel;

/// The faults of a stack on this machine, by the names that the simulator has for services. SQS runs in this
/// process and cannot be taken away.
final class LocalFaults {
    private static final int ALL = 1_000_000;

    private final Tidings running;
    private final Stack stack;
    private final Map<String, Fault> faults = new LinkedHashMap<>();

    LocalFaults(Tidings running) {
        this.running = running;
        this.stack = running.stack();
        String database = stack.model().database().orElseThrow().name();
        for (StackModel.Function function : stack.model().functions()) {
            add("kill-" + function.id(), () -> kill(function.id()), () -> {});
        }
        add(
                "postgres",
                () -> sql(
                        "alter database \"" + database + "\" with allow_connections false",
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database + "'"),
                () -> sql("alter database \"" + database + "\" with allow_connections true"));
        long postgres = postmaster();
        // It is no child of this process: its starter has ended.
        hangs(
                "postgres",
                () -> ProcessHandle.of(postgres).stream()
                        .flatMap(server -> Stream.concat(Stream.of(server), server.descendants())));
        hangs("valkey", () -> children("redis-server"));
        hangs("dynamodb", () -> children("dynamodb"));
        for (String name : List.of("THROTTLED", "FORBIDDEN", "UNAVAILABLE", "TRUNCATED")) {
            tidings.localstack.reddit.Fault fault = tidings.localstack.reddit.Fault.valueOf(name);
            add(
                    "reddit-" + name.toLowerCase(Locale.ROOT),
                    () -> running.reddit().orElseThrow().faults().plan("*", fault, ALL),
                    () -> running.reddit().orElseThrow().faults().clear());
        }
        for (BotFaults.Fault fault : BotFaults.Fault.values()) {
            add(
                    "telegram-" + fault.name().toLowerCase(Locale.ROOT),
                    () -> telegram().plan(fault, ALL),
                    () -> telegram().clear());
        }
    }

    /// @param names separated by commas; all of them if it is empty
    /// @throws IllegalArgumentException naming the one that is unknown
    List<Fault> of(String names) {
        return names.isEmpty()
                ? List.copyOf(faults.values())
                : Stream.of(names.split(",")).map(this::named).toList();
    }

    private Fault named(String name) {
        Fault fault = faults.get(name);
        if (fault == null) {
            throw new IllegalArgumentException("no fault %s; there are %s".formatted(name, faults.keySet()));
        }
        return fault;
    }

    private BotFaults telegram() {
        return running.telegram().orElseThrow().faults();
    }

    private void add(String name, FaultScript.Action begin, FaultScript.Action end) {
        faults.put(name, new Fault(name, begin, end));
    }

    /// Processes that keep their connections and say nothing.
    private void hangs(String name, Supplier<Stream<ProcessHandle>> which) {
        add(name + "-hangs", () -> signal("-STOP", which), () -> signal("-CONT", which));
    }

    private void kill(String function) {
        stack.environments(function).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = stack.database().superuser("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private long postmaster() {
        try (Connection connection = stack.database().superuser("postgres").getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow()
                    .pid();
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer", e);
        }
    }

    /// What this process started and has this in its command line.
    private static Stream<ProcessHandle> children(String text) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.toLowerCase(Locale.ROOT).contains(text))
                        .isPresent());
    }

    private static void signal(String signal, Supplier<Stream<ProcessHandle>> which)
            throws IOException, InterruptedException {
        List<String> pids =
                which.get().map(process -> Long.toString(process.pid())).toList();
        if (pids.isEmpty()) {
            throw new IllegalStateException("there is no such process");
        }
        List<String> command =
                Stream.concat(Stream.of("kill", signal), pids.stream()).toList();
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(command + " ends with " + status);
        }
    }
}
