package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tidings.localstack.telegram.ApiError.Reason;
import tidings.localstack.telegram.BotMethod.Answer;
import tidings.localstack.telegram.UpdateQueue.Polled;
import tidings.localstack.telegram.UpdateQueue.Update;

/// The methods by which the bot gets its updates.
///
/// @param onChange called when the webhook changes
record UpdateMethods(UpdateQueue updates, WebhookDelivery delivery, Runnable onChange) {
    Map<String, BotMethod> methods() {
        return Map.of(
                "setWebhook", this::set,
                "deleteWebhook", this::delete,
                "getWebhookInfo", _ -> Answer.of(delivery.info()),
                "getUpdates", this::poll);
    }

    private Answer set(CallArguments arguments) {
        String url = arguments.text("url").strip();
        if (url.isEmpty()) {
            return delete(arguments);
        }
        WebhookTarget webhook = WebhookTarget.of(
                url,
                arguments.optionalText("secret_token").orElse(""),
                arguments.number("max_connections", WebhookTarget.DEFAULT_CONNECTIONS));
        boolean same = delivery.webhook().filter(webhook::equals).isPresent();
        allow(arguments);
        drop(arguments);
        if (same) {
            return Answer.done("Webhook is already set");
        }
        updates.endPoll();
        delivery.set(Optional.of(webhook));
        onChange.run();
        return Answer.done("Webhook was set");
    }

    private Answer delete(CallArguments arguments) {
        boolean was = delivery.webhook().isPresent();
        drop(arguments);
        delivery.set(Optional.empty());
        onChange.run();
        return Answer.done(was ? "Webhook was deleted" : "Webhook is already deleted");
    }

    private void drop(CallArguments arguments) {
        if (arguments.flag("drop_pending_updates")) {
            updates.clear();
        }
    }

    private void allow(CallArguments arguments) {
        arguments.json("allowed_updates").ifPresent(kinds -> updates.allow(texts(kinds)));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private Answer poll(CallArguments arguments) throws InterruptedException {
        if (delivery.webhook().isPresent()) {
            throw new ApiError(
                    Reason.CONFLICT,
                    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
        }
        allow(arguments);
        Polled polled = updates.poll(
                arguments.number("offset", 0),
                Math.clamp(arguments.number("limit", 100), 1, 100),
                Duration.ofSeconds(Math.clamp(arguments.number("timeout", 0), 0, 50)));
        return switch (polled) {
            case Polled.Taken(List<Update> taken) ->
                Answer.of(taken.stream().map(update -> (JsonNode) update.json()).collect(Json.toArray()));
            case Polled.TakenOver() ->
                throw new ApiError(
                        Reason.CONFLICT,
                        "terminated by other getUpdates request; make sure that only one bot instance is running");
        };
    }
}
