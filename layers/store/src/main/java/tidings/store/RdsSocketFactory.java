package tidings.store;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.postgresql.ssl.WrappedFactory;

/// TLS to the database, for pgjdbc's `sslfactory`: trusts what the JVM trusts and the certificate authorities of RDS.
/// Lambda's Java runtimes are said to bring those, its other runtimes do not, and without them no migration can run.
/// https://docs.aws.amazon.com/lambda/latest/dg/services-rds.html#rds-lambda-certificates
public final class RdsSocketFactory extends WrappedFactory {
    /// @param connection pgjdbc's properties, of which none is needed
    public RdsSocketFactory(Properties connection) {
        factory = Context.TLS.getSocketFactory();
    }

    /// Read once, for it holds some two hundred certificates.
    private static final class Context {
        private static final SSLContext TLS = trusting(bundle());
    }

    /// TLS that trusts what the JVM trusts, and these.
    static SSLContext trusting(Collection<? extends Certificate> more) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            List<Certificate> authorities = new ArrayList<>(more);
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager jvm) {
                    authorities.addAll(List.of(jvm.getAcceptedIssuers()));
                }
            }
            for (Certificate authority : authorities) {
                trusted.setCertificateEntry("ca" + trusted.size(), authority);
            }
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, managers(trusted), null);
            return tls;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no TLS with the certificate authorities of RDS", e);
        }
    }

    /// @param trusted null for the JVM's own
    private static TrustManager[] managers(KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    /// Empty where the build could not fetch it; then only the JVM's authorities count.
    static Collection<? extends Certificate> bundle() {
        try (InputStream pem = RdsSocketFactory.class.getResourceAsStream("rds-certificates.pem")) {
            return pem == null
                    ? List.of()
                    : CertificateFactory.getInstance("X.509").generateCertificates(pem);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the certificate authorities of RDS cannot be read", e);
        }
    }
}
