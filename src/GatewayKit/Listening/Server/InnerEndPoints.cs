using System.Net.Security;
using GatewayKit.Listening.Connections;
using GatewayKit.Listening.Streams;
using GatewayKit.Tls;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace GatewayKit.Listening.Server;

/// <summary>
/// Adds the endpoints for the connections of listeners to the server. The server handles them like those of its own addresses: its limits,
/// timeouts and metrics apply, and a shutdown waits for them.
/// </summary>
internal sealed class InnerEndPoints(StreamHandler streams)
{
    /// <summary>The maximum time of a handshake.</summary>
    public static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    public void AddTo(KestrelServerOptions server)
    {
        server.Listen(InnerEndPoint.Http1, listen => UseHttp(listen, HttpProtocols.Http1));
        server.Listen(InnerEndPoint.Http2, listen => UseHttp(listen, HttpProtocols.Http2));
        server.Listen(InnerEndPoint.Tls, UseTls);
        server.Listen(InnerEndPoint.Stream, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Run(streams.RunAsync);
        });
    }

    private static void UseHttp(ListenOptions listen, HttpProtocols protocols)
    {
        listen.Protocols = protocols;
        listen.Use(ServeHttp);
    }

    private void UseTls(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        listen.Use(next => connection => HelloGuard.RunAsync(connection, next));
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = ListenerHandshake.ChooseAsync,
            HandshakeTimeout = HandshakeTimeout,
        });
        listen.Use(next =>
        {
            var http = ServeHttp(next);
            return connection => IsForHttp(connection) ? http(connection) : streams.RunAsync(connection);
        });
    }

    private static ConnectionDelegate ServeHttp(ConnectionDelegate next) => connection =>
    {
        connection.Features.Get<AcceptedConnection>()!.ServeHttp(connection.Features.Get<IConnectionLifetimeNotificationFeature>());
        return next(connection);
    };

    private static bool IsForHttp(ConnectionContext connection)
        => connection.Features.Get<AcceptedConnection>()!.Selected is { IsForHttp: true };
}
