using GatewayKit.Compilation;
using GatewayKit.Plugins.RequestTransform;
using GatewayKit.Plugins.ResponseTransform;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Plugins.Tests.Transforms;

/// <summary>A transform of headers costs nothing but its work: no allocation of its own, and no messages of the HTTP client.</summary>
public sealed class HeaderCostTests
{
    private static readonly Dictionary<string, string> s_added = new() { ["X-Added"] = "a" };
    private static readonly Dictionary<string, string> s_replaced = new() { ["X-Replaced"] = "b" };
    private static readonly Dictionary<string, string> s_renamed = new() { ["X-Old"] = "X-New" };

    [Fact]
    public void A_transform_of_the_headers_of_requests_does_not_allocate()
    {
        var plugin = new RequestTransformPlugin(
            new RequestTransformOptions
            {
                Remove = new() { Headers = ["X-Added", "X-New"] },
                Rename = new() { Headers = s_renamed },
                Replace = new() { Headers = s_replaced },
                Add = new() { Headers = s_added },
            },
            TimeProvider.System);
        var context = new FakeContext("?page=2");

        AssertFree(context.Http.Request.Headers, () => plugin.OnRequestAsync(context));
    }

    [Fact]
    public void A_transform_of_the_headers_of_responses_does_not_allocate()
    {
        var plugin = new ResponseTransformPlugin(
            new ResponseTransformOptions
            {
                Remove = new() { Headers = ["X-Added", "X-New"] },
                Rename = new() { Headers = s_renamed },
                Replace = new() { Headers = s_replaced },
                Add = new() { Headers = s_added },
            },
            TimeProvider.System);
        var context = new FakeContext();

        AssertFree(context.Http.Response.Headers, () => plugin.OnResponseAsync(context));
    }

    [Fact]
    public async Task Only_plugins_that_edit_upstream_requests_need_the_messages_of_the_HTTP_client()
    {
        (string Plugin, bool Edits)[] cases =
        [
            ("{ name: request-transform, options: { add: { headers: { X-A: a } } } }", false),
            ("{ name: request-transform, options: { add: { body: { /a: a } } } }", false),
            ("{ name: response-transform, options: { add: { headers: { X-A: a } } } }", false),
            ("{ name: response-transform, options: { add: { headers: { X-A: '{{ body.id }}' } } } }", true),
            ("{ name: response-transform, options: { add: { body: { /a: a } } } }", true),
            ("{ name: find-replace, options: { request: [ { find: a, replace: b } ] } }", false),
            ("{ name: find-replace, options: { response: [ { find: a, replace: b } ] } }", true),
            ("{ name: json-xml, options: { request: xml } }", false),
            ("{ name: json-xml, options: { response: json } }", true),
        ];
        var routes = cases.Select((route, i) => $"  r{i}: {{ clusterId: up, match: {{ path: /{i} }}, plugins: [ {route.Plugin} ] }}");
        await using var host = await PluginGateway.StartAsync($$"""
            routes:
            {{string.Join('\n', routes)}}
            clusters:
              up: { destinations: { one: { address: "{upstream}" } } }

            """);
        var compiled = host.Services.GetRequiredService<CurrentSnapshot>().Active.Routes;

        Assert.Equal(cases.Select(route => route.Edits), cases.Select((_, i) => compiled[$"r{i}"].Pipeline.HasUpstreamRequestHooks));
    }

    private static void AssertFree(IHeaderDictionary headers, Func<ValueTask<HookResult>> change)
    {
        headers["X-Replaced"] = "old";
        var isDone = true;

        var bytes = AllocatedBytes.Of(() =>
        {
            headers["X-Old"] = "kept";
            isDone &= IsDone(change());
        });

        Assert.True(isDone);
        Assert.Equal(["a", "b", "kept"], new[] { "X-Added", "X-Replaced", "X-New" }.Select(name => headers[name].ToString()));
        Assert.Equal(0, bytes);
    }

    private static bool IsDone(ValueTask<HookResult> hook) => hook.IsCompletedSuccessfully;
}
