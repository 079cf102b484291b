using GatewayKit.Edge;
using GatewayKit.Hosting.Descriptors;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GatewayKit.Hosting.Admin;

/// <summary>A server with its own limits: few connections with a short idle timeout.</summary>
internal sealed class AdminListener : IDisposable
{
    private static readonly TimeSpan s_idleTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_headersTimeout = TimeSpan.FromSeconds(5);

    private readonly KestrelServer _server;

    /// <param name="urls">The addresses.</param>
    /// <param name="loggers">Creates the server's loggers.</param>
    /// <param name="maxBodySize">The maximum size of a request body in bytes, unless an endpoint has its own.</param>
    public AdminListener(IEnumerable<string> urls, ILoggerFactory loggers, long maxBodySize = 0)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.KeepAliveTimeout = s_idleTimeout;
        options.Limits.RequestHeadersTimeout = s_headersTimeout;
        options.Limits.MaxRequestBodySize = maxBodySize;
        var budget = ConnectionBudget.Of(FileDescriptors.Read(), KestrelEdgeOptions.MaxConnections, ConnectionBudget.MaxAdminConnections);
        var connections = new AdminConnections(budget.AdminConnections);
        options.ConfigureEndpointDefaults(endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http1;
            endpoint.Use(connections.Use);
        });
        var sockets = new BoundedTransport(new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers),
            () => budget.AdminConnections + ConnectionBudget.Margin);
        _server = new KestrelServer(Options.Create(options), sockets, loggers);
        foreach (var url in urls)
            Addresses.Add(url);
    }

    /// <summary>The addresses; after the start, with the assigned ports.</summary>
    public ICollection<string> Addresses => _server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;

    /// <summary>The limits for each connection.</summary>
    public KestrelServerLimits Limits => _server.Options.Limits;

    public Task StartAsync(AdminApplication application, CancellationToken cancellation) => _server.StartAsync(application, cancellation);

    public Task StopAsync(CancellationToken cancellation) => _server.StopAsync(cancellation);

    public void Dispose() => _server.Dispose();
}
