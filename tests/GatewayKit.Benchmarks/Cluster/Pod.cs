using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>A server behind a Service. It reads the whole request before it answers.</summary>
internal sealed class Pod : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Pod(WebApplication app)
    {
        _app = app;
        Port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
    }

    public int Port { get; }

    public static async Task<Pod> StartAsync(TimeSpan work)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        var app = builder.Build();
        app.Run(async http =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted).ConfigureAwait(false);
            if (work > TimeSpan.Zero)
                await Task.Delay(work, http.RequestAborted).ConfigureAwait(false);
            http.Response.ContentLength = 2;
            await http.Response.WriteAsync("ok", http.RequestAborted).ConfigureAwait(false);
        });
        await app.StartAsync().ConfigureAwait(false);
        return new Pod(app);
    }

    /// <summary>Stops as a well-behaved server: idle connections are closed, and requests in progress are answered.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }
}
