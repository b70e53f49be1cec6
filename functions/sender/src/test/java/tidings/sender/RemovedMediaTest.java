package tidings.sender;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidings.localstack.telegram.SeenMessage;
import tidings.telegram.Attachment;

import static org.assertj.core.api.Assertions.assertThat;

class RemovedMediaTest extends MediaFixture {
    @Test
    void thePictureOfARemovedPostIsDeleted() {
        deliver(picture("Meadow", Attachment.Form.PHOTO, FINE, false));
        deliver(removed());
        deliver(removed());

        assertThat(ada.hears()).isEmpty();
    }

    @Test
    void theAlbumOfARemovedPostIsDeletedAndItsCardSaysSo() {
        deliver(album(place, 3));
        deliver(shown("Album", Optional.empty()));
        deliver(removed());
        deliver(removed());

        assertThat(ada.hears()).singleElement().satisfies(message -> {
            assertThat(message.text()).isEqualTo("Removed");
            assertThat(message.buttons()).isEmpty();
        });
    }

    @Test
    void theTextOfARemovedPostSaysSo() {
        deliver(shown("News", Optional.of(Attachment.preview(FINE))));
        deliver(removed());

        assertThat(ada.hears()).extracting(SeenMessage::text).containsExactly("Removed");
        assertThat(preview().getIsDisabled()).isTrue();
    }

    @Test
    void ofARemovedPostThatAChatDoesNotShowItHearsNothing() {
        deliver(removed());
        deliver(shown("News", Optional.empty()));
        ada.deletes(ada.hears().getFirst().id());
        deliver(removed());

        assertThat(ada.hears()).isEmpty();
    }

    @Test
    void aDeliveryThatSomebodyDeletedDoesNotComeBack() {
        deliver(picture("Meadow ▲ 1", Attachment.Form.PHOTO, FINE, false));
        ada.deletes(ada.hears().getFirst().id());
        deliver(picture("Meadow ▲ 90", Attachment.Form.PHOTO, FINE, false));

        assertThat(ada.hears()).isEmpty();
    }
}
