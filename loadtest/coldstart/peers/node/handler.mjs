// Checks the secret, queues the update, answers 200, as a bot with grammY does.
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { Bot, webhookCallback } from "grammy";

const sqs = new SQSClient({});
const bot = new Bot("123456:sample", {
  // Otherwise the first update asks Telegram who the bot is.
  botInfo: { id: 123456, is_bot: true, first_name: "sample", username: "sample_bot" },
});

bot.use(async (context) => {
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: process.env.QUEUE_URL,
      MessageBody: JSON.stringify(context.update),
      MessageGroupId: String(context.chat?.id ?? 0),
      MessageDeduplicationId: String(context.update.update_id),
    }),
  );
  console.log(JSON.stringify({ level: "INFO", message: "update queued" }));
});

const callback = webhookCallback(bot, "aws-lambda-async");

// A function URL passes header names in lower case, which grammY does not look for.
export function handler(event, context) {
  const authorized = event.headers["x-telegram-bot-api-secret-token"] === process.env.WEBHOOK_SECRET;
  return authorized ? callback(event, context) : Promise.resolve({ statusCode: 401 });
}
