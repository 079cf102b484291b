using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.Mirror;

public sealed class MirrorTests(MirrorTests.Fixture fixture) : IClassFixture<MirrorTests.Fixture>
{
    private const string Copies = "gatewaykit.mirror.copies";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly FakeTimeProvider s_time = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));
    private static readonly ConcurrentDictionary<string, string> s_bodies = new();

    [Fact]
    public async Task A_copy_has_the_target_the_headers_and_the_body_of_the_upstream_request_without_credentials()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/all/o%20ne?x=1%202")
        {
            Content = new StringContent("hello", Encoding.UTF8, new MediaTypeHeaderValue("text/x-own")),
        };
        foreach (var (name, value) in new[] { ("X-Api-Key", "alice-key"), ("Authorization", "secret"), ("Cookie", "s=1"), ("X-Kept", "1") })
            request.Headers.TryAddWithoutValidation(name, value);

        using var response = await fixture.Host.Client.SendAsync(request).WaitAsync(s_patience);

        Assert.Equal("real", await response.Content.ReadAsStringAsync());
        var copy = await CopyAsync("/shadow/o%20ne?x=1%202");
        var real = fixture.Host.Upstream.Requests.Single(r => r.Target == "/real/o%20ne?x=1%202");
        Assert.Equal(("POST", "hello", "text/x-own"), (copy.Method, s_bodies[copy.Target], copy.Header("Content-Type")));
        Assert.Equal(("1", "alice", "?1"), (copy.Header("X-Kept"), copy.Header("X-Consumer-Name"), copy.Header("Gateway-Mirrored")));
        Assert.Equal((null, null, null, null),
            (copy.Header("Authorization"), copy.Header("Cookie"), copy.Header("X-Api-Key"), copy.Header("X-Removed")));
        Assert.Equal(("secret", null), (real.Header("Authorization"), real.Header("Gateway-Mirrored")));
    }

    [Fact]
    public async Task A_copy_of_a_request_without_a_path_has_none()
    {
        Assert.Equal(200, (await fixture.Host.GetAsync("/bare?x=10")).Status);

        await CopyAsync("/shadow/?x=10");
    }

    [Fact]
    public async Task A_copy_with_a_body_does_not_wait_for_the_response()
    {
        using var metrics = new Metrics(fixture.Host);
        using var content = new StringContent("hello");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hang/answer/late") { Content = content };

        using var response = await fixture.Host.Client.SendAsync(request).WaitAsync(s_patience);

        // The upstream has waited for the copy, whose place other tests need.
        Assert.Equal(200, (int)response.StatusCode);
        await Eventually.TrueAsync(() => OfRoute(metrics, "hang").Length > 0);
        Assert.Equal(["route:hang/mirror sent 1"], OfRoute(metrics, "hang"));
    }

    [Theory]
    [InlineData("WeightedRoundRobin")]
    [InlineData("ConsistentHash")]
    [InlineData("LeastLatency")]
    public async Task The_policy_of_the_cluster_selects_among_its_destinations(string policy)
    {
        for (var i = 0; i < 3; i++)
            Assert.Equal("real", (await fixture.Host.GetAsync($"/{policy}/{i}")).Body);

        for (var i = 0; i < 3; i++)
            await CopyAsync($"/shadow/{policy}/{i}");
        Assert.DoesNotContain(fixture.Host.Upstream.Requests, r => r.Target.StartsWith("/unused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_is_a_copy_is_not_copied_and_loses_its_mark()
    {
        using var metrics = new Metrics(fixture.Host);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hang/answer/marked");
        request.Headers.Add("Gateway-Mirrored", "?1");

        using var response = await fixture.Host.Client.SendAsync(request).WaitAsync(s_patience);

        Assert.Empty(OfRoute(metrics, "hang"));
        Assert.DoesNotContain(fixture.Host.Upstream.Requests, r => r.Target == "/shadow/hang/answer/marked");
        Assert.Null(fixture.Host.Upstream.Requests.Single(r => r.Target == "/real/hang/answer/marked").Header("Gateway-Mirrored"));
    }

    [Fact]
    public async Task A_request_that_is_forwarded_to_the_cluster_of_the_copies_is_not_copied()
    {
        using var metrics = new Metrics(fixture.Host);

        Assert.Equal("shadow", (await fixture.Host.GetAsync("/split")).Body);

        await Eventually.TrueAsync(() => OfRoute(metrics, "split").Length > 0);
        Assert.Equal(["route:split/mirror same-cluster 1"], OfRoute(metrics, "split"));
    }

    [Fact]
    public async Task A_mirror_that_hangs_costs_nothing_and_its_copies_end_in_time()
    {
        using var metrics = new Metrics(fixture.Host);

        for (var i = 0; i < 5; i++)
            Assert.Equal("real", (await fixture.Host.GetAsync("/hang/1")).Body);
        Assert.Equal(3, metrics.Of(Copies).Count(copy => copy == "route:hang/mirror busy 1"));

        await Eventually.TrueAsync(() =>
        {
            s_time.Advance(TimeSpan.FromSeconds(1));
            return metrics.Of(Copies).Count(copy => copy == "route:hang/mirror timeout 1") == 2;
        });
        Assert.Equal("real", (await fixture.Host.GetAsync("/hang/answer")).Body);
        await Eventually.TrueAsync(() => metrics.Of(Copies).Contains("route:hang/mirror sent 1"));
    }

    [Fact]
    public async Task A_mirror_that_fails_has_no_effect_on_the_response()
    {
        using var metrics = new Metrics(fixture.Host);

        Assert.Equal("real", (await fixture.Host.GetAsync("/lost")).Body);
        Assert.Equal("real", (await fixture.Host.GetAsync("/none")).Body);

        await Eventually.TrueAsync(() => metrics.Of(Copies).Count(
            copy => copy is "route:lost/mirror failed 1" or "route:none/mirror failed 1") == 2);
        await Eventually.TrueAsync(() => fixture.Host.Logs.Lines.Any(
            line => line.Contains("Mirror 'route:none/mirror' couldn't send a copy: The upstream", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_the_limit_is_forwarded_and_not_copied(bool hasLength)
    {
        using var metrics = new Metrics(fixture.Host);
        using var content = new StringContent(new string('a', 2000));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/all/long-{hasLength}") { Content = content };
        request.Headers.TryAddWithoutValidation("X-Api-Key", "alice-key");
        request.Headers.TransferEncodingChunked = !hasLength;

        using var response = await fixture.Host.Client.SendAsync(request).WaitAsync(s_patience);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(2000, s_bodies[$"/real/long-{hasLength}"].Length);
        await Eventually.TrueAsync(() => metrics.Of(Copies).Contains("route:all/mirror too-long 1"));
        Assert.DoesNotContain(fixture.Host.Upstream.Requests, r => r.Target == $"/shadow/long-{hasLength}");
    }

    [Fact]
    public async Task A_request_that_is_not_forwarded_or_not_selected_is_not_copied()
    {
        using var metrics = new Metrics(fixture.Host);

        Assert.Equal(503, (await fixture.Host.GetAsync("/aborted")).Status);
        Assert.Equal(200, (await fixture.Host.GetAsync("/never")).Status);
        Assert.Equal(200, (await fixture.Host.GetAsync("/posts")).Status);

        await Eventually.TrueAsync(() => OfRoute(metrics, "aborted").Length > 0);
        Assert.Equal(["route:aborted/mirror not-forwarded 1"], OfRoute(metrics, "aborted"));
        Assert.Empty(OfRoute(metrics, "never"));
        Assert.Empty(OfRoute(metrics, "posts"));
    }

    [Fact]
    public async Task A_reload_without_the_entry_ends_its_copies()
    {
        await using var host = await PluginGateway.StartAsync(Configuration(mirror: true), setup => setup.WithUpstream(AnswerAsync));
        using var metrics = new Metrics(host);
        await host.GetAsync("/hang");
        await Eventually.TrueAsync(() => host.Upstream.Requests.Count == 2);

        Assert.Empty(await host.ReloadAsync(Configuration(mirror: false)));

        await Eventually.TrueAsync(() => metrics.Of(Copies).Any(copy => copy.EndsWith("/mirror stopped 1", StringComparison.Ordinal)));

        static string Configuration(bool mirror)
            => PluginGateway.OneRoute(
                    $"{{ name: mirror, enabled: {(mirror ? "true" : "false")}, options: {{ cluster: shadow, timeout: 1m }} }}")
                .Replace("\"{upstream}\"", "\"{upstream}/real\"", StringComparison.Ordinal)
                + "  shadow: { destinations: { one: { address: \"{upstream}/shadow\" } } }\n";
    }

    [Theory]
    [InlineData("cluster: shadw", ".cluster is 'shadw'; no cluster has this name. Did you mean 'shadow'? There are: shadow, up.")]
    [InlineData("cluster: shadow, maxBodySize: 17MB", ".maxBodySize is 17MB; it must be between 1B and 16MB.")]
    [InlineData("cluster: shadow, maxBodySize: 16MB, maxConcurrent: 65",
        ".maxConcurrent is 65; with a 'maxBodySize' of 16MB, copies could need more than 1GB of memory.")]
    [InlineData("cluster: shadow, methods: ['G T']", ".methods[0] is 'G T'; it must be a method such as GET.")]
    [InlineData("cluster: shadow, removeHeaders: ['a b']", ".removeHeaders[0] is 'a b'; it must")]
    [InlineData("cluster: shadow, timeout: 2m", ".timeout is 2m; it must be between 10ms and 1m.")]
    public async Task A_wrong_option_is_named(string options, string error)
        => Assert.StartsWith($"(mirror): options{error}",
            Assert.Single(await PluginGateway.ErrorsOfAsync(
                $"{{ name: mirror, options: {{ {options} }} }}",
                "  shadow: { destinations: { one: { address: 'http://127.0.0.1:9' } } }\n")),
            StringComparison.Ordinal);

    private static async Task AnswerAsync(HttpContext http)
    {
        var target = http.Request.Path + http.Request.QueryString;
        if (target.StartsWith("/shadow/hang", StringComparison.Ordinal) && !target.Contains("answer", StringComparison.Ordinal))
        {
            var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = http.RequestAborted.Register(gone.SetResult);
            await gone.Task.WaitAsync(s_patience);
            return;
        }

        using var reader = new StreamReader(http.Request.Body);
        s_bodies[Target(http)] = await reader.ReadToEndAsync();
        if (target == "/real/hang/answer/late")
            await Eventually.TrueAsync(() => s_bodies.ContainsKey("/shadow/hang/answer/late"));
        await http.Response.WriteAsync(target.StartsWith("/shadow", StringComparison.Ordinal) ? "shadow" : "real");
    }

    private static string Target(HttpContext http)
        => http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    /// <summary>The copies of one route: an earlier test's copy can end later than its response.</summary>
    private static string[] OfRoute(Metrics metrics, string route)
        => [.. metrics.Of(Copies).Where(copy => copy.StartsWith($"route:{route}/", StringComparison.Ordinal))];

    private async Task<Testing.RecordedRequest> CopyAsync(string target)
    {
        await Eventually.TrueAsync(() => s_bodies.ContainsKey(target));
        return fixture.Host.Upstream.Requests.Single(request => request.Target == target);
    }

    public sealed class Fixture() : RouteHost("""
        routes:
          all:
            clusterId: up
            match: { path: "/all/{**rest}" }
            transforms: [ { pathRemovePrefix: /all } ]
            plugins:
              - { name: key-auth }
              - { name: mirror, options: { cluster: shadow, maxBodySize: 1000, removeHeaders: [X-Removed] } }
          hang:
            clusterId: up
            match: { path: "/hang/{**rest}" }
            plugins: [ { name: mirror, options: { cluster: shadow, maxConcurrent: 2, timeout: 10s } } ]
          bare:
            clusterId: up
            match: { path: /bare }
            transforms: [ { pathRemovePrefix: /bare } ]
            plugins: [ { name: mirror, options: { cluster: shadow } } ]
          turns:
            clusterId: up
            match: { path: "/WeightedRoundRobin/{**rest}" }
            plugins: [ { name: mirror, options: { cluster: turns } } ]
          hash:
            clusterId: up
            match: { path: "/ConsistentHash/{**rest}" }
            plugins: [ { name: mirror, options: { cluster: hash } } ]
          latency:
            clusterId: up
            match: { path: "/LeastLatency/{**rest}" }
            plugins: [ { name: mirror, options: { cluster: latency } } ]
          split:
            clusterId: up
            match: { path: /split }
            plugins:
              - { name: mirror, options: { cluster: shadow } }
              - { name: traffic-split, options: { weights: { up: 0, shadow: 1 } } }
          lost: { clusterId: up, match: { path: /lost }, plugins: [ { name: mirror, options: { cluster: lost } } ] }
          none: { clusterId: up, match: { path: /none }, plugins: [ { name: mirror, options: { cluster: none } } ] }
          aborted:
            clusterId: up
            match: { path: /aborted }
            plugins:
              - { name: mirror, options: { cluster: shadow } }
              - { name: fault-injection, options: { abort: { percentage: 100 } } }
          never: { clusterId: up, match: { path: /never }, plugins: [ { name: mirror, options: { cluster: shadow, percentage: 0 } } ] }
          posts: { clusterId: up, match: { path: /posts }, plugins: [ { name: mirror, options: { cluster: shadow, methods: [POST] } } ] }
        clusters:
          up: { destinations: { one: { address: "{upstream}/real" } } }
          shadow: { destinations: { one: { address: "{upstream}/shadow/" } } }
          lost: { destinations: { one: { address: "http://127.0.0.1:9" } } }
          turns:
            loadBalancingPolicy: WeightedRoundRobin
            loadBalancing: { weights: { one: 0 } }
            destinations: { one: { address: "{upstream}/unused" }, two: { address: "{upstream}/shadow" } }
          hash:
            loadBalancingPolicy: ConsistentHash
            loadBalancing: { weights: { one: 0 } }
            destinations: { one: { address: "{upstream}/unused" }, two: { address: "{upstream}/shadow" } }
          latency:
            loadBalancingPolicy: LeastLatency
            loadBalancing: { weights: { one: 0 } }
            destinations: { one: { address: "{upstream}/unused" }, two: { address: "{upstream}/shadow" } }
          none: { destinations: {} }
        consumers:
          alice: { credentials: { key-auth: [ { key: alice-key } ] } }
        """, setup => setup.WithTime(s_time).WithUpstream(AnswerAsync));
}
