using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Testing;

namespace GatewayKit.Kubernetes.Tests.Filters;

/// <summary>The filters in a gateway.</summary>
public sealed class FilterTests
{
    [Theory]
    [InlineData("/a%20b?x=1", "http://shop.example/a%20b?x=1")]
    [InlineData("/", "http://shop.example/")]
    public async Task A_redirect_keeps_what_it_does_not_change(string target, string location)
        => Assert.Equal((302, location), await RedirectAsync(target, new { }));

    [Theory]
    [InlineData(80, "http://shop.example/")]
    [InlineData(443, "http://shop.example:443/")]
    [InlineData(8080, "http://shop.example:8080/")]
    public async Task A_usual_port_is_left_out(int port, string location)
        => Assert.Equal((302, location), await RedirectAsync("/", new { port }));

    [Theory]
    [InlineData(null, "https://other.example/")]
    [InlineData(443, "https://other.example/")]
    [InlineData(8443, "https://other.example:8443/")]
    public async Task A_scheme_brings_its_usual_port(int? port, string location)
    {
        var options = new Dictionary<string, object> { ["scheme"] = "https", ["host"] = "other.example", ["status"] = 301 };
        if (port is { } number)
            options["port"] = number;

        Assert.Equal((301, location), await RedirectAsync("/", options));
    }

    [Theory]
    [InlineData("/old/lemon?a=b", "/new", "http://shop.example/new/lemon?a=b")]
    [InlineData("/old", "/new/", "http://shop.example/new")]
    [InlineData("/old/", "", "http://shop.example/")]
    [InlineData("/%6Fld/x", "/new", "http://shop.example/new/x")]
    public async Task A_redirect_replaces_a_prefix(string target, string replacement, string location)
        => Assert.Equal((302, location), await RedirectAsync(target, new { prefix = "/old", replacement }));

    [Fact]
    public async Task A_redirect_replaces_the_whole_path()
        => Assert.Equal((302, "http://shop.example/new%20path?a=b"), await RedirectAsync("/old/x?a=b", new { path = "/new path" }));

    [Fact]
    public async Task Headers_of_requests_are_set_added_and_removed()
    {
        var headers = new Dictionary<string, string>();
        await using var gateway = await StartAsync(
            Entry(HeadersPlugin.Name, new
            {
                request = new
                {
                    set = new Dictionary<string, string> { ["X-Set"] = "set" },
                    add = new Dictionary<string, string> { ["X-Add"] = "added", ["X-New"] = "new" },
                    remove = new[] { "x-remove" },
                },
            }),
            http =>
            {
                foreach (var (name, value) in http.Request.Headers)
                    headers[name] = value.ToString();
                return Task.CompletedTask;
            });

        await SendAsync(gateway, "/", ("X-Set", "before"), ("X-Add", "before"), ("X-Remove", "before"));

        // A list without a space, as in the specification's example.
        Assert.Equal(("set", "before,added", "new"), (headers["X-Set"], headers["X-Add"], headers["X-New"]));
        Assert.False(headers.ContainsKey("X-Remove"));
    }

    [Fact]
    public async Task Headers_of_responses_are_set_added_and_removed()
    {
        await using var gateway = await StartAsync(
            Entry(HeadersPlugin.Name, new
            {
                response = new
                {
                    set = new Dictionary<string, string> { ["X-Set"] = "set" },
                    add = new Dictionary<string, string> { ["Set-Cookie"] = "b=2" },
                    remove = new[] { "X-Remove" },
                },
            }),
            http =>
            {
                http.Response.Headers["X-Set"] = "before";
                http.Response.Headers.SetCookie = "a=1";
                http.Response.Headers["X-Remove"] = "before";
                http.Response.StatusCode = 404;
                return Task.CompletedTask;
            });

        using var response = await SendAsync(gateway, "/");

        Assert.Equal("set", Assert.Single(response.Headers.GetValues("X-Set")));
        Assert.Equal(["a=1", "b=2"], response.Headers.GetValues("Set-Cookie"));
        Assert.False(response.Headers.Contains("X-Remove"));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_backend_that_is_unavailable_is_a_problem(int status)
    {
        await using var gateway = await StartAsync(Entry(UnavailablePlugin.Name, new { status }));
        using var response = await SendAsync(gateway, "/");

        Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    private static async Task<(int Status, string? Location)> RedirectAsync(string target, object options)
    {
        await using var gateway = await StartAsync(Entry(RedirectPlugin.Name, options));
        using var response = await SendAsync(gateway, target);
        return ((int)response.StatusCode, response.Headers.GetValues("Location").Single());
    }

    private static PluginEntry Entry(string name, object options) => new() { Name = name, Options = ConfigNode.FromValue(options) };

    private static Task<HttpResponseMessage> SendAsync(GatewayTestHost gateway, string target, params (string Name, string Value)[] headers)
    {
        var options = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var address = new Uri(gateway.Address.GetLeftPart(UriPartial.Authority) + target, options);
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Host = "shop.example";
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return gateway.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static Task<GatewayTestHost> StartAsync(PluginEntry plugin, Microsoft.AspNetCore.Http.RequestDelegate? upstream = null)
        => GatewayTestHost.StartAsync(setup =>
        {
            if (upstream is not null)
            {
                setup.WithUpstream(upstream)
                    .WithConfiguration("clusters: { upstream: { destinations: { one: { address: '{upstream}' } } } }");
            }

            setup.WithGateway(gateway => gateway.AddPluginsFrom(typeof(RedirectPlugin).Assembly).Configure(
                config => config.AddRoute("all", route =>
                {
                    route.Path("/{**rest}").AddPlugin(plugin.Name, plugin.Options);
                    if (upstream is not null)
                        route.ToCluster("upstream");
                })));
        }).WaitAsync(TimeSpan.FromSeconds(60));
}
