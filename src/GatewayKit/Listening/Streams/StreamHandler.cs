using GatewayKit.Listening.Connections;
using GatewayKit.Listening.Tables;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace GatewayKit.Listening.Streams;

/// <summary>
/// Forwards connections for streams:
/// <list type="number">
/// <item>the route with the most specific host for the client's server name, and one of its backends by weight</item>
/// <item>the destinations of the backend's cluster, in turn, until one accepts a connection (<see cref="StreamConnector"/>)</item>
/// <item>the bytes of both sides (<see cref="StreamRelay"/>)</item>
/// </list>
/// Without a route, or a destination that accepts, the client's connection is closed.
/// </summary>
internal sealed class StreamHandler(StreamConnector connector, ListeningTelemetry telemetry, TimeProvider time)
{
    public async Task RunAsync(ConnectionContext client)
    {
        var connection = client.Features.Get<AcceptedConnection>()!;
        if (FindListener(connection) is not { } listener)
            return;

        var outcome = "no route";
        var route = listener.Streams.Find(connection.ServerName);
        telemetry.StreamOpened(listener.Name);
        try
        {
            if (route is not null)
                outcome = NameOf(await ForwardAsync(client, connection, listener.Name, route).ConfigureAwait(false));
        }
        finally
        {
            telemetry.StreamClosed(listener.Name);
            telemetry.StreamEnded(listener.Name, route?.Id, outcome);
        }
    }

    /// <summary>Returns the listener of a stream; null if the listener has changed since the connection was passed on, so that its TLS
    /// would have to end elsewhere, or another certificate would be necessary.</summary>
    private static ListenerEntry? FindListener(AcceptedConnection connection)
    {
        var listeners = connection.Listeners;
        if (listeners.Kind == SocketKind.Tcp)
            return connection.Selected is null ? listeners.All[0] : null;

        return listeners.ByHost.Find(connection.ServerName) is { } listener
            && listener.IsPassthrough == (connection.Selected is null) && connection.IsSelected(connection.ServerName) ? listener : null;
    }

    private static string NameOf(StreamEnd end) => end switch
    {
        StreamEnd.Completed => "completed",
        StreamEnd.ClientFailed => "client failed",
        StreamEnd.UpstreamFailed => "destination failed",
        StreamEnd.Idle => "idle",
        StreamEnd.ConnectFailed => "not connected",
        _ => "no destination",
    };

    private async Task<StreamEnd> ForwardAsync(ConnectionContext client, AcceptedConnection connection, string listener, StreamEntry route)
    {
        var cluster = route.Pick();
        var (upstream, failure) = await connector.ConnectAsync(connection, cluster).ConfigureAwait(false);
        if (upstream is null)
        {
            telemetry.StreamFailed(listener, route.Id, cluster, failure);
            return failure == StreamConnector.NoDestination ? StreamEnd.NoDestination : StreamEnd.ConnectFailed;
        }

        await using (upstream.ConfigureAwait(false))
        {
            var relay = new StreamRelay(client, ClientOf(client), upstream, route.Route.IdleTimeout, time);
            var end = await relay.RunAsync().ConfigureAwait(false);
            telemetry.Forwarded(listener, route.Id, relay.Received, relay.Sent);
            if (relay.UnexpectedError is { } error)
                telemetry.StreamBroken(listener, route.Id, cluster, error);
            return end;
        }
    }

    private static IStreamClient ClientOf(ConnectionContext client)
        => client.Features.Get<ISslStreamFeature>() is { } tls
            ? new TlsStreamClient(client.Transport, tls.SslStream) : new PlainStreamClient(client);
}
