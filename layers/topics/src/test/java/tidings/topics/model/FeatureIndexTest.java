package tidings.topics.model;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FeatureIndexTest {
    @Test
    void givesEveryFeatureADistinctSlot() {
        long[] hashes = new Random(3).longs(200_000).toArray();
        FeatureIndex index = FeatureIndex.of(hashes);
        BitSet slots = new BitSet();
        for (long hash : hashes) {
            int slot = index.find(hash);
            assertThat(slot).isBetween(0, index.slots() - 1);
            assertThat(slots.get(slot)).isFalse();
            slots.set(slot);
        }
        assertThat(index.slots()).isLessThan(210_000);
    }

    @Test
    void mistakesFewUnknownHashesForFeatures() {
        FeatureIndex index = FeatureIndex.of(new Random(3).longs(50_000).toArray());
        long mistaken = new Random(4)
                .longs(100_000)
                .filter(hash -> index.find(hash) >= 0)
                .count();
        assertThat(mistaken).isLessThan(100_000 / 200);
    }

    @Test
    void rejectsADuplicateHash() {
        assertThatThrownBy(() -> FeatureIndex.of(new long[] {5, 9, 5})).hasMessageContaining("a hash occurs twice");
    }

    @Test
    void anEmptyIndexFindsNothing() {
        assertThat(FeatureIndex.of(new long[0]).find(17)).isLessThanOrEqualTo(0);
    }
}
