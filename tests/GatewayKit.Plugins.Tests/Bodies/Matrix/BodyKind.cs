namespace GatewayKit.Plugins.Tests.Bodies.Matrix;

/// <summary>A kind of body: how the sample of an operation is sent, and the results.</summary>
/// <param name="Name">The name in failures.</param>
internal sealed record BodyKind(string Name)
{
    /// <summary>Gets the content coding of the body and the value of <c>Content-Encoding</c>.</summary>
    public string? Coding { get; init; }

    /// <summary>Gets the value of <c>Content-Encoding</c>, if it isn't that of the coding.</summary>
    public string? StatedCoding { get; init; }

    /// <summary>Gets the size of the chunks; 0 to send the length.</summary>
    public int ChunkSize { get; init; }

    /// <summary>Gets what is sent instead of the sample's own text.</summary>
    public Func<BodySample, byte[]> Content { get; init; } = sample => sample.Bytes;

    /// <summary>Gets the change of the encoded bytes.</summary>
    public Func<byte[], byte[]> Bytes { get; init; } = bytes => bytes;

    /// <summary>Gets what follows the media type.</summary>
    public string TypeSuffix { get; init; } = "";

    /// <summary>Gets another header of the message.</summary>
    public (string Name, string Value)? Header { get; init; }

    /// <summary>Gets the results of operations that read the whole body: of a request, and of a response.</summary>
    public (BodyResult Request, BodyResult Response) Buffered { get; init; } = (BodyResult.Changed, BodyResult.Changed);

    /// <summary>Gets the results of operations that change the body while it streams.</summary>
    public (BodyResult Request, BodyResult Response) Streamed { get; init; } = (BodyResult.Changed, BodyResult.Changed);
}
