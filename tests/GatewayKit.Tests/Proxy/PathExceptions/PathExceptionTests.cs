using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Readers;
using GatewayKit.Runtime;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Proxy.PathExceptions;

/// <summary>An exception for a wide route's paths must not lead requests past a protected, more specific one.</summary>
public sealed class PathExceptionTests
{
    private const string Token = "plugins: [ { name: token } ]";

    [Theory]
    [InlineData("/admin/{**rest}", "/{**rest}", "parameters: keep", "parameters", "/admin;a=b")]
    [InlineData("/admin/{**rest}", "/{**rest}", "emptySegments: keep", "emptySegments", "//admin")]
    [InlineData("/admin/x", "/{**rest}", "encodedSlash: keep", "encodedSlash", "/admin%2Fx")]
    [InlineData("/admin/{**rest}", "/{**rest}", "encodedReserved: keep", "encodedReserved", "/admin%3F")]
    [InlineData("/api/admin", "/api/{**rest}", "parameters: keep", "parameters", "/api/admin;a=b")]
    [InlineData("/api/admin", "/api/{name}", "parameters: keep", "parameters", "/api/admin;a=b")]
    [InlineData("/api/admin", "/{name}", "encodedSlash: keep", "encodedSlash", "/api%2Fadmin")]
    [InlineData("/api/admin", "/{tenant}/{**rest}", "encodedReserved: keep", "encodedReserved", "/api/admin%3F")]
    [InlineData("/api/{id:int}", "/api/{**rest}", "parameters: keep", "parameters", "/api;a=b")]
    [InlineData("/api/{id}", "/api/{**rest}", "emptySegments: keep", "emptySegments", "//api")]
    [InlineData("/api/{a}/{b}", "/api/{**rest}", "encodedSlash: keep", "encodedSlash", "/api%2F")]
    public async Task A_wide_route_that_lacks_a_plugin_is_refused(string narrow, string wide, string paths, string key, string example)
    {
        await using var gateway = await StartAsync();

        var errors = await gateway.ReloadAsync(Routes(narrow, Token, wide, $"paths: {{ {paths} }}"));

        Assert.Equal(
            $"test.yaml:3:9: routes.wide: its exception 'paths.{key}' sends '{example}' to this route instead of route 'narrow' at "
                + "test.yaml:2:11, which has the plugin 'token'. "
            + $"Protect this route in the same way, or set 'paths: {{ {key}: reject }}' on it.",
            Assert.Single(errors));
    }

    [Theory]
    [InlineData("/admin/{**rest}", Token, "/{**rest}", "paths: { emptySegments: merge }")]
    [InlineData("/admin/{**rest}", Token, "/other/{**rest}", "paths: { parameters: keep }")]
    [InlineData("/admin/{**rest}", Token, "/{**rest}", "paths: { parameters: keep }, " + Token)]
    [InlineData("/admin/{**rest}", "plugins: []", "/{**rest}", "paths: { parameters: keep }")]
    [InlineData("/admin/{**rest}", "plugins: [ { name: probe } ]", "/{**rest}", "paths: { parameters: keep }")]
    [InlineData("/admin/{id}", Token, "/admin/{**rest}", "paths: { parameters: keep }")]
    [InlineData("/admin/{id}", Token, "/admin/{id}/{**rest}", "paths: { encodedSlash: keep }, order: 0")]
    [InlineData("/{**rest}", Token, "/open/{**rest}",
        "paths: { parameters: keep, encodedSlash: keep, emptySegments: keep, encodedReserved: keep }")]
    [InlineData("/admin", Token + ", order: 1", "/{**rest}", "paths: { parameters: keep }")]
    public async Task A_route_that_takes_nothing_from_a_better_protected_one_is_accepted(
        string narrow, string protection, string wide, string paths)
    {
        await using var gateway = await StartAsync();

        Assert.Empty(await gateway.ReloadAsync(Routes(narrow, protection, wide, paths)));
    }

    [Theory]
    [InlineData("/admin, hosts: [a.example]", "'/{**rest}', hosts: [b.example]", false)]
    [InlineData("/admin, hosts: [a.example]", "'/{**rest}', hosts: ['*.example']", true)]
    [InlineData("/admin, methods: [GET]", "'/{**rest}', methods: [POST]", false)]
    [InlineData("/admin, methods: [GET]", "'/{**rest}', methods: [POST, GET]", true)]
    public async Task Hosts_and_methods_that_no_request_shares_keep_routes_apart(string narrow, string wide, bool isRefused)
    {
        await using var gateway = await StartAsync();

        var errors = await gateway.ReloadAsync($"routes:\n  narrow: {{ clusterId: up, match: {{ path: {narrow} }}, {Token} }}\n"
            + $"  wide: {{ clusterId: up, match: {{ path: {wide} }}, paths: {{ parameters: keep }} }}\n{ProbeHost.Cluster}");

        Assert.Equal(isRefused, errors.Count > 0);
    }

    [Fact]
    public async Task The_gateways_own_exception_counts_for_every_route()
    {
        await using var gateway = await StartAsync();

        var errors = await gateway.ReloadAsync("paths: { parameters: keep }\n" + Routes("/admin", Token, "/{**rest}", "order: 0"));

        Assert.Contains("routes.wide: its exception 'paths.parameters' sends '/admin;a=b'",
            Assert.Single(errors), StringComparison.Ordinal);
        Assert.Empty(await gateway.ReloadAsync(
            "paths: { parameters: keep }\n" + Routes("/admin", Token, "/{**rest}", "paths: { parameters: reject }")));
    }

    [Theory]
    [InlineData("plugins: [ { name: token, options: { header: X-Other } } ]", "up")]
    [InlineData("plugins: []", "other")]
    public async Task Another_form_of_protection_or_another_upstream_is_a_warning(string protection, string cluster)
    {
        await using var gateway = await StartAsync();
        var errors = new ConfigErrors();
        var yaml = $"routes:\n  narrow: {{ clusterId: up, match: {{ path: /admin }}, {Token} }}\n"
            + $"  wide: {{ clusterId: {cluster}, match: {{ path: '/{{**rest}}' }}, paths: {{ parameters: keep }}, {protection} }}\n"
            + "clusters: { up: { destinations: { one: { address: 'http://127.0.0.1:1' } } }, other: { destinations: { one: { address: "
            + "'http://127.0.0.1:2' } } } }";

        var config = GatewayConfigBinder.Bind(ConfigDocument.Read(System.Text.Encoding.UTF8.GetBytes(yaml), "test.yaml", errors)!, errors)!;
        gateway.Services
            .GetRequiredService<SnapshotCompiler>()
            .Compile(config, gateway.Services.GetRequiredService<GatewayPlugins>().Catalog, null, errors)?.Retire();

        Assert.Empty(errors.Items);
        Assert.Contains(errors.Warnings,
            warning => warning.Text.StartsWith(
                "routes.wide: its exception 'paths.parameters' sends '/admin;a=b'", StringComparison.Ordinal));
    }

    private static Task<GatewayTestHost> StartAsync() => ProbeHost.StartAsync(new Probe(), "routes: {}");

    private static string Routes(string narrow, string protection, string wide, string paths)
        => $"routes:\n  narrow: {{ clusterId: up, match: {{ path: '{narrow}' }}, {protection} }}\n"
            + $"  wide: {{ clusterId: up, match: {{ path: '{wide}' }}, {paths} }}\n{ProbeHost.Cluster}";
}
