using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Server;

namespace GatewayKit.Plugins.Mcp.Server;

/// <summary>
/// The official SDK's handler of Streamable HTTP requests. The SDK maps it as an endpoint; a plugin can't add endpoints to the host, so
/// this class lets the SDK map it into a list of its own, in a container of its own, and calls it directly. Every request is complete in
/// itself, without sessions.
/// </summary>
public sealed class McpEndpoint : IAsyncDisposable
{
    private static readonly object s_server = new();

    private readonly ServiceProvider _services;
    private readonly RequestDelegate _post;

    /// <summary>Creates the handler.</summary>
    public McpEndpoint()
    {
        var services = new ServiceCollection();
        // The SDK logs several lines for each request, and with more details also arguments.
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddLogging();
        services.AddSingleton<IHostApplicationLifetime, UnlimitedLifetime>();
        services.AddRouting();
        services.AddMcpServer(server =>
        {
            server.Filters.Message.IncomingFilters.Add(Parameters.Check);
            server.Filters.Message.IncomingFilters.Add(ClientLogging.Reject);
            server.Filters.Message.OutgoingFilters.Add(ClientLogging.Conceal);
        }).WithHttpTransport(options =>
        {
            options.SessionMode = HttpServerSessionMode.Stateless;
            options.ConfigureSessionOptions = static (http, server, _) =>
            {
                ((Action<McpServerOptions>)http.Items[s_server]!)(server);
                return Task.CompletedTask;
            };
        });
        _services = services.BuildServiceProvider();
        var endpoints = new EndpointList(_services);
        endpoints.MapMcp();
        _post = endpoints.DataSources.SelectMany(source => source.Endpoints)
            .First(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Post) == true)
            .RequestDelegate!;
    }

    /// <summary>Responds to a request. The response is in <see cref="HttpContext.Response"/>.</summary>
    /// <param name="http">The request and its response, both in memory.</param>
    /// <param name="configure">Sets the server's name and handlers.</param>
    internal async Task RespondAsync(HttpContext http, Action<McpServerOptions> configure)
    {
        var scope = _services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            http.RequestServices = scope.ServiceProvider;
            http.Items[s_server] = configure;
            await _post(http).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class EndpointList(IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(services);
    }

    /// <summary>The host's own lifetime ends requests.</summary>
    private sealed class UnlimitedLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}
