using GatewayKit.Plugins.Tests.Shared;

namespace GatewayKit.Plugins.Tests.RequestPriority;

public sealed class RequestPriorityTests(RequestPriorityTests.Gateway gateway) : IClassFixture<RequestPriorityTests.Gateway>
{
    [Theory]
    [InlineData("/none", null, null, "Normal")]
    [InlineData("/high", null, null, "High")]
    [InlineData("/caller", "alice-key", null, "High")]
    [InlineData("/caller", "bob-key", null, "Low")]
    [InlineData("/caller", "carol-key", null, "Normal")]
    [InlineData("/caller", "carol-key", "low", "Low")]
    [InlineData("/trusted", null, "critical", "Critical")]
    [InlineData("/trusted", null, " HIGH ", "High")]
    [InlineData("/trusted", null, "urgent", "Low")]
    [InlineData("/trusted", null, null, "Low")]
    [InlineData("/untrusted", null, "critical", "Normal")]
    public async Task The_priority_is_that_of_the_most_specific_entry_or_of_a_trusted_header(
        string path, string? key, string? header, string expected)
    {
        gateway.Host.Upstream.Forget();
        List<(string, string)> headers = [];
        if (key is not null)
            headers.Add(("X-Api-Key", key));
        if (header is not null)
            headers.Add(("X-Priority", header));

        var answer = await gateway.Host.GetAsync(path, [.. headers]);

        Assert.Equal((200, expected), (answer.Status, answer.Header("X-Seen-Priority")));
        Assert.Equal(header is not null && path != "/untrusted", gateway.Host.Upstream.Request.Headers.ContainsKey("X-Priority"));
    }

    [Theory]
    [InlineData("", "(request-priority): options must set 'priority' or 'header'.")]
    [InlineData("header: X-Priority",
        "(request-priority): options.trustedSources is missing; 'header' requires it, except in an entry of a group or a consumer.")]
    [InlineData("header: Host, trustedSources: [10.0.0.1]",
        "(request-priority): options.header is 'Host'; it must not be a header that frames or routes the message.")]
    [InlineData("priority: low, trustedSources: [10.0.0.1]",
        "(request-priority): options.trustedSources has no effect without 'header'.")]
    [InlineData("header: X-Priority, trustedSources: [10.0.0.1/8]",
        "(request-priority): options.trustedSources[0] is '10.0.0.1/8'; the address has bits after the prefix; the network is "
            + "10.0.0.0/8.")]
    [InlineData("priority: urgent",
        "(request-priority): options.priority is 'urgent'; it must be one of: low, normal, high, critical.")]
    public async Task An_invalid_option_is_refused(string options, string expected)
        => Assert.Equal([expected], await PluginGateway.ErrorsOfAsync($"{{ name: request-priority, options: {{ {options} }} }}"));

    public sealed class Gateway() : RouteHost(
        $$"""
        routes:
          none: { {{To("/none")}}, plugins: [ { name: seen-priority } ] }
          high: { {{To("/high")}}, plugins: [ { name: seen-priority }, {{Priority("priority: high")}} ] }
          caller: { {{To("/caller")}}, plugins: [ { name: key-auth }, { name: seen-priority }, {{Priority("priority: high")}} ] }
          trusted:
            clusterId: up
            match: { path: /trusted }
            plugins:
              - { name: seen-priority }
              - {{Priority("priority: low, header: X-Priority, trustedSources: ['::ffff:127.0.0.0/104', '::1']")}}
          untrusted:
            clusterId: up
            match: { path: /untrusted }
            plugins: [ { name: seen-priority }, {{Priority("header: X-Priority, trustedSources: [10.0.0.0/8]")}} ]
        clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
        groups: { batch: { plugins: [ { name: request-priority, options: { priority: low } } ] } }
        consumers:
          alice: { credentials: { key-auth: [ { key: alice-key } ] } }
          bob: { groups: [batch], credentials: { key-auth: [ { key: bob-key } ] } }
          carol:
            credentials: { key-auth: [ { key: carol-key } ] }
            plugins: [ { name: request-priority, options: { header: X-Priority } } ]
        """,
        setup => setup.WithPlugin<SeenPriorityPlugin>())
    {
        private static string To(string path) => $"clusterId: up, match: {{ path: {path} }}";

        private static string Priority(string options) => $"{{ name: request-priority, options: {{ {options} }} }}";
    }

    /// <summary>Reports the priority that a plugin for traffic sees.</summary>
    [GatewayPlugin<NoOptions>("seen-priority", PluginStage.Traffic)]
    public sealed class SeenPriorityPlugin : IRequestHook
    {
        public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        {
            context.Http.Response.Headers["X-Seen-Priority"] = context.Priority.ToString();
            return HookResult.Continue;
        }
    }
}
