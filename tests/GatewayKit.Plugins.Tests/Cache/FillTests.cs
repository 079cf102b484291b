using GatewayKit.Plugins.Cache;
using GatewayKit.Plugins.Cache.Filling;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Tests.Cache;

/// <summary>Concurrent requests, and bodies that are stored while they are sent.</summary>
public class FillTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_hundred_parallel_requests_cause_one_to_the_upstream()
    {
        await using var api = await CachedApi.StartAsync((http, number) => HoldAsync(http, "max-age=100"));

        var first = api.GetAsync();
        await _arrived.Task.WaitAsync(s_patience);
        Task<Answer>[] others = [.. Enumerable.Range(0, 99).Select(_ => api.GetAsync())];
        _go.SetResult();

        Assert.All(await Task.WhenAll([first, .. others]).WaitAsync(s_patience), answer => Assert.Equal("body 1", answer.Body));
        Assert.Equal(1, api.Count);
    }

    [Fact]
    public async Task A_request_that_finds_nothing_just_before_another_one_stores_the_response_uses_it()
    {
        await using var api = await CachedApi.StartAsync((http, _) => Fresh(http), before: (http, next) =>
        {
            if (http.Request.Headers.ContainsKey("X-Late"))
                http.Features.GetRequiredFeature<IHttpRequestFeature>().Headers = new HeldHeaders(http.Request.Headers, Hold);
            return next(http);
        });

        var late = api.GetAsync("/", ("X-Late", "1"));
        await _arrived.Task.WaitAsync(s_patience);
        Assert.Equal("body 1", (await api.GetAsync()).Body);
        _go.SetResult();

        Assert.Equal("body 1", (await late.WaitAsync(s_patience)).Body);
        Assert.Equal(1, api.Count);
    }

    [Fact]
    public async Task A_response_that_cannot_be_stored_does_not_hold_other_requests_up()
    {
        await using var api = await CachedApi.StartAsync(async (http, number) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            if (number > 1)
                return;

            await http.Response.WriteAsync("body 1");
            await http.Response.Body.FlushAsync();
            _arrived.SetResult();
            await _go.Task.WaitAsync(s_patience);
        });

        var held = api.GetAsync();
        await _arrived.Task.WaitAsync(s_patience);

        Assert.Equal("body 2", (await api.GetAsync()).Body);
        Assert.Equal("body 3", (await api.GetAsync()).Body);
        _go.SetResult();
        Assert.Equal("body 1", (await held).Body);
    }

    [Fact]
    public async Task A_request_waits_no_longer_than_configured_and_the_next_one_not_at_all()
    {
        await using var api = await CachedApi.StartAsync(
            (http, number) => number == 1 ? HoldAsync(http, "max-age=100") : Task.CompletedTask, "maxWait: 3s");

        var held = api.GetAsync();
        await _arrived.Task.WaitAsync(s_patience);
        var waiting = api.GetAsync();
        await Eventually.TrueAsync(() =>
        {
            api.Pass(4);
            return waiting.IsCompleted;
        });

        Assert.Equal("body 2", (await waiting).Body);
        Assert.Equal("body 3", (await api.GetAsync()).Body);
        _go.SetResult();
        Assert.Equal("body 1", (await held).Body);
    }

    [Fact]
    public async Task If_the_first_client_leaves_a_waiting_request_takes_over()
    {
        await using var api = await CachedApi.StartAsync((http, number) => number == 1 ? HoldAsync(http, "max-age=100") : Fresh(http));
        using var leave = new CancellationTokenSource();

        var first = api.Host.Client.GetAsync(new Uri("/", UriKind.Relative), leave.Token);
        await _arrived.Task.WaitAsync(s_patience);
        var second = api.GetAsync();
        await leave.CancelAsync();

        Assert.Equal("body 2", (await second).Body);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.True(await api.IsCachedAsync());
        _go.SetResult();
    }

    [Fact]
    public void A_request_that_has_ended_takes_no_fill_over()
    {
        var fills = new FillTable(TimeProvider.System);
        var exchange = new CacheExchange { Status = "" };
        Assert.True(fills.TryStart("a", out var fill));

        Assert.Null(exchange.Close());

        Assert.False(exchange.TryTake(fill));
        Assert.True(fill.HasEnded);
        Assert.True(fills.TryStart("a", out _));
    }

    [Fact]
    public async Task A_waiting_request_that_times_out_does_not_keep_another_one_from_taking_over()
    {
        await using var api = await CachedApi.StartAsync(
            (http, number) => number == 1 ? HoldAsync(http, "max-age=100") : Fresh(http), "maxWait: 20s", entry: "timeout: 1s,");
        using var leave = new CancellationTokenSource();
        var first = api.Host.Client.GetAsync(new Uri("/", UriKind.Relative), leave.Token);
        await _arrived.Task.WaitAsync(s_patience);
        var second = api.GetAsync();
        await Eventually.TrueAsync(() =>
        {
            api.Time.Advance(TimeSpan.FromMilliseconds(100));
            return second.IsCompleted;
        });
        Assert.True((await second).Status >= 500);

        var third = api.GetAsync();
        await leave.CancelAsync();

        Assert.Equal("body 2", (await third).Body);
        Assert.Equal("body 2", (await api.GetAsync()).Body);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _go.SetResult();
    }

    [Fact]
    public async Task After_a_body_that_fails_requests_do_not_wait_for_each_other()
    {
        await using var api = await CachedApi.StartAsync(async (http, number) =>
        {
            http.Response.Headers.CacheControl = "max-age=100";
            if (number == 1)
            {
                http.Response.ContentLength = 100;
                await http.Response.WriteAsync("a part");
                await http.Response.Body.FlushAsync();
                await _arrived.Task.WaitAsync(s_patience);
                http.Abort();
                return;
            }

            if (number == 3)
                _go.SetResult();
            await _go.Task.WaitAsync(s_patience);
        });
        using var response = await api.Host.Client.GetAsync(new Uri("/", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead)
            .WaitAsync(s_patience);
        _arrived.SetResult();
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync().WaitAsync(s_patience));

        var answers = await Task.WhenAll(api.GetAsync(), api.GetAsync()).WaitAsync(s_patience);

        Assert.Equal(["body 2", "body 3"], answers.Select(answer => answer.Body).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_stream_of_events_holds_no_request_up()
    {
        await using var api = await CachedApi.StartAsync(async (http, number) =>
        {
            (http.Response.ContentType, http.Response.Headers.CacheControl) = ("text/event-stream", "max-age=100");
            if (number > 1)
                return;

            await http.Response.WriteAsync("data: 1\n\n");
            await http.Response.Body.FlushAsync();
            _arrived.SetResult();
            await _go.Task.WaitAsync(s_patience);
        });

        var events = api.GetAsync();
        await _arrived.Task.WaitAsync(s_patience);

        Assert.Equal("body 2", (await api.GetAsync()).Body);
        _go.SetResult();
        Assert.Equal("data: 1\n\n", (await events).Body);
    }

    [Theory]
    [InlineData("Authorization", "Bearer a", "")]
    [InlineData("Cookie", "s=1", "ttl: 1m")]
    public async Task A_request_with_credentials_does_not_keep_others_from_waiting_for_each_other(string name, string value, string options)
    {
        await using var api = await CachedApi.StartAsync(
            (http, number) => number == 2 ? HoldAsync(http, options.Length == 0 ? "max-age=100" : "")
                : options.Length == 0 ? Fresh(http) : Task.CompletedTask, options);
        await api.GetAsync("/", (name, value));

        var first = api.GetAsync();
        await _arrived.Task.WaitAsync(s_patience);
        Task<Answer>[] others = [.. Enumerable.Range(0, 9).Select(_ => api.GetAsync())];
        _go.SetResult();

        Assert.All(await Task.WhenAll([first, .. others]).WaitAsync(s_patience), answer => Assert.Equal("body 2", answer.Body));
        Assert.Equal(2, api.Count);
    }

    [Fact]
    public async Task A_body_is_sent_while_it_is_stored()
    {
        await using var api = await CachedApi.StartAsync(async (http, _) =>
        {
            http.Response.Headers.CacheControl = "max-age=100";
            await http.Response.WriteAsync("first ");
            await http.Response.Body.FlushAsync();
            await _go.Task.WaitAsync(s_patience);
            await http.Response.WriteAsync("second");
        });

        using var response = await api.Host.Client.GetAsync(new Uri("/", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead)
            .WaitAsync(s_patience);
        await using var body = await response.Content.ReadAsStreamAsync();
        var part = new byte[6];
        await body.ReadExactlyAsync(part).AsTask().WaitAsync(s_patience);
        _go.SetResult();
        using var rest = new StreamReader(body);

        Assert.Equal("first second", System.Text.Encoding.ASCII.GetString(part) + await rest.ReadToEndAsync().WaitAsync(s_patience));
        Assert.Equal("first second", (await api.GetAsync()).Body);
        Assert.Equal(1, api.Count);
    }

    [Fact]
    public async Task An_incomplete_body_is_not_stored()
    {
        await using var api = await CachedApi.StartAsync(async (http, number) =>
        {
            http.Response.Headers.CacheControl = "max-age=100";
            if (number > 1)
                return;

            http.Response.ContentLength = 100;
            await http.Response.WriteAsync("a part");
            await http.Response.Body.FlushAsync();
            await _go.Task.WaitAsync(s_patience);
            http.Abort();
        });
        using var response = await api.Host.Client.GetAsync(new Uri("/", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead)
            .WaitAsync(s_patience);
        _go.SetResult();
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync().WaitAsync(s_patience));

        Assert.Equal("body 2", (await api.GetAsync()).Body);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_the_maximum_is_sent_and_not_stored(bool hasLength)
    {
        var large = new string('x', 3000);
        await using var api = await CachedApi.StartAsync(async (http, _) =>
        {
            http.Response.Headers.CacheControl = "max-age=100";
            http.Response.ContentLength = hasLength ? large.Length : null;
            await http.Response.WriteAsync(large);
        }, "maxBodySize: 2KB");

        Assert.Equal(large, (await api.GetAsync()).Body);
        Assert.False(await api.IsCachedAsync());
    }

    [Fact]
    public async Task The_least_recently_used_responses_leave_beyond_the_maximum()
    {
        await using var api = await CachedApi.StartAsync("max-age=100", "maxEntries: 3");
        foreach (var target in (string[])["/a", "/b", "/c"])
            await api.GetAsync(target);

        Assert.True(await api.IsCachedAsync("/a"));
        await api.GetAsync("/d");

        Assert.True(await api.IsCachedAsync("/a"));
        Assert.True(await api.IsCachedAsync("/d"));
        Assert.False(await api.IsCachedAsync("/b"));
    }

    [Fact]
    public async Task The_memory_of_all_responses_is_bounded()
    {
        var large = new string('x', 8000);
        await using var api = await CachedApi.StartAsync(async (http, _) =>
        {
            http.Response.Headers.CacheControl = "max-age=100";
            await http.Response.WriteAsync(large);
        }, "maxBodySize: 8KB, maxSize: 32KB");
        string[] targets = [.. Enumerable.Range(0, 10).Select(i => $"/{i}")];
        foreach (var target in targets)
            await api.GetAsync(target);

        Assert.True(await api.IsCachedAsync("/9"));
        Assert.False(await api.IsCachedAsync("/0"));
    }

    private static Task Fresh(HttpContext http)
    {
        http.Response.Headers.CacheControl = "max-age=100";
        return Task.CompletedTask;
    }

    private void Hold()
    {
        _arrived.TrySetResult();
        Assert.True(_go.Task.Wait(s_patience));
    }

    private async Task HoldAsync(HttpContext http, string cacheControl)
    {
        http.Response.Headers.CacheControl = cacheControl;
        _arrived.TrySetResult();
        await _go.Task.WaitAsync(s_patience);
    }

    /// <summary>Headers that hold the one who copies them: the cache does so between its first look and the start of a fill.</summary>
    private sealed class HeldHeaders(IHeaderDictionary headers, Action hold)
        : HeaderDictionary(headers.ToDictionary(StringComparer.OrdinalIgnoreCase)), IHeaderDictionary
    {
        IEnumerator<KeyValuePair<string, StringValues>> IEnumerable<KeyValuePair<string, StringValues>>.GetEnumerator()
        {
            hold();
            return GetEnumerator();
        }
    }
}
