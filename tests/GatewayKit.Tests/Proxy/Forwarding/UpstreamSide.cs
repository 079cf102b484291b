using System.Text;

namespace GatewayKit.Tests.Proxy.Forwarding;

/// <summary>The stream of a connection that records what is written, and whether the end of the client's body was known then.</summary>
internal sealed class UpstreamSide(ClientBody body) : MemoryStream
{
    public List<(string Text, bool AfterEnd)> Writes { get; } = [];

    public bool IsClosed { get; private set; }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Writes.Add((Encoding.ASCII.GetString(buffer.Span), body.HasEnded));
        return default;
    }

    protected override void Dispose(bool disposing)
    {
        IsClosed = true;
        base.Dispose(disposing);
    }
}
