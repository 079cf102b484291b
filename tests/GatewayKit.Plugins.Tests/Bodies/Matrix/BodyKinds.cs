using System.Text;
using static GatewayKit.Plugins.Tests.Bodies.Matrix.BodyResult;

namespace GatewayKit.Plugins.Tests.Bodies.Matrix;

/// <summary>The kinds of bodies that each operation receives.</summary>
internal static class BodyKinds
{
    private static readonly (BodyResult, BodyResult) s_invalid = (Status(400), Status(502));
    private static readonly (BodyResult, BodyResult) s_unsupported = (Status(415), Status(502));
    private static readonly (BodyResult, BodyResult) s_tooLarge = (Status(413), Status(502));
    private static readonly (BodyResult, BodyResult) s_broken = (Status(400), Broken);
    private static readonly (BodyResult, BodyResult) s_empty = (Empty, Empty);
    private static readonly (BodyResult, BodyResult) s_same = (Same, Same);

    private static readonly byte[] s_entity =
        """<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>"""u8.ToArray();

    private static readonly byte[] s_large = Encoding.UTF8.GetBytes($"\"{new string('x', 20_000)}\"");

    public static IReadOnlyList<BodyKind> All { get; } =
    [
        new("plain"),
        new("bytes") { ChunkSize = 1 },
        new("mark") { Content = sample => [.. "\uFEFF"u8, .. sample.Bytes] },
        new("identity") { StatedCoding = "identity" },
        .. Coded("gzip"), .. Coded("deflate"), .. Coded("br"), .. Coded("zstd"),
        new("x-gzip") { Coding = "gzip", StatedCoding = "x-gzip" },
        new("GZIP") { Coding = "gzip", StatedCoding = "GZIP" },

        new("empty") { Content = _ => [], Buffered = s_empty, Streamed = s_empty },
        new("empty-chunked") { Content = _ => [], ChunkSize = 1, Buffered = s_empty, Streamed = s_empty },
        new("empty-coded") { Content = _ => [], StatedCoding = "gzip", Buffered = s_empty, Streamed = s_empty },
        new("coded-empty") { Content = _ => [], Coding = "gzip", Buffered = s_empty, Streamed = s_empty },

        new("cut-gzip") { Coding = "gzip", Bytes = bytes => bytes[..^9], Buffered = s_invalid, Streamed = s_broken },
        new("cut-br") { Coding = "br", Bytes = bytes => bytes[..^1], Buffered = s_invalid, Streamed = s_broken },
        new("continued-gzip") { Coding = "gzip", Bytes = bytes => [.. bytes, 1, 2], Buffered = s_invalid, Streamed = s_broken },
        new("no-gzip") { StatedCoding = "gzip", Buffered = s_invalid, Streamed = s_broken },
        new("unknown-coding") { StatedCoding = "compress", Buffered = s_unsupported, Streamed = s_unsupported },
        new("two-codings") { Coding = "gzip", StatedCoding = "gzip, gzip", Buffered = s_unsupported, Streamed = s_unsupported },

        new("utf-16")
        {
            TypeSuffix = "; charset=utf-16", Content = sample => Encoding.Unicode.GetBytes("\uFEFF" + sample.Text),
            Buffered = s_unsupported, Streamed = s_unsupported,
        },
        new("no-utf-8") { Content = sample => Encoding.Latin1.GetBytes(sample.Text), Buffered = s_invalid, Streamed = s_same },
        new("same-type-twice") { Header = ("Content-Type", ""), Buffered = s_invalid, Streamed = s_invalid },
        new("two-types") { Header = ("Content-Type", "text/x-other"), Buffered = s_invalid, Streamed = s_invalid },
        new("part") { Header = ("Content-Range", "bytes 0-9/1000"), Buffered = s_invalid, Streamed = s_invalid },

        new("cut") { Content = sample => sample.Cut, Buffered = s_invalid, Streamed = s_same },
        new("repeated") { Content = sample => sample.Repeated, Buffered = s_invalid, Streamed = s_same },
        new("deep") { Content = sample => sample.Deep, Coding = "gzip", Buffered = s_tooLarge, Streamed = s_same },
        new("deep-short") { Content = sample => sample.Deep[..1000], Buffered = s_invalid, Streamed = s_same },
        new("entity") { Content = _ => s_entity, Buffered = s_invalid, Streamed = s_same },
        new("large") { Content = _ => s_large, Buffered = s_tooLarge, Streamed = s_same },
        new("large-chunked") { Content = _ => s_large, ChunkSize = 5000, Buffered = s_tooLarge, Streamed = s_same },
        new("large-coded") { Content = _ => s_large, Coding = "br", Buffered = s_tooLarge, Streamed = s_same },
        new("bomb")
        {
            Content = _ => new byte[4_000_000], Coding = "gzip", Buffered = s_tooLarge, Streamed = (Status(413), Broken),
        },
    ];

    private static IEnumerable<BodyKind> Coded(string coding)
        => [new(coding) { Coding = coding }, new(coding + "-bytes") { Coding = coding, ChunkSize = 1 }];
}
