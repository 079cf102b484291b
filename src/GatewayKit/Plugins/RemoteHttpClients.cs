using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace GatewayKit.Plugins;

/// <summary>
/// The HTTP clients of plugins whose options others than the operator have set (<see cref="Configuration.PluginEntry.IsRemoteOnly"/>).
/// They have the settings of the usual clients, but connect only to other hosts: the gateway can reach its own ports and the metadata
/// service of a cloud, and a tenant can't.
/// </summary>
/// <param name="services">The services with the clients.</param>
/// <param name="options">The settings of the clients.</param>
internal sealed class RemoteHttpClients(IServiceProvider services, IOptionsMonitor<HttpClientFactoryOptions> options)
    : IHttpClientFactory, IDisposable
{
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, HttpMessageHandler> _handlers = new(StringComparer.Ordinal);

    public HttpClient CreateClient(string name)
    {
        HttpMessageHandler? handler;
        lock (_lock)
        {
            if (!_handlers.TryGetValue(name, out handler))
                _handlers.Add(name, handler = CreateHandler(name));
        }

        var client = new HttpClient(handler, disposeHandler: false);
        foreach (var configure in options.Get(name).HttpClientActions)
            configure(client);
        return client;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var handler in _handlers.Values)
                handler.Dispose();
            _handlers.Clear();
        }
    }

    private HttpMessageHandler CreateHandler(string name)
    {
        var builder = services.GetRequiredService<HttpMessageHandlerBuilder>();
        builder.Name = name;
        foreach (var configure in options.Get(name).HttpMessageHandlerBuilderActions)
            configure(builder);
        if (builder.PrimaryHandler is SocketsHttpHandler sockets)
        {
            sockets.ConnectCallback = ConnectAsync;
            if (sockets.PooledConnectionLifetime == Timeout.InfiniteTimeSpan)
                sockets.PooledConnectionLifetime = s_connectionLifetime;
        }

        return builder.Build();
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = context.DnsEndPoint.Host;
        var found = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);
        if (Array.FindAll(found, RemoteAddress.Is) is not { Length: > 0 } addresses)
            throw new SocketException((int)SocketError.HostNotFound);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
