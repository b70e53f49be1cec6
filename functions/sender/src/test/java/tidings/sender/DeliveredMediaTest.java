package tidings.sender;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import tidings.botapi.CallResult;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.SeenMessage;
import tidings.localstack.telegram.SeenMessage.Form;
import tidings.messages.OutboxMessage.ShowAlbumV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.telegram.Attachment;
import tidings.telegram.Card;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveredMediaTest extends MediaFixture {
    @ParameterizedTest
    @EnumSource(
            value = Attachment.Form.class,
            names = {"PHOTO", "ANIMATION"})
    void aPictureIsSentWithTheCardAsItsCaptionWhichIsWhatAnEditChanges(Attachment.Form form) {
        String url = form == Attachment.Form.PHOTO ? FINE : "https://pictures.example.org/bees.gif";

        deliver(picture("<b>Bees</b> ▲ 1", form, url, false));
        deliver(picture("<b>Bees</b> ▲ 1", form, url, false));
        deliver(picture("<b>Bees</b> ▲ 90", form, url, false));

        assertThat(ada.hears()).singleElement().satisfies(message -> {
            assertThat(message.form()).isEqualTo(Form.valueOf(form.name()));
            assertThat(message.text()).isEqualTo("Bees ▲ 90");
            assertThat(message.buttons()).containsExactly("Mute");
        });
        assertThat(telegram.refusals).hasOnlyElementsOfType(CallResult.NotModified.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "🌍",
                "&amp;🌍",
                "<b>🌍</b>",
                "<a href=\"https://example.org/\">ü🌍</a>",
            })
    void aCaptionIsCutWhereItSplitsNoCharacterReferenceOrTag(String unit) {
        for (int lead = 0; lead < 4; lead++) {
            ShowCardV1 full = picture("x".repeat(lead) + unit.repeat(700), Attachment.Form.PHOTO, FINE, false);
            deliver(new ShowCardV1(
                    place,
                    CardId.ofStory(place, "lead" + lead),
                    full.id() + lead,
                    new Card(full.html(), List.of()).with(full.attached())));
        }

        assertThat(ada.hears()).hasSize(4).allSatisfy(message -> {
            assertThat(message.form()).isEqualTo(Form.PHOTO);
            assertThat(message.text().length()).isBetween(1_020, 1_024);
            assertThat(message.text()).matches("x*[&ü🌍]+…");
        });
        assertThat(telegram.refusals).isEmpty();
    }

    static Stream<Arguments> whatTelegramDoesNotTake() {
        return Stream.of(
                Arguments.of(LOST, false, LOST),
                Arguments.of(LOST, true, null),
                Arguments.of("https://example.org/meadow.mp4", false, "https://example.org/meadow.mp4"),
                Arguments.of("http:///nowhere.jpg", true, null));
    }

    @ParameterizedTest
    @MethodSource("whatTelegramDoesNotTake")
    void aPictureThatTelegramDoesNotTakeIsATextThatPreviewsItUnlessItIsHidden(
            String url, boolean hidden, String previewed) {
        deliver(picture("Meadow ▲ 1", Attachment.Form.PHOTO, url, hidden));
        deliver(picture("Meadow ▲ 50", Attachment.Form.PHOTO, url, hidden));

        assertThat(ada.hears()).singleElement().satisfies(message -> {
            assertThat(message.form()).isEqualTo(Form.TEXT);
            assertThat(message.text()).isEqualTo("Meadow ▲ 50");
            assertThat(message.buttons()).containsExactly("Mute");
        });
        assertThat(preview().getUrlField()).isEqualTo(previewed);
        assertThat(preview().getIsDisabled()).isEqualTo(previewed == null ? true : null);
    }

    @Test
    void aHiddenPictureIsSeenOnlyAfterATap() {
        deliver(picture("Ending", Attachment.Form.PHOTO, FINE, true));

        assertThat(telegram.calls.getLast())
                .isInstanceOfSatisfying(
                        SendPhoto.class,
                        photo -> assertThat(photo.getHasSpoiler()).isTrue());
        assertThat(ada.hears()).hasSize(1);
    }

    @Test
    void aTextHasThePreviewOfItsLinkAlsoAfterAnEdit() {
        deliver(shown("News", Optional.of(Attachment.preview("https://example.org/news"))));
        assertThat(preview().getUrlField()).isEqualTo("https://example.org/news");
        deliver(shown("News, edited", Optional.of(Attachment.preview("https://example.org/news"))));
        assertThat(preview().getUrlField()).isEqualTo("https://example.org/news");
        deliver(shown("News, without", Optional.empty()));
        assertThat(preview().getIsDisabled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 10})
    void anAlbumIsFollowedByItsCardAsAReplyWithButtonsAndTelegramsLimitsHold(int pictures) {
        deliver(album(place, pictures));
        deliver(shown("Album", Optional.of(Attachment.preview(FINE))));

        assertThat(ada.hears()).hasSize(pictures + 1);
        assertThat(ada.hears().subList(0, pictures)).allSatisfy(message -> {
            assertThat(message.form()).isEqualTo(Form.PHOTO);
            assertThat(message.buttons()).isEmpty();
        });
        SeenMessage last = ada.hears().getLast();
        assertThat(last.text()).isEqualTo("Album");
        assertThat(last.buttons()).containsExactly("Mute");
        assertThat(((SendMessage) telegram.calls.getLast()).getReplyParameters().getMessageId())
                .isEqualTo(ada.hears().getFirst().id().value());
        assertThat(preview().getIsDisabled()).isTrue();
        assertThat(telegram.refusals).isEmpty();
    }

    @Test
    void albumsInAGroupKeepItsLimitOfMessagesAMinute() {
        Person inGroup = ada.in(sandbox.group("Readers", ada));
        Place group = Place.of(new ChatId(inGroup.chat().value()));

        for (int i = 0; i < 4; i++) {
            ShowAlbumV1 one = album(group, 9);
            deliver(new ShowAlbumV1(group, CardId.ofStory(group, "m" + i), one.media(), false));
        }

        assertThat(inGroup.hears()).hasSize(36);
        assertThat(telegram.refusals).isEmpty();
    }

    @Test
    void whatComesAgainAfterACrashShowsNoPictureTwice() {
        deliver(album(place, 3));
        sender = sender();
        deliver(album(place, 3));
        deliver(shown("Album", Optional.empty()));
        sender = sender();
        deliver(album(place, 3));
        deliver(shown("Album", Optional.empty()));
        deliver(shown("Album, edited", Optional.empty()));

        assertThat(ada.hears()).extracting(SeenMessage::text).containsExactly("", "", "", "Album, edited");
    }

    @Test
    void anAlbumWithAPictureThatTelegramDoesNotTakeIsATextWithAPreview() {
        deliver(album(place, 2, LOST));
        deliver(shown("Album", Optional.of(Attachment.preview(FINE))));

        assertThat(ada.hears())
                .singleElement()
                .satisfies(message -> assertThat(message.form()).isEqualTo(Form.TEXT));
        assertThat(preview().getUrlField()).isEqualTo(FINE);
    }
}
