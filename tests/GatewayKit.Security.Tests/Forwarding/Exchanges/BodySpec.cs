using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace GatewayKit.Security.Tests.Forwarding.Exchanges;

/// <summary>The body of a generated message.</summary>
public sealed record BodySpec
{
    public BodyFraming Framing { get; init; }

    public string Content { get; init; } = "";

    /// <summary>The sizes of the chunks; the rest of the content is the last chunk.</summary>
    public ImmutableArray<int> Chunks { get; init; } = [];

    /// <summary>The text behind each chunk's size.</summary>
    public string ChunkExtension { get; init; } = "";

    /// <summary>The lines of the trailers.</summary>
    public ImmutableArray<string> Trailers { get; init; } = [];

    /// <summary>The field that announces the body; null for none.</summary>
    public string? Field => Framing switch
    {
        BodyFraming.Length => $"Content-Length: {Content.Length}",
        BodyFraming.Chunked => "Transfer-Encoding: chunked",
        _ => null,
    };

    public string Bytes()
    {
        if (Framing != BodyFraming.Chunked)
            return Framing == BodyFraming.None ? "" : Content;

        var bytes = new StringBuilder();
        var at = 0;
        foreach (var size in Chunks.Add(Content.Length).Select(size => Math.Min(size, Content.Length - at)))
        {
            if (size > 0)
                bytes.Append(size.ToString("x", CultureInfo.InvariantCulture)).Append(ChunkExtension).Append("\r\n")
                    .Append(Content, at, size).Append("\r\n");
            at += size;
        }

        bytes.Append("0\r\n");
        foreach (var trailer in Trailers)
            bytes.Append(trailer).Append("\r\n");
        return bytes.Append("\r\n").ToString();
    }
}
