package tidings.api;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MachineTest {
    @Test
    void thisMachineHasMemoryOfWhichSomeIsAvailable() {
        Machine machine = Machine.now();

        assertThat(machine.availableMegabytes()).isBetween(1L, machine.memoryMegabytes());
        assertThat(machine.cpuPercent()).isBetween(0.0, 100.0);
    }
}
