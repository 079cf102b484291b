using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Benchmarks.Servers;

/// <summary>Starts servers without logs in this process, on free ports of the loopback address.</summary>
internal static class LocalServer
{
    /// <summary>Starts a server.</summary>
    /// <param name="add">Adds services, and returns the function that adds the middleware.</param>
    /// <param name="protocols">The protocols of its port.</param>
    public static async Task<WebApplication> StartAsync(
        Func<WebApplicationBuilder, Action<WebApplication>> add, HttpProtocols protocols = HttpProtocols.Http1)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        var use = add(builder);
        var app = builder.Build();
        use(app);
        await app.StartAsync().ConfigureAwait(false);
        return app;
    }
}
