using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.OAuth2Introspection;

/// <summary>When the authorization server is asked, and what happens when it doesn't answer.</summary>
public sealed class IntrospectionServerTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"active\":\"true\"}")]
    [InlineData("{\"active\":1}")]
    [InlineData("{\"active\":null}")]
    [InlineData("{\"Active\":true,\"sub\":\"alice\"}")]
    [InlineData("{\"active\":true,\"sub\":\"alice\"")]
    [InlineData("{\"active\":true,\"sub\":\"alice\"}{}")]
    [InlineData("{\"active\":true,\"sub\":\"alice\",}")]
    [InlineData("{\"active\":false,\"active\":true,\"sub\":\"alice\"}")]
    [InlineData("{\"active\":true,\"sub\":\"alice\",\"sub\":\"root\"}")]
    [InlineData("{\"active\":true,\"sub\":\"alice\",\"exp\":\"4102444800\"}")]
    [InlineData("{\"active\":true,\"sub\":\"alice\",\"nbf\":true}")]
    [InlineData("{\"active\":true,\"sub\":\"\\ud800\"}")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJhY3RpdmUiOnRydWV9.")]
    public async Task An_answer_that_isn_t_clear_is_a_503(string body)
    {
        await using var host = await IntrospectionHost.StartAsync();
        host.Server.Say(body);

        await RefusesAsync(host);
    }

    [Theory]
    [InlineData(201)]
    [InlineData(204)]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(500)]
    public async Task A_status_other_than_200_is_a_503(int status)
    {
        await using var host = await IntrospectionHost.StartAsync();
        host.Server.Say(status == 204 ? "" : "{\"active\":true,\"sub\":\"alice\"}", status);

        await RefusesAsync(host);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_or_too_deep_is_a_503()
    {
        await using var host = await IntrospectionHost.StartAsync();
        foreach (var extra in (string[])[new string(' ', 70_000), $"\"x\":{new string('[', 40)}{new string(']', 40)},"])
        {
            host.Server.Say($"{{{extra}\"active\":true,\"sub\":\"alice\"}}");
            await RefusesAsync(host);
        }
    }

    [Fact]
    public async Task A_server_that_doesn_t_answer_in_time_is_a_503()
    {
        await using var host = await IntrospectionHost.StartAsync("timeout: 2s");
        host.Server.Handler = http => Task.Delay(Timeout.Infinite, http.RequestAborted);

        var request = host.GetAsync("good");
        await Eventually.TrueAsync(() => !host.Server.Forms.IsEmpty);
        host.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(503, (await request).Status);
    }

    [Fact]
    public async Task A_server_that_is_down_doesn_t_affect_known_tokens_within_the_bound()
    {
        await using var host = await IntrospectionHost.StartAsync();
        Assert.Equal(200, await host.StatusAsync("good"));
        host.Server.Say("", 500);

        host.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(200, await host.StatusAsync("good"));
        host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(503, await host.StatusAsync("good"));

        host.Server.Handler = null;
        Assert.Equal(200, await host.StatusAsync("good"));
    }

    [Fact]
    public async Task A_revoked_token_is_refused_within_the_bound()
    {
        await using var host = await IntrospectionHost.StartAsync("cacheFor: 30s");
        for (var i = 0; i < 5; i++)
            Assert.Equal(200, await host.StatusAsync("good"));
        Assert.Single(host.Server.Forms);

        host.Server.Tokens.Clear();
        host.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(401, await host.StatusAsync("good"));
        Assert.Equal(5, host.Gateway.Upstream.Requests.Count);
    }

    [Fact]
    public async Task Without_a_cache_every_request_is_asked_about()
    {
        await using var host = await IntrospectionHost.StartAsync("cacheFor: 0s");
        Assert.Equal(200, await host.StatusAsync("good"));
        Assert.Equal(200, await host.StatusAsync("good"));
        host.Server.Tokens.Clear();

        Assert.Equal(401, await host.StatusAsync("good"));
        Assert.Equal(401, await host.StatusAsync("good"));

        Assert.Equal(4, host.Server.Forms.Count);
    }

    [Fact]
    public async Task An_answer_is_used_at_most_until_the_token_expires()
    {
        await using var host = await IntrospectionHost.StartAsync();
        host.Server.Tokens["good"] = $"\"sub\":\"alice\",\"exp\":{host.In(TimeSpan.FromSeconds(20))}";
        Assert.Equal(200, await host.StatusAsync("good"));
        host.Server.Tokens.Clear();

        host.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(401, await host.StatusAsync("good"));
    }

    [Fact]
    public async Task An_unknown_token_is_remembered_for_ten_seconds()
    {
        await using var host = await IntrospectionHost.StartAsync();
        for (var i = 0; i < 5; i++)
            Assert.Equal(401, await host.StatusAsync("early"));
        Assert.Single(host.Server.Forms);

        host.Server.Tokens["early"] = "\"sub\":\"alice\"";
        host.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(200, await host.StatusAsync("early"));
    }

    [Fact]
    public async Task An_entry_that_learns_of_a_revocation_tells_those_that_remember_longer()
    {
        await using var host = await IntrospectionHost.StartAsync();
        Assert.Empty(await host.Gateway.ReloadAsync(PluginGateway.OneRoute(host.Entry()).Replace(
            "clusters:", $"  fresh: {{ match: {{ path: /fresh }}, clusterId: up, plugins: [ {host.Entry("cacheFor: 0s")} ] }}\nclusters:",
            StringComparison.Ordinal)));
        Assert.Equal(200, await host.StatusAsync("good"));
        host.Server.Tokens.Clear();

        Assert.Equal(401, (await host.Gateway.GetAsync("/fresh", ("Authorization", "Bearer good"))).Status);

        host.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(401, await host.StatusAsync("good"));
    }

    [Fact]
    public async Task Answers_survive_a_reload_and_new_rules_apply_to_them()
    {
        await using var host = await IntrospectionHost.StartAsync();
        Assert.Equal(200, await host.StatusAsync("good"));

        Assert.Empty(await host.Gateway.ReloadAsync(host.Configuration("requiredScopes: [read]")));

        Assert.Equal(403, await host.StatusAsync("good"));
        Assert.Single(host.Server.Forms);
    }

    [Fact]
    public async Task Requests_with_the_same_token_share_one_call()
    {
        // A request that has returned to the middleware waits for the call.
        var waiting = 0;
        await using var host = await IntrospectionHost.StartAsync("cacheFor: 0s", setUp: setup => setup.WithApp(app => app.Use(
            next => async http =>
            {
                var response = next(http);
                Interlocked.Increment(ref waiting);
                await response;
            })));
        var gate = new TaskCompletionSource();
        host.Server.Handler = async http =>
        {
            await gate.Task.WaitAsync(s_patience);
            await http.Response.WriteAsync("{\"active\":true,\"sub\":\"alice\"}");
        };

        var requests = Enumerable.Range(0, 10).Select(_ => host.StatusAsync("good")).ToArray();
        await Eventually.TrueAsync(() => Volatile.Read(ref waiting) == 10);
        gate.SetResult();

        Assert.All(await Task.WhenAll(requests), status => Assert.Equal(200, status));
        Assert.Single(host.Server.Forms);
    }

    [Fact]
    public async Task The_number_of_calls_at_the_same_time_is_limited()
    {
        await using var host = await IntrospectionHost.StartAsync();
        var gate = new TaskCompletionSource();
        var (running, most) = (0, 0);
        host.Server.Handler = async http =>
        {
            lock (gate)
                most = Math.Max(most, ++running);
            await gate.Task.WaitAsync(s_patience);
            lock (gate)
                running--;
            await http.Response.WriteAsync("{\"active\":true,\"sub\":\"alice\"}");
        };

        var requests = Enumerable.Range(0, 80).Select(i => host.StatusAsync($"token{i}")).ToArray();
        await Eventually.TrueAsync(() => Volatile.Read(ref most) == 64);
        gate.SetResult();

        Assert.All(await Task.WhenAll(requests), status => Assert.Equal(200, status));
        Assert.Equal(64, most);
    }

    [Fact]
    public async Task Unknown_tokens_can_t_flood_the_server_and_valid_ones_still_pass()
    {
        await using var host = await IntrospectionHost.StartAsync("failures: { limit: 3, window: 1m }");
        host.Server.Tokens["other"] = "\"sub\":\"bob\"";
        Assert.Equal(200, await host.StatusAsync("good"));

        var answers = new List<Answer>();
        for (var i = 0; i < 10; i++)
            answers.Add(await host.GetAsync($"garbage{i}"));

        Assert.Equal([401, 401, 401, 429, 429, 429, 429, 429, 429, 429], answers.Select(answer => answer.Status));
        Assert.NotNull(answers[^1].Header("Retry-After"));
        Assert.Equal(4, host.Server.Forms.Count);
        Assert.Equal(200, await host.StatusAsync("good"));
        host.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(200, await host.StatusAsync("other"));
    }

    [Fact]
    public async Task Valid_tokens_and_failures_of_the_server_don_t_count()
    {
        await using var host = await IntrospectionHost.StartAsync("failures: { limit: 1, window: 1h }");
        for (var i = 0; i < 5; i++)
        {
            host.Server.Tokens[$"token{i}"] = "\"sub\":\"alice\"";
            Assert.Equal(200, await host.StatusAsync($"token{i}"));
        }

        host.Server.Say("", 500);
        for (var i = 0; i < 5; i++)
            Assert.Equal(503, await host.StatusAsync($"unknown{i}"));
    }

    [Fact]
    public async Task The_endpoint_is_found_in_the_metadata()
    {
        await using var host = await IntrospectionHost.StartAsync(discovers: true);

        Assert.Equal(200, await host.StatusAsync("good"));
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("{\"issuer\":\"https://other.example\",\"jwks_uri\":\"https://other.example/\",\"introspection_endpoint\":\"SELF\"}")]
    [InlineData("{\"issuer\":\"SELF\",\"jwks_uri\":\"SELF/jwks\"}")]
    [InlineData("{\"issuer\":\"SELF\",\"jwks_uri\":\"SELF/jwks\",\"introspection_endpoint\":\"http://other.example/\"}")]
    public async Task Metadata_that_can_t_be_used_is_a_503(string metadata)
    {
        await using var host = await IntrospectionHost.StartAsync(discovers: true);
        host.Server.Metadata = metadata.Replace("SELF", host.Server.Address, StringComparison.Ordinal);

        await RefusesAsync(host);

        Assert.Empty(host.Server.Forms);
    }

    /// <summary>A request is refused, and neither the answer nor the log shows a secret.</summary>
    private static async Task RefusesAsync(IntrospectionHost host)
    {
        const string secret = "t0kenthatnobodysees";
        var answer = await host.GetAsync(secret);

        Assert.Equal((503, "5"), (answer.Status, answer.Header("Retry-After")));
        Assert.DoesNotContain(host.Server.Address, answer.Body, StringComparison.Ordinal);
        Assert.Empty(host.Gateway.Upstream.Requests);
        Assert.Contains(host.Gateway.Logs.Lines, line => line.Contains("The authorization server '", StringComparison.Ordinal));
        Assert.DoesNotContain(
            host.Gateway.Logs.Lines,
            line => line.Contains(secret, StringComparison.Ordinal) || line.Contains("s+cret", StringComparison.Ordinal));
    }
}
