using System.Net;
using System.Text;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Tests.Proxy;

/// <summary>The same hosts with the same policies and the same section, one with YARP and one with a gateway,
/// before the same upstream.</summary>
internal sealed class YarpPair : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TestUpstream _upstream;
    private readonly WebApplication _yarp;
    private readonly WebApplication _gateway;

    private YarpPair(TestUpstream upstream, WebApplication yarp, WebApplication gateway)
    {
        _upstream = upstream;
        _yarp = yarp;
        _gateway = gateway;
    }

    /// <param name="section">The section as JSON; <c>{upstream}</c> in it is the upstream's address.</param>
    /// <param name="answer">What the upstream does.</param>
    public static async Task<YarpPair> StartAsync(string section, RequestDelegate answer)
    {
        var upstream = await TestUpstream.StartAsync(answer, HttpProtocols.Http1).WaitAsync(s_patience);
        section = section.Replace("{upstream}", upstream.Address.ToString(), StringComparison.Ordinal);
        return new YarpPair(
            upstream,
            await StartAsync("ReverseProxy", section,
                b => b.Services.AddReverseProxy().LoadFromConfig(b.Configuration.GetSection("ReverseProxy")), app => app.MapReverseProxy()),
            await StartAsync("GatewayKit", section, b => b.AddGatewayKit(), app => app.MapGatewayKit()));
    }

    /// <summary>What the client and the upstream get to see under YARP and under the gateway.</summary>
    public async Task<(string ByYarp, string ByGateway)> AskAsync(string method, string target, params string[] headers)
        => (await AskAsync(_yarp, method, target, headers), await AskAsync(_gateway, method, target, headers));

    /// <summary>Waits until a cluster has a state in both hosts.</summary>
    public async Task UntilAsync(string cluster, Predicate<ClusterState> hasState)
    {
        using var patience = new CancellationTokenSource(s_patience);
        foreach (var app in new[] { _yarp, _gateway })
        {
            var clusters = app.Services.GetRequiredService<IProxyStateLookup>();
            while (!clusters.TryGetCluster(cluster, out var state) || !hasState(state))
            {
                patience.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _yarp.DisposeAsync();
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    private async Task<string> AskAsync(WebApplication app, string method, string target, string[] headers)
    {
        _upstream.Forget();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = address,
        };
        using var request = new HttpRequestMessage(new HttpMethod(method), target);
        request.Headers.Host = "api.example";
        foreach (var header in headers)
            request.Headers.TryAddWithoutValidation(header.Split(": ")[0], header.Split(": ")[1]);
        if (method is "POST" or "PUT")
            request.Content = new StringContent("body", Encoding.UTF8, "text/plain");

        using var response = await client.SendAsync(request).WaitAsync(s_patience);
        var body = await response.Content.ReadAsStringAsync().WaitAsync(s_patience);
        var text = new StringBuilder().AppendLine($"{(int)response.StatusCode}");
        if ((int)response.StatusCode < 400)
        {
            Append(text, response.Headers.Concat(response.Content.Headers).Concat(response.TrailingHeaders)
                .Select(h => KeyValuePair.Create(h.Key, string.Join(", ", h.Value)))
                .Where(h => h.Key is not ("Date" or "Server" or "Transfer-Encoding" or "Age")));
            text.AppendLine(body);
        }

        foreach (var seen in _upstream.Requests)
        {
            text.AppendLine($"{seen.Method} {seen.Target}");
            Append(text, seen.Headers.Where(h => h.Key != "traceparent").Select(h => KeyValuePair.Create(h.Key, h.Value.ToString())));
        }

        return text.ToString().Replace(address.Authority, "gateway", StringComparison.Ordinal);
    }

    private static void Append(StringBuilder text, IEnumerable<KeyValuePair<string, string>> headers)
    {
        foreach (var (name, value) in headers.OrderBy(h => h.Key, StringComparer.Ordinal))
            text.AppendLine($"{name}: {value}");
    }

    private static async Task<WebApplication> StartAsync(
        string section, string json, Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "{{section}}": {{json}} }""")));
        builder.Services.AddAuthentication().AddBearerToken();
        builder.Services.AddAuthorizationBuilder().AddPolicy("nobody", p => p.RequireClaim("never"));
        builder.Services.AddCors(o => o.AddPolicy("shop", p => p.WithOrigins("https://shop.example").AllowAnyMethod()));
        builder.Services.AddRateLimiter(
            o => o.AddFixedWindowLimiter("none", l => (l.PermitLimit, l.Window, l.QueueLimit) = (1, TimeSpan.FromDays(1), 0)));
        builder.Services.AddOutputCache(o => o.AddPolicy("hour", p => p.Expire(TimeSpan.FromHours(1))));
        builder.Services.AddRequestTimeouts(o => o.AddPolicy("short", TimeSpan.FromMilliseconds(300)));
        add(builder);
        var app = builder.Build();
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        app.UseOutputCache();
        map(app);
        await app.StartAsync().WaitAsync(s_patience);
        return app;
    }
}
