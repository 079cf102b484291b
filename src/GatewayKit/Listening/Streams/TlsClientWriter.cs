using System.IO.Pipelines;
using System.Net.Security;

namespace GatewayKit.Listening.Streams;

/// <summary>Writes to a client whose TLS ends here.</summary>
/// <param name="output">The output, which encrypts.</param>
/// <param name="tls">The stream that it writes to.</param>
internal sealed class TlsClientWriter(PipeWriter output, SslStream tls) : IClientWriter
{
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes) => await output.WriteAsync(bytes).ConfigureAwait(false);

    // Sends the alert close_notify (RFC 8446, section 6.1), after which the client can still send.
    public async ValueTask EndAsync() => await tls.ShutdownAsync().ConfigureAwait(false);

    // Without close_notify, the client knows that the stream isn't complete.
    public void Reset()
    {
    }
}
