package tidings.webhook;

import tidings.aws.Secrets;
import tidings.aws.UnavailableException;

/// Secrets Manager.
record StoredSecrets(AwsJson secretsManager) implements Secrets {
    @Override
    public String get(String arn) {
        byte[] answer = secretsManager.call(
                "GetSecretValue", JsonObject.bytes(input -> input.writeStringField("SecretId", arn)));
        return JsonObject.text(answer, "SecretString")
                .orElseThrow(() -> new UnavailableException("Secrets Manager gives no text of " + arn));
    }
}
