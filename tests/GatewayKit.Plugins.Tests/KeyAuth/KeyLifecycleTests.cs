using System.Collections.Concurrent;
using System.Diagnostics;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.KeyAuth;

public class KeyLifecycleTests
{
    private const string OldKey = "shop_live_0123456789abcdef0123456789abcdef";
    private const string NewKey = "another-key-of-alice";

    private static readonly string s_consumers = $$"""
        consumers:
          alice:
            credentials:
              key-auth:
                - { id: old, key: {{OldKey}}, prefix: shop_live_0123, expiresAt: 2027-01-31T00:00:00Z }
                - { id: new, key: {{NewKey}} }
          bob: { credentials: { key-auth: [ { key: key-of-bob } ] } }

        """;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2027, 1, 30, 23, 59, 59, TimeSpan.Zero));

    [Fact]
    public async Task Two_keys_are_valid_until_the_first_expires()
    {
        await using var host = await StartAsync();
        Assert.Equal(200, (await host.GetAsync("/", ("X-Api-Key", OldKey))).Status);
        Assert.Equal(200, (await host.GetAsync("/", ("X-Api-Key", NewKey))).Status);
        host.Upstream.Forget();

        _time.Advance(TimeSpan.FromSeconds(1));
        var answers = new[] { await host.GetAsync("/", ("X-Api-Key", OldKey)), await host.GetAsync("/", ("X-Api-Key", OldKey)) };

        Assert.All(answers, answer => Assert.Equal(401, answer.Status));
        Assert.Contains("The API key has expired.", answers[0].Body, StringComparison.Ordinal);
        Assert.Empty(host.Upstream.Requests);
        Assert.Equal(200, (await host.GetAsync("/", ("X-Api-Key", NewKey))).Status);
        var line = Assert.Single(host.Logs.Lines, line => line.Contains("KeyAuthPlugin", StringComparison.Ordinal));
        Assert.Contains(
            "Key 'old' (shop_live_0123...) of consumer 'alice' was rejected: it expired at 2027-01-31T00:00:00", line,
            StringComparison.Ordinal);
        Assert.DoesNotContain(OldKey, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_was_used_is_rejected_once_it_is_revoked()
    {
        await using var host = await StartAsync();
        for (var i = 0; i < 3; i++)
            Assert.Equal(200, (await host.GetAsync("/", ("X-Api-Key", NewKey))).Status);
        host.Upstream.Forget();

        var without = s_consumers.Replace($"        - {{ id: new, key: {NewKey} }}\n", "", StringComparison.Ordinal);
        Assert.DoesNotContain(NewKey, without, StringComparison.Ordinal);
        Assert.Empty(await host.ReloadAsync(Yaml("") + without).WaitAsync(TimeSpan.FromSeconds(60)));

        Assert.Equal(401, (await host.GetAsync("/", ("X-Api-Key", NewKey))).Status);
        Assert.Empty(host.Upstream.Requests);
        Assert.Equal(200, (await host.GetAsync("/", ("X-Api-Key", OldKey))).Status);
    }

    [Fact]
    public async Task A_key_that_moves_to_another_consumer_belongs_to_that_one_at_once()
    {
        await using var host = await StartAsync();
        Assert.Equal(200, (await host.GetAsync("/", ("X-Api-Key", "key-of-bob"))).Status);

        Assert.Empty(await host.ReloadAsync(Yaml("") + s_consumers.Replace("bob:", "carol:", StringComparison.Ordinal))
            .WaitAsync(TimeSpan.FromSeconds(60)));
        await host.GetAsync("/", ("X-Api-Key", "key-of-bob"));

        Assert.Equal(["bob", "carol"], host.Upstream.Requests.Select(request => request.Header("X-Consumer-Name")));
    }

    [Fact]
    public async Task The_last_use_of_each_key_is_shown_and_survives_a_reload()
    {
        await using var host = await StartAsync();
        await host.GetAsync("/", ("X-Api-Key", OldKey));
        await host.GetAsync("/", ("X-Api-Key", "wrong"));
        var expected = "Key new: not used since the node started. "
            + "Key old (shop_live_0123...): last used at 2027-01-30T23:59:59Z, expires at 2027-01-31T00:00:00Z.";
        Assert.Contains(expected, await LastUseAsync(host, "consumer=alice"), StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await host.ReloadAsync(Yaml("") + s_consumers + "  carol: {}\n").WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains(expected, await LastUseAsync(host, "consumer=alice"), StringComparison.Ordinal);
        Assert.DoesNotContain("Key new", await LastUseAsync(host, "consumer=alice&id=old"), StringComparison.Ordinal);

        await host.GetAsync("/", ("X-Api-Key", "key-of-bob"));
        Assert.Contains("Key without an id: last used at 2027-01-31T00:59:59Z.", await LastUseAsync(host, "consumer=bob"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "must be the name of a consumer")]
    [InlineData("consumer=nobody", "must be the name of a consumer")]
    [InlineData("consumer=alice&id=other", "doesn't have a key with this id")]
    public async Task Another_argument_of_the_command_is_refused(string arguments, string reason)
    {
        await using var host = await StartAsync();

        Assert.Contains(reason, await LastUseAsync(host, arguments), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_names_the_key_by_its_id()
    {
        var ids = new ConcurrentQueue<object?>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => ids.Enqueue(activity.GetTagItem("gatewaykit.credential.id")),
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await StartAsync(consumers: s_consumers.Replace("id: new", "id: traced", StringComparison.Ordinal));

        await host.GetAsync("/", ("X-Api-Key", NewKey));

        await Eventually.TrueAsync(() => ids.Contains("traced"));
    }

    [Fact]
    public async Task Wrong_keys_are_limited_and_right_ones_always_pass()
    {
        await using var host = await StartAsync("failures: { limit: 2, window: 1m }");
        for (var i = 0; i < 2; i++)
            Assert.Equal(401, (await host.GetAsync("/", ("X-Api-Key", "wrong"))).Status);

        var limited = await host.GetAsync("/", ("X-Api-Key", "wrong"));

        Assert.Equal((429, "30", "application/problem+json"),
            (limited.Status, limited.Header("Retry-After"), limited.Header("Content-Type")));
        Assert.Equal(401, (await host.GetAsync("/")).Status);
        Assert.Empty(host.Upstream.Requests);
        Assert.Equal(200, (await host.GetAsync("/", ("X-Api-Key", NewKey))).Status);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(401, (await host.GetAsync("/", ("X-Api-Key", "wrong"))).Status);
    }

    [Fact]
    public async Task A_key_that_is_wrong_in_one_character_is_rejected()
    {
        await using var host = await StartAsync();

        foreach (var key in (string[])["T" + OldKey[1..], OldKey[..^1] + "e", OldKey[..^1], OldKey + "f", OldKey.ToUpperInvariant()])
            Assert.Equal(401, (await host.GetAsync("/", ("X-Api-Key", key))).Status);
        Assert.Empty(host.Upstream.Requests);
    }

    private Task<GatewayTestHost> StartAsync(string options = "", string? consumers = null) => PluginGateway.StartAsync(
        Yaml(options) + (consumers ?? s_consumers),
        setup => setup.WithTime(_time).WithGateway(gateway => gateway.UseAdminUrls("http://127.0.0.1:0")));

    private static string Yaml(string options) => PluginGateway.OneRoute($"{{ name: key-auth, options: {{ {options} }} }}");

    private static async Task<string> LastUseAsync(GatewayTestHost host, string arguments)
    {
        using var client = new HttpClient();
        using var answer = await client
            .PostAsync(new Uri(AdminAddress(host), "/plugins/key-auth/last-use?" + arguments), null).WaitAsync(TimeSpan.FromSeconds(60));
        return (await answer.Content.ReadAsStringAsync()).Replace("\\u0027", "'", StringComparison.Ordinal);
    }

    private static Uri AdminAddress(GatewayTestHost host)
    {
        const string Text = "Health checks are answered on ";
        var line = host.Logs.Lines.First(l => l.Contains(Text, StringComparison.Ordinal));
        return new Uri(line[(line.IndexOf(Text, StringComparison.Ordinal) + Text.Length)..].TrimEnd('.'));
    }
}
