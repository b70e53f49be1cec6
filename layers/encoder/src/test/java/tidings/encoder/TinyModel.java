package tidings.encoder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// An encoder with the inputs and the output of the real one that only looks tokens up: its vectors are the means
/// of those of the words. The words are `a` to `h`, with vectors along eight axes.
final class TinyModel {
    private static final List<String> WORDS = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "query", ":");
    private static final int AXES = 8;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private TinyModel() {}

    static EncoderFiles write(Path folder) throws IOException {
        Path model = Files.write(folder.resolve("tiny.onnx"), model());
        Path tokenizer = Files.writeString(folder.resolve("tiny-tokenizer.json"), tokenizer());
        return new EncoderFiles(pinned(model), pinned(tokenizer));
    }

    static EncoderFiles.Pinned pinned(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return new EncoderFiles.Pinned(file, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String tokenizer() {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < WORDS.size() + AXES; i++) {
            String word = i < WORDS.size() ? WORDS.get(i) : String.valueOf((char) ('a' + i - WORDS.size()));
            words.append(i == 0 ? "" : ",").append("\"%s\":%d".formatted(word, i));
        }
        return """
                {"version":"1.0","truncation":null,"padding":null,"added_tokens":[],
                 "normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,
                   "strip_accents":null,"lowercase":true},
                 "pre_tokenizer":{"type":"BertPreTokenizer"},
                 "post_processor":{"type":"TemplateProcessing",
                   "single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},
                     {"SpecialToken":{"id":"[SEP]","type_id":0}}],
                   "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
                   "special_tokens":{"[CLS]":{"id":"[CLS]","ids":[2],"tokens":["[CLS]"]},
                     "[SEP]":{"id":"[SEP]","ids":[3],"tokens":["[SEP]"]}}},
                 "decoder":null,
                 "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##",
                   "max_input_chars_per_word":100,"vocab":{%s}}}
                """.formatted(words);
    }

    /// In the protocol buffers of ONNX: one node that gathers rows of a table.
    private static byte[] model() {
        Message table = new Message()
                .number(1, WORDS.size() + AXES)
                .number(1, AXES)
                .number(2, FLOAT)
                .text(8, "table")
                .bytes(9, table());
        Message node = new Message()
                .text(1, "table")
                .text(1, "input_ids")
                .text(2, "last_hidden_state")
                .text(4, "Gather");
        Message graph = new Message().bytes(1, node.toBytes()).text(2, "tiny").bytes(5, table.toBytes());
        for (String input : List.of("input_ids", "attention_mask", "token_type_ids")) {
            graph.bytes(11, value(input, INT64, List.of("batch", "tokens")));
        }
        graph.bytes(12, value("last_hidden_state", FLOAT, List.of("batch", "tokens", "axes")));
        return new Message()
                .number(1, 8)
                .bytes(7, graph.toBytes())
                .bytes(8, new Message().text(1, "").number(2, 13).toBytes())
                .toBytes();
    }

    private static byte[] value(String name, int type, List<String> dimensions) {
        Message shape = new Message();
        dimensions.forEach(
                dimension -> shape.bytes(1, new Message().text(2, dimension).toBytes()));
        Message tensor = new Message().number(1, type).bytes(2, shape.toBytes());
        return new Message()
                .text(1, name)
                .bytes(2, new Message().bytes(1, tensor.toBytes()).toBytes())
                .toBytes();
    }

    /// Zeros for the marks and the prefix, an axis for each word.
    private static byte[] table() {
        ByteBuffer rows =
                ByteBuffer.allocate((WORDS.size() + AXES) * AXES * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int axis = 0; axis < AXES; axis++) {
            rows.putFloat(((WORDS.size() + axis) * AXES + axis) * Float.BYTES, 1);
        }
        // An unknown word points everywhere.
        for (int axis = 0; axis < AXES; axis++) {
            rows.putFloat((AXES + axis) * Float.BYTES, 1);
        }
        return rows.array();
    }

    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        private Message number(int field, int value) {
            variable(field << 3);
            variable(value);
            return this;
        }

        private Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        private Message bytes(int field, byte[] value) {
            variable(field << 3 | 2);
            variable(value.length);
            out.writeBytes(value);
            return this;
        }

        private void variable(int value) {
            int rest = value;
            for (; rest > 0x7F; rest >>>= 7) {
                out.write(rest & 0x7F | 0x80);
            }
            out.write(rest);
        }

        private byte[] toBytes() {
            return out.toByteArray();
        }
    }
}
