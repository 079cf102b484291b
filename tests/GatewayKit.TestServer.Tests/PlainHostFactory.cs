using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;

namespace GatewayKit.TestServer.Tests;

/// <summary>The host as a team's integration tests start it: without a socket, in front of an upstream that has one.</summary>
public sealed class PlainHostFactory : WebApplicationFactory<Program>, IAsyncLifetime
{
    private WebApplication _upstream = null!;

    /// <summary>The targets that have reached the upstream.</summary>
    public ConcurrentQueue<string> Targets { get; } = new();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _upstream = builder.Build();
        _upstream.Run(EchoAsync);
        await _upstream.StartAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
        => builder.UseSetting("GatewayKit:clusters:up:destinations:one:address", _upstream.Urls.Single());

    private async Task EchoAsync(HttpContext http)
    {
        Targets.Enqueue(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        await http.Response.WriteAsync($"{http.Request.Method} ");
        await http.Request.Body.CopyToAsync(http.Response.Body);
    }
}
