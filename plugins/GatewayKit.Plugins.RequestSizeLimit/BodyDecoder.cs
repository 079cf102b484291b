namespace GatewayKit.Plugins.RequestSizeLimit;

/// <summary>Decodes bodies of a content coding.</summary>
/// <param name="Open">Opens a stream that decodes another one.</param>
/// <param name="ReadsAfterEnd">How often the stream reads after the last byte of a complete body: once to look for another member, which
/// gzip can have (RFC 1952, section 2.2), or never.</param>
internal sealed record BodyDecoder(Func<Stream, Stream> Open, int ReadsAfterEnd = 0);
