using System.Net.Sockets;
using System.Security.Authentication;
using GatewayKit.Listening.Connections;
using GatewayKit.Proxy.Streams;
using GatewayKit.Proxy.Upstream;

namespace GatewayKit.Listening.Streams;

/// <summary>Connects streams to destinations: those of the cluster, in turn, until one accepts a connection, with TLS if its address is
/// <c>https</c>.</summary>
internal sealed class StreamConnector(StreamDestinations destinations, UpstreamSockets sockets, TimeProvider time)
{
    /// <summary>The reason for a cluster without available destinations.</summary>
    public const string NoDestination = "it has no available destination";

    /// <summary>The maximum number of destinations that a stream tries.</summary>
    private const int MaximumAttempts = 4;

    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Connects a stream.</summary>
    /// <param name="connection">The client's connection.</param>
    /// <param name="cluster">The configured id of the cluster; null for none.</param>
    /// <returns>The connection; null with the reason if no destination accepts one.</returns>
    public async Task<(StreamUpstream? Upstream, string Failure)> ConnectAsync(AcceptedConnection connection, string? cluster)
    {
        var found = cluster is null ? [] : destinations.Find(connection.Listeners.Snapshot, cluster, MaximumAttempts);
        var failure = NoDestination;
        foreach (var destination in found)
        {
            using var timeout = new CancellationTokenSource(s_connectTimeout, time);
            try
            {
                return (await ConnectAsync(destination, timeout.Token).ConfigureAwait(false), "");
            }
            catch (Exception error) when (
                error is SocketException or IOException or AuthenticationException or OperationCanceledException or NoConnectionException)
            {
                failure = $"destination '{destination.Id}' doesn't accept a connection: {(
                    timeout.IsCancellationRequested ? "timeout" : error.Message)}";
            }
        }

        return (null, failure);
    }

    private async Task<StreamUpstream> ConnectAsync(StreamDestination destination, CancellationToken cancellation)
    {
        var socket = await sockets.ConnectAsync(destination.EndPoint, cancellation).ConfigureAwait(false);
        return new StreamUpstream(socket, destination.Tls is not { } tls ? null
            : await tls.OpenAsync(socket, destination.EndPoint.Host, cancellation).ConfigureAwait(false));
    }
}
