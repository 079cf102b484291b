using System.Net;
using System.Net.Http;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>The body of a response for hooks and transforms. If nothing replaces it, its bytes go directly to the client.</summary>
internal sealed class UpstreamContent(UpstreamBody body) : HttpContent
{
    private UpstreamBodyStream? _stream;

    /// <summary>Gets whether something has asked for the body.</summary>
    public bool IsOpen => _stream is not null;

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(_stream ??= new UpstreamBodyStream(body));

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => _stream ??= new UpstreamBodyStream(body);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        => (_stream ??= new UpstreamBodyStream(body)).CopyToAsync(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
