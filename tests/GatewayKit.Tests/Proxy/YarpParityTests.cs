using System.Net;
using System.Text;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Tests.Proxy;

/// <summary>A YARP section put under <c>GatewayKit</c> gives the upstream and the client what it gives them under YARP.</summary>
public sealed class YarpParityTests : IAsyncLifetime
{
    private TestUpstream _upstream = null!;
    private WebApplication _yarp = null!;
    private WebApplication _gateway = null!;

    public static TheoryData<string, string, string?> Requests => new()
    {
        { "GET", "/plain/a/b?x=1&y=%20z", null },
        { "GET", "/prefix/a", null },
        { "GET", "/pattern/12/rest/of", null },
        { "POST", "/plain/post", "body text" },
        { "PUT", "/methods", "x" },
        { "GET", "/methods", null },
        { "GET", "/header", null },
        { "GET", "/query?kind=a", null },
        { "GET", "/query?kind=b", null },
        { "GET", "/set", null },
        { "GET", "/affinity", null },
        { "GET", "/down", null },
        { "GET", "/empty", null },
        { "GET", "/nowhere", null },
        { "GET", "/redirect", null },
        { "HEAD", "/plain/head", null },
        { "DELETE", "/plain/delete", null },
        { "OPTIONS", "/plain/options", null },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_section_of_YARP_behaves_the_same(string method, string target, string? body)
    {
        var byYarp = await AskAsync(_yarp, method, target, body);
        var byGateway = await AskAsync(_gateway, method, target, body);

        Assert.Equal(byYarp, byGateway);
    }

    [Fact]
    public async Task A_body_that_is_announced_too_long_is_refused_before_the_upstream_sees_the_request_unlike_in_YARP()
        => Assert.Equal("413", (await AskAsync(_gateway, "POST", "/toolarge", "more than four bytes")).Trim());

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync(static http =>
        {
            http.Response.Headers["X-Upstream"] = "yes";
            http.Response.Headers.SetCookie = "a=b; path=/";
            if (http.Request.Path.StartsWithSegments("/redirect"))
                http.Response.Redirect("/elsewhere");
            return http.Response.WriteAsync("answer");
        }, HttpProtocols.Http1);
        _yarp = await StartAsync("ReverseProxy", builder =>
            builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy")),
                app => app.MapReverseProxy());
        _gateway = await StartAsync("GatewayKit", builder => builder.AddGatewayKit(), app => app.MapGatewayKit());
    }

    public async Task DisposeAsync()
    {
        await _yarp.DisposeAsync();
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    private async Task<string> AskAsync(WebApplication app, string method, string target, string? body)
    {
        _upstream.Forget();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = address,
        };
        using var request = new HttpRequestMessage(new HttpMethod(method), target);
        request.Headers.Add("X-Kind", "special");
        request.Headers.Add("X-Custom", ["one", "two"]);
        request.Headers.Host = "api.example";
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "text/plain");

        using var response = await client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));
        var text = new StringBuilder().AppendLine($"{(int)response.StatusCode}");
        foreach (var header in response.Headers.Concat(response.Content.Headers)
            .Where(h => h.Key is not ("Date" or "Server" or "Transfer-Encoding")).OrderBy(h => h.Key, StringComparer.Ordinal))
        {
            if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.Redirect)
                text.AppendLine($"{header.Key}: {string.Join(", ", header.Value)}");
        }

        if (response.IsSuccessStatusCode)
            text.AppendLine(await response.Content.ReadAsStringAsync());
        foreach (var seen in _upstream.Requests)
        {
            text.AppendLine($"{seen.Method} {seen.Target}");
            foreach (var (name, value) in seen.Headers.Where(h => h.Key != "traceparent").OrderBy(h => h.Key, StringComparer.Ordinal))
                text.AppendLine($"{name}: {value}");
        }

        return text.ToString().Replace(address.Authority, "gateway", StringComparison.Ordinal);
    }

    private async Task<WebApplication> StartAsync(string section, Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Configuration.AddInMemoryCollection(
            Section().Select(s => new KeyValuePair<string, string?>($"{section}:{s.Key}", s.Value)));
        add(builder);
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return app;
    }

    private Dictionary<string, string> Section() => new()
    {
        ["Routes:plain:ClusterId"] = "up",
        ["Routes:plain:Match:Path"] = "/plain/{**rest}",
        ["Routes:prefix:ClusterId"] = "up",
        ["Routes:prefix:Match:Path"] = "/prefix/{**rest}",
        ["Routes:prefix:Transforms:0:PathRemovePrefix"] = "/prefix",
        ["Routes:prefix:Transforms:1:RequestHeader"] = "X-Added",
        ["Routes:prefix:Transforms:1:Set"] = "v",
        ["Routes:prefix:Transforms:2:ResponseHeader"] = "X-Answered",
        ["Routes:prefix:Transforms:2:Append"] = "w",
        ["Routes:prefix:Transforms:2:When"] = "Always",
        ["Routes:pattern:ClusterId"] = "up",
        ["Routes:pattern:Match:Path"] = "/pattern/{id:int}/{**rest}",
        ["Routes:pattern:Transforms:0:PathPattern"] = "/v2/{rest}/{id}",
        ["Routes:pattern:Transforms:1:QueryValueParameter"] = "from",
        ["Routes:pattern:Transforms:1:Set"] = "pattern",
        ["Routes:methods:ClusterId"] = "up",
        ["Routes:methods:Match:Path"] = "/methods",
        ["Routes:methods:Match:Methods:0"] = "PUT",
        ["Routes:header:ClusterId"] = "up",
        ["Routes:header:Match:Path"] = "/header",
        ["Routes:header:Match:Headers:0:Name"] = "X-Kind",
        ["Routes:header:Match:Headers:0:Values:0"] = "special",
        ["Routes:query:ClusterId"] = "up",
        ["Routes:query:Match:Path"] = "/query",
        ["Routes:query:Match:QueryParameters:0:Name"] = "kind",
        ["Routes:query:Match:QueryParameters:0:Values:0"] = "a",
        ["Routes:set:ClusterId"] = "up",
        ["Routes:set:Match:Path"] = "/set",
        ["Routes:set:Transforms:0:X-Forwarded"] = "Append",
        ["Routes:set:Transforms:1:RequestHeaderOriginalHost"] = "true",
        ["Routes:set:Transforms:2:PathSet"] = "/elsewhere",
        ["Routes:affinity:ClusterId"] = "sticky",
        ["Routes:affinity:Match:Path"] = "/affinity",
        ["Routes:down:ClusterId"] = "down",
        ["Routes:down:Match:Path"] = "/down",
        ["Routes:empty:ClusterId"] = "empty",
        ["Routes:empty:Match:Path"] = "/empty",
        ["Routes:redirect:ClusterId"] = "up",
        ["Routes:redirect:Match:Path"] = "/redirect",
        ["Routes:toolarge:ClusterId"] = "up",
        ["Routes:toolarge:Match:Path"] = "/toolarge",
        ["Routes:toolarge:MaxRequestBodySize"] = "4",
        ["Clusters:up:Destinations:one:Address"] = _upstream.Address.ToString(),
        ["Clusters:up:HttpRequest:ActivityTimeout"] = "00:00:20",
        ["Clusters:up:LoadBalancingPolicy"] = "RoundRobin",
        ["Clusters:sticky:SessionAffinity:Enabled"] = "true",
        ["Clusters:sticky:SessionAffinity:Policy"] = "HashCookie",
        ["Clusters:sticky:SessionAffinity:AffinityKeyName"] = "sticky",
        ["Clusters:sticky:Destinations:one:Address"] = _upstream.Address.ToString(),
        ["Clusters:down:Destinations:one:Address"] = "http://127.0.0.1:1/",
        ["Clusters:empty:LoadBalancingPolicy"] = "Random",
    };
}
