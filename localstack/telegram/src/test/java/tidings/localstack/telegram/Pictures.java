package tidings.localstack.telegram;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// Pictures for tests, drawn here.
final class Pictures {
    private Pictures() {}

    /// Hills under an evening sky.
    static byte[] png(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setPaint(new GradientPaint(0, 0, new Color(0x35508C), 0, height, new Color(0xF2A06B)));
        pen.fillRect(0, 0, width, height);
        pen.setPaint(new Color(0xFFE2A8));
        pen.fillOval(width * 3 / 5, height / 4, height / 4, height / 4);
        pen.setPaint(new Color(0x2C3E63));
        pen.fillOval(-width / 4, height * 2 / 3, width, height);
        pen.setPaint(new Color(0x1F2B48));
        pen.fillOval(width / 4, height * 3 / 4, width, height);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
