using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Plugins.Tests.Shared;

/// <summary>A service on a real socket that a plugin calls.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestService(WebApplication app) => _app = app;

    /// <summary>Gets the address without a slash at its end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Gets or sets the handler of the requests.</summary>
    public required RequestDelegate Handler { get; set; }

    /// <summary>Gets the headers of each request, with its target as <c>:target</c>.</summary>
    public ConcurrentQueue<Dictionary<string, string>> Requests { get; } = new();

    public static async Task<TestService> StartAsync(RequestDelegate handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
        });
        var app = builder.Build();
        var service = new TestService(app) { Handler = handler };
        app.Run(http =>
        {
            var headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            headers[":target"] = http.Request.Method + " " + http.Request.Path + http.Request.QueryString;
            service.Requests.Enqueue(headers);
            return service.Handler(http);
        });
        await app.StartAsync().WaitAsync(TimeSpan.FromSeconds(60));
        service.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return service;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
