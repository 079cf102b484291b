using System.Net;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using GatewayKit.Tests.Runtime.Differential;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Runtime;

/// <summary>Changes that are easily taken for none: only the case of a text, or the order of keys.</summary>
public sealed class SmallChangeTests
{
    [Fact]
    public async Task A_regular_expression_that_changes_only_in_case_matches_other_paths()
    {
        const string Route = "routes: { one: { clusterId: up, match: { path: '/x/{id:regex(^\\d+$)}' } } }\n" + ProbeHost.Cluster;
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup.WithConfiguration(Route));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, "/x/1"));

        Assert.Empty(await gateway.ReloadAsync(Route.Replace("\\d", "\\D", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(gateway, "/x/1"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, "/x/y"));
    }

    [Fact]
    public async Task An_address_that_changes_only_in_case_is_used()
    {
        const string Route = """
            routes: { one: { clusterId: up, match: { path: /x } } }
            clusters: { up: { destinations: { one: { address: "{upstream}/Base" } } } }
            """;
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup.WithConfiguration(Route));

        Assert.Empty(await gateway.ReloadAsync(Route.Replace("/Base", "/base", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, "/x"));
        Assert.Equal("/base/x", gateway.Upstream.Request.Target);
    }

    [Fact]
    public async Task A_cluster_changes_beside_clusters_whose_ids_look_like_its_versions()
    {
        var others = string.Concat(
            Enumerable.Range(1, 20).Select(i => $"  up~{i}: {{ destinations: {{ one: {{ address: \"http://127.0.0.1:1\" }} }} }}\n"));
        var config = """
            routes: { one: { clusterId: up, match: { path: /x } } }
            clusters:
              up: { destinations: { one: { address: "{upstream}/before" } } }

            """ + others;
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup.WithConfiguration(config));

        Assert.Empty(await gateway.ReloadAsync(config.Replace("/before", "/after", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, "/x"));
        Assert.Equal("/after/x", gateway.Upstream.Request.Target);
    }

    [Theory]
    [InlineData("{ A: '1', B: '2' }", "{ a: '1', B: '2' }", "(a=1 B=2)")]
    [InlineData("{ A: '1', B: '2' }", "{ B: '2', A: '1' }", "(B=2 A=1)")]
    public async Task A_dictionary_of_options_that_changes_only_in_case_or_order_reaches_the_plugin(
        string before, string after, string expected)
    {
        const string Route =
            "routes: { one: { clusterId: up, match: { path: /x }, plugins: [ { name: trace, options: { map: MAP } } ] } }\n"
                + ProbeHost.Cluster;
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<OptionTracePlugin>().WithGateway(g => g.Services.AddSingleton(new Instances()))
            .WithApp(app => app.Use((http, next) =>
            {
                var trace = new List<string>();
                http.Items[TracingPlugin.Key] = trace;
                http.Response.OnStarting(() => Task.FromResult(http.Response.Headers[TracingPlugin.Key] = string.Concat(trace)));
                return next(http);
            }))
            .WithConfiguration(Route.Replace("MAP", before, StringComparison.Ordinal)));

        Assert.Empty(await gateway.ReloadAsync(Route.Replace("MAP", after, StringComparison.Ordinal)));

        using var response = await gateway.Client.GetAsync("/x");
        Assert.Contains(expected, string.Concat(response.Headers.GetValues(TracingPlugin.Key)), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> StatusAsync(GatewayTestHost gateway, string path)
    {
        using var response = await gateway.Client.GetAsync(path);
        return response.StatusCode;
    }
}
