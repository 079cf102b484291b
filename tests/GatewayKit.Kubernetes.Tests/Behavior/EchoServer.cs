using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Kubernetes.Tests.Behavior;

/// <summary>A backend that answers with its name and records its requests.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EchoServer(WebApplication app) => _app = app;

    public ConcurrentQueue<EchoedRequest> Requests { get; } = new();

    public int Port { get; private set; }

    /// <summary>Starts a server.</summary>
    /// <param name="name">The body of its answers.</param>
    /// <param name="protocols">The HTTP versions.</param>
    /// <param name="answer">Handles a request before it is answered; null for nothing.</param>
    /// <param name="certificate">The certificate; null without TLS.</param>
    public static async Task<EchoServer> StartAsync(
        string name = "echo", HttpProtocols protocols = HttpProtocols.Http1, RequestDelegate? answer = null,
        X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = protocols;
                if (certificate is not null)
                    listen.UseHttps(certificate);
            });
        });
        var app = builder.Build();
        var server = new EchoServer(app);
        app.UseWebSockets();
        app.Run(async http =>
        {
            var request = http.Request;
            server.Requests.Enqueue(new EchoedRequest(
                request.Protocol, request.Method, request.Path.ToUriComponent() + request.QueryString, request.Host.Value ?? "",
                request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
            if (answer is not null)
                await answer(http);
            if (http.WebSockets.IsWebSocketRequest)
                return;
            await http.Response.WriteAsync(name, http.RequestAborted);
        });
        await app.StartAsync();
        server.Port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        return server;
    }

    /// <summary>Stops as a pod does: requests in progress are answered, and idle connections are closed.</summary>
    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
