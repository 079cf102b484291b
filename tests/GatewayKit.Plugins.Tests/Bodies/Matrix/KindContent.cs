using System.Net;

namespace GatewayKit.Plugins.Tests.Bodies.Matrix;

/// <summary>A sample in the form of a kind.</summary>
internal sealed class KindContent : HttpContent
{
    private readonly int _chunkSize;

    public KindContent(BodyKind kind, BodySample sample)
    {
        _chunkSize = kind.ChunkSize;
        Encoded = kind.Bytes(CodedBytes.Encode(kind.Coding ?? "", kind.Content(sample)));
        List<(string, string)> fields = [("Content-Type", sample.Type + kind.TypeSuffix)];
        if ((kind.StatedCoding ?? kind.Coding) is { } coding)
            fields.Add(("Content-Encoding", coding));
        if (kind.Header is { } header)
            fields.Add(header.Value.Length == 0 ? (header.Name, sample.Type) : header);
        Fields = [.. fields];
        foreach (var (name, value) in Fields)
            Assert.True(Headers.TryAddWithoutValidation(name, value));
    }

    public byte[] Encoded { get; }

    public (string Name, string Value)[] Fields { get; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var size = _chunkSize > 0 ? _chunkSize : Math.Max(1, Encoded.Length);
        for (var at = 0; at < Encoded.Length; at += size)
        {
            await stream.WriteAsync(Encoded.AsMemory(at, Math.Min(size, Encoded.Length - at)));
            await stream.FlushAsync();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = Encoded.Length;
        return _chunkSize == 0;
    }
}
