using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Portal.Trying.Connecting;

/// <summary>A connection from the portal to the server in the same process, with the address of a reader. It is one of its own
/// features.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "The token is canceled by the side that closes the connection first, and has nothing to release.")]
internal sealed class MemoryConnection : DefaultConnectionContext
{
    private static readonly PipeOptions s_options = new(useSynchronizationContext: false);

    private readonly CancellationTokenSource _closed = new();
    private readonly Pipe _toServer = new(s_options);
    private readonly Pipe _toClient = new(s_options);

    /// <param name="reader">The address of the reader; null if it isn't known.</param>
    /// <param name="isHttps">Whether requests are those of an https address: the process is the only one that sees the bytes.</param>
    /// <param name="routes">The ids of the routes that requests may reach.</param>
    public MemoryConnection(IPEndPoint? reader, bool isHttps, IReadOnlyList<string> routes)
    {
        Transport = new DuplexPipe(_toServer.Reader, _toClient.Writer);
        Client = new DuplexStream(_toClient.Reader, _toServer.Writer, Close);
        RemoteEndPoint = reader;
        ConnectionClosed = _closed.Token;
        Guard = new RouteGuard(routes);
        Features.Set(this);
        if (isHttps)
            Features.Set<ITlsConnectionFeature>(new MemoryTls());
    }

    /// <summary>The client's side.</summary>
    public Stream Client { get; }

    /// <summary>The routes that requests may reach.</summary>
    public RouteGuard Guard { get; }

    public override void Abort(ConnectionAbortedException abortReason)
    {
        _toServer.Writer.Complete(abortReason);
        _ = _closed.CancelAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await Transport.Input.CompleteAsync().ConfigureAwait(false);
        await Transport.Output.CompleteAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Closes the client's side, as the end of a socket does.</summary>
    private void Close()
    {
        _toClient.Reader.CancelPendingRead();
        _toClient.Reader.Complete();
        _toServer.Writer.Complete();
        _ = _closed.CancelAsync();
    }
}
