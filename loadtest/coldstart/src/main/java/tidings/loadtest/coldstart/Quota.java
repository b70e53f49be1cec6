package tidings.loadtest.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A group of processes with the share of a processor that Lambda gives with memory: a whole one with 1,769 MB
/// (https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html). Linux hands it out in periods: whoever
/// has used up its part waits for the next one. Lambda's period is not documented; this one is short, so that a wait
/// of a few milliseconds shows the share rather than the luck of its moment.
///
/// @param group its folder among the control groups
record Quota(int megabytes, Path group) implements AutoCloseable {
    private static final int WHOLE_MEGABYTES = 1_769;
    private static final int PERIOD_MICROS = 20_000;
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");

    /// @throws IOException if this user may not limit processors here
    static Quota of(int megabytes) throws IOException {
        String quota = Integer.toString(PERIOD_MICROS * megabytes / WHOLE_MEGABYTES);
        String name = "tidings-" + megabytes + "-" + ProcessHandle.current().pid();
        try {
            if (Files.exists(GROUPS.resolve("cgroup.controllers"))) {
                Files.writeString(GROUPS.resolve("cgroup.subtree_control"), "+cpu");
                Path group = Files.createDirectory(GROUPS.resolve(name));
                Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
                return new Quota(megabytes, group);
            }
            Path group = Files.createDirectory(GROUPS.resolve("cpu").resolve(name));
            Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
            Files.writeString(group.resolve("cpu.cfs_quota_us"), quota);
            return new Quota(megabytes, group);
        } catch (IOException e) {
            throw new IOException("a share of a processor needs control groups of Linux and the rights of root", e);
        }
    }

    /// What a command begins with that runs in the group.
    List<String> prefix() {
        return List.of("/bin/sh", "-c", "echo $$ > " + group.resolve("cgroup.procs") + " && exec \"$@\"", "sh");
    }

    /// Its processes have ended.
    @Override
    public void close() throws IOException {
        Files.delete(group);
    }
}
