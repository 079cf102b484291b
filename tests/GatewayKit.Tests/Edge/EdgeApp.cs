using System.Net;
using GatewayKit.Configuration;
using GatewayKit.Edge;
using GatewayKit.Pipeline;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GatewayKit.Tests.Edge;

/// <summary>A small real server with the edge around it; its endpoints say what reached them.</summary>
internal sealed class EdgeApp : IAsyncDisposable, IEdgeSettingsProvider, IUnmatchedAnswers
{
    private readonly WebApplication _app;

    private EdgeApp(WebApplication app, EdgeSettings settings)
    {
        _app = app;
        Current = settings;
    }

    public EdgeSettings Current { get; }

    Task IUnmatchedAnswers.AnswerAsync(HttpContext http, GatewayResponse answer)
        => GatewayResponseWriter.WriteAsync(http, answer, Current.Problems);

    public int Port { get; private set; }

    public int Http2Port { get; private set; }

    public static async Task<EdgeApp> StartAsync(
        GatewayConfig? config = null, PathRules? route = null, Func<HttpContext, string>? say = null)
    {
        KestrelStrictness.Apply();
        var settings = EdgeSettings.From(config ?? new GatewayConfig());
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelEdgeOptions>();
        builder.Services.AddSingleton<IPostConfigureOptions<KestrelServerOptions>, KestrelEdgeOptions>();
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));

        EdgeApp? self = null;
        builder.Services.AddSingleton<IEdgeSettingsProvider>(_ => self!);
        builder.Services.AddSingleton<IUnmatchedAnswers>(_ => self!);
        builder.Services.AddSingleton<IStartupFilter, EdgeStartupFilter>();
        var app = builder.Build();
        self = new EdgeApp(app, settings);

        var policy = PathPolicy.Resolve(config?.Paths, route);
        say ??= Describe;
        app.Map("/api/{**rest}", Endpoint(policy));
        app.Map("/small/{**rest}", Endpoint(policy, maxBody: 10));
        app.Map("/strict/{**rest}", Endpoint(PathPolicy.Strict));
        app.MapGet("/host", () => "the host's own");
        await app.StartAsync().WaitAsync(TimeSpan.FromSeconds(60));

        var addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        self.Port = new Uri(addresses.First()).Port;
        self.Http2Port = new Uri(addresses.Last()).Port;
        return self;

        RequestDelegate Endpoint(PathPolicy paths, long? maxBody = null) => async http =>
        {
            if (RequestGuard.Check(http, paths, self.Current, maxBody) is { } refusal)
            {
                await GatewayResponseWriter.WriteAsync(http, refusal, ProblemBodies.None);
                return;
            }

            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
            await http.Response.WriteAsync(say(http), http.RequestAborted);
        };
    }

    public Task<RawResponse?> SendAsync(string request) => RawClient.SendAsync(Port, request);

    /// <summary>A GET with these header lines, each with its end.</summary>
    public Task<RawResponse?> GetAsync(string target, string headers = "")
        => SendAsync($"GET {target} HTTP/1.1\r\nHost: h\r\n{headers}\r\n");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Describe(HttpContext http)
        => $"{http.Request.Method} {http.Request.Path} from {http.Connection.RemoteIpAddress}\n"
            + string.Concat(http.Request.Headers.Select(header => $"{header.Key}: {header.Value}\n"));
}
