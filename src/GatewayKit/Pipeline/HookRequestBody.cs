using Microsoft.AspNetCore.Http;

namespace GatewayKit.Pipeline;

/// <summary>
/// The request's body while hooks run. A hook that read it would take it from the upstream, so the read fails, in the code of the hook that
/// reads it. A stream that a plugin sets on the request itself, on top of this one, may read.
/// </summary>
internal sealed class HookRequestBody(HttpContext http, Stream inner) : ReadOnlyStream
{
    /// <summary>The body itself.</summary>
    public Stream Inner { get; } = inner;

    private Stream Readable => http.Request.Body == this ? throw HookMisuseException.ReadsBody() : Inner;

    public override int Read(Span<byte> buffer) => Readable.Read(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => Readable.ReadAsync(buffer, cancellationToken);
}
