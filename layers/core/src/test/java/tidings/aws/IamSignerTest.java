package tidings.aws;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import static org.assertj.core.api.Assertions.assertThat;

class IamSignerTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private final IamSigner signer = new IamSigner(
            "rds-db",
            "eu-west-1",
            StaticCredentialsProvider.create(AwsSessionCredentials.create("AKIDEXAMPLE", SECRET, "session/1")));

    @Test
    void aTokenIsAPresignedRequestToConnectWithoutItsScheme() {
        String token = signer.token("db.example.org:5432", Map.of("DBUser", "tidings"));

        assertThat(token).startsWith("db.example.org:5432/?");
        assertThat(parameters(token))
                .containsEntry("Action", "connect")
                .containsEntry("DBUser", "tidings")
                .containsEntry("X-Amz-Algorithm", "AWS4-HMAC-SHA256")
                .containsEntry("X-Amz-Expires", "900")
                .containsEntry("X-Amz-SignedHeaders", "host")
                .containsEntry("X-Amz-Security-Token", "session%2F1");
        assertThat(parameters(token).get("X-Amz-Credential"))
                .matches("AKIDEXAMPLE%2F\\d{8}%2Feu-west-1%2Frds-db%2Faws4_request");
    }

    /// Calculated anew from what AWS documents.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
    @Test
    void isSignedAsTheServiceWillCheckIt() throws GeneralSecurityException {
        Map<String, String> parameters = parameters(signer.token("db.example.org:5432", Map.of("DBUser", "tidings")));
        String signature = parameters.remove("X-Amz-Signature");
        String query = parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining("&"));
        String request = "GET\n/\n" + query + "\nhost:db.example.org:5432\n\nhost\n" + hash("");
        String date = parameters.get("X-Amz-Date").substring(0, 8);
        String scope = date + "/eu-west-1/rds-db/aws4_request";
        String toSign = "AWS4-HMAC-SHA256\n" + parameters.get("X-Amz-Date") + "\n" + scope + "\n" + hash(request);

        byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = mac(key, part);
        }

        assertThat(signature).isEqualTo(HexFormat.of().formatHex(mac(key, toSign)));
    }

    /// In the order of their names.
    private static Map<String, String> parameters(String token) {
        return Arrays.stream(token.substring(token.indexOf('?') + 1).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, _) -> one, TreeMap::new));
    }

    private static String hash(String text) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
