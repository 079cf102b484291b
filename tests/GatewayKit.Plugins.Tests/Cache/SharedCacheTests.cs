using System.Text;
using GatewayKit.Plugins.Cache.Shared;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Cache;

/// <summary>Two gateways with one shared store.</summary>
public class SharedCacheTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly (string, string) s_host = ("Host", "api.test");

    [Fact]
    public async Task A_response_of_one_node_is_a_hit_on_another_one()
    {
        var store = new SharedCache();
        await using var one = await StartAsync(new SharedCacheNode(store), answer: (http, _) =>
        {
            (http.Response.Headers.CacheControl, http.Response.Headers.ETag) = ("max-age=100", "\"v1\"");
            (http.Response.Headers["X-A"], http.Response.ContentType) = ("1", "text/x-a");
            return Task.CompletedTask;
        });
        await using var two = await StartAsync(new SharedCacheNode(store));
        one.Pass(10);
        two.Pass(10);
        Assert.Equal("GatewayKit; fwd=miss; stored", (await one.GetAsync("/a", s_host)).Header("Cache-Status"));
        await store.WrittenAsync();
        two.Pass(20);
        await two.PurgeAsync("tag", "none");

        var answer = await two.GetAsync("/a", s_host);

        Assert.Equal((0, "body 1", "1", "text/x-a"), (two.Count, answer.Body, answer.Header("X-A"), answer.Header("Content-Type")));
        Assert.Matches("^GatewayKit; hit; ttl=(80|79); detail=shared$", answer.Header("Cache-Status"));
        Assert.Matches("^2[01]$", answer.Header("Age"));
        Assert.Matches("^GatewayKit; hit; ttl=(80|79)$", (await two.GetAsync("/a", s_host)).Header("Cache-Status"));
        Assert.Equal(304, (await two.GetAsync("/a", s_host, ("If-None-Match", "\"v1\""))).Status);
        Assert.Equal(0, two.Count);
    }

    [Fact]
    public async Task Each_selection_has_its_own_response_and_each_consumer_of_varyBy()
    {
        var store = new SharedCache();
        const string Options = "varyBy: ['header:X-User']";
        await using var one = await StartAsync(new SharedCacheNode(store), Options, Vary);
        await using var two = await StartAsync(new SharedCacheNode(store), Options, Vary);
        foreach (var language in (string[])["de", "en"])
        {
            await one.GetAsync("/a", s_host, ("Accept-Language", language), ("X-User", "alice"));
            await store.WrittenAsync(2);
        }

        Assert.Equal("body 2", (await two.GetAsync("/a", s_host, ("Accept-Language", "en"), ("X-User", "alice"))).Body);
        Assert.Equal("body 1", (await two.GetAsync("/a", s_host, ("Accept-Language", "de"), ("X-User", "alice"))).Body);
        Assert.Equal(0, two.Count);
        await two.GetAsync("/a", s_host, ("Accept-Language", "fr"), ("X-User", "alice"));
        await two.GetAsync("/a", s_host, ("Accept-Language", "de"), ("X-User", "bob"));
        Assert.Equal(2, two.Count);

        static Task Vary(HttpContext http, int number)
        {
            (http.Response.Headers.CacheControl, http.Response.Headers.Vary) = ("max-age=100", "Accept-Language");
            return Task.CompletedTask;
        }
    }

    [Theory]
    [InlineData("cut off")]
    [InlineData("changed")]
    [InlineData("foreign")]
    [InlineData("other key")]
    [InlineData("empty")]
    [InlineData("odd")]
    public async Task A_value_that_is_incomplete_or_not_its_own_is_not_a_response(string damage)
    {
        var store = new SharedCache();
        await using var one = await StartAsync(new SharedCacheNode(store));
        await using var two = await StartAsync(new SharedCacheNode(store));
        foreach (var target in (string[])["/a", "/b"])
        {
            await one.GetAsync(target, s_host);
            await store.WrittenAsync();
        }

        var others = store.Values.Values.Reverse().ToArray();
        foreach (var (key, i) in store.Values.Keys.Select((key, i) => (key, i)).ToArray())
        {
            var value = store.Values[key];
            store.Values[key] = damage switch
            {
                "cut off" => value[..^1],
                "changed" => [.. value[..^1], (byte)(value[^1] ^ 1)],
                "foreign" => "not a value of the cache: {}"u8.ToArray(),
                "other key" => others[i],
                "odd" => WithNullHeader(key, value),
                _ => [],
            };
        }

        Assert.Equal("body 1", (await two.GetAsync("/a", s_host)).Body);
        Assert.Equal("body 2", (await two.GetAsync("/b", s_host)).Body);
        Assert.Equal(2, two.Count);
    }

    [Theory]
    [InlineData("url", "http://api.test/a/1", "/a/1")]
    [InlineData("prefix", "http://api.test/a/", "/a/1,/a/2")]
    [InlineData("tag", "red", "/a/1,/b")]
    [InlineData("all", "true", "/a/1,/a/2,/b")]
    public async Task A_purge_reaches_the_memory_of_all_nodes_and_the_shared_store(string argument, string value, string removed)
    {
        var (store, version) = (new SharedCache(), "old");
        await using var one = await StartAsync(new SharedCacheNode(store), answer: (http, _) => Tagged(http, version));
        await using var two = await StartAsync(new SharedCacheNode(store), answer: (http, _) => Tagged(http, version));
        await using var three = await StartAsync(new SharedCacheNode(store), answer: (http, _) => Tagged(http, version));
        string[] targets = ["/a/1", "/a/2", "/b"];
        foreach (var target in targets)
        {
            await one.GetAsync(target, s_host);
            await store.WrittenAsync();
            await two.GetAsync(target, s_host);
        }

        Assert.Equal(0, two.Count);
        version = "new";

        Assert.Contains("The other nodes remove theirs", await one.PurgeAsync(argument, value), StringComparison.Ordinal);

        foreach (var target in removed.Split(','))
            await SyncAsync(two, () => IsOldAsync(two, target));
        foreach (var target in targets)
        {
            var isKept = !removed.Split(',').Contains(target);
            Assert.Equal(isKept, await IsOldAsync(two, target));
            Assert.Equal(isKept, await IsOldAsync(three, target));
        }
    }

    [Fact]
    public async Task A_purge_reaches_a_node_that_was_cut_off_and_one_of_that_node_reaches_the_others()
    {
        var (store, version) = (new SharedCache(), "old");
        var node = new SharedCacheNode(store);
        await using var one = await StartAsync(new SharedCacheNode(store), answer: (http, _) => Tagged(http, version));
        await using var two = await StartAsync(node, answer: (http, _) => Tagged(http, version));
        foreach (var target in (string[])["/a/1", "/b"])
        {
            await one.GetAsync(target, s_host);
            await store.WrittenAsync();
            await two.GetAsync(target, s_host);
        }

        version = "new";
        node.Connection = () => Task.FromException(new IOException("lost"));
        await one.PurgeAsync("url", "http://api.test/a/1");
        var late = await two.PurgeAsync("url", "http://api.test/b");
        Assert.Contains("other nodes remove theirs when it does", late, StringComparison.Ordinal);
        Assert.True(await IsOldAsync(two, "/a/1"));
        Assert.False(await IsOldAsync(two, "/b"));
        Assert.True(await IsOldAsync(one, "/b"));
        node.Connection = () => Task.CompletedTask;

        await SyncAsync(two, () => IsOldAsync(two, "/a/1"));
        await SyncAsync(one, () => IsOldAsync(one, "/b"));
    }

    [Fact]
    public async Task A_change_on_one_node_is_one_in_the_shared_store_even_if_it_was_lost_meanwhile()
    {
        var store = new SharedCache();
        var node = new SharedCacheNode(store);
        await using var one = await StartAsync(node);
        await using var two = await StartAsync(new SharedCacheNode(store));
        await using var three = await StartAsync(new SharedCacheNode(store));
        await one.GetAsync("/a", s_host);
        await one.GetAsync("/b", s_host);
        await store.WrittenAsync(2);

        await one.SendAsync(HttpMethod.Post, "/a", s_host);
        Assert.False(await two.IsCachedAsync("/a", s_host));

        await store.WrittenAsync();
        node.Connection = () => Task.FromException(new IOException("lost"));
        await one.SendAsync(HttpMethod.Post, "/b", s_host);
        node.Connection = () => Task.CompletedTask;
        await one.PurgeAsync("tag", "none");
        Assert.False(await three.IsCachedAsync("/b", s_host));
    }

    [Fact]
    public async Task A_request_that_takes_the_old_response_back_during_a_change_does_not_keep_it()
    {
        var node = new SharedCacheNode(new SharedCache());
        await using var api = await StartAsync(node);
        await api.GetAsync("/a", s_host);
        await node.Store.WrittenAsync();
        var (changing, go) = Hold(node);

        var post = api.SendAsync(HttpMethod.Post, "/a", s_host);
        await changing.WaitAsync(s_patience);
        Assert.Equal("body 1", (await api.GetAsync("/a", s_host)).Body);
        go.SetResult();
        await post;

        Assert.Equal("body 3", (await api.GetAsync("/a", s_host)).Body);
    }

    [Fact]
    public async Task A_removal_that_the_store_refuses_reaches_other_nodes_as_a_purge()
    {
        var store = new SharedCache();
        var node = new SharedCacheNode(store);
        await using var one = await StartAsync(node, answer: (http, number) =>
        {
            http.Response.Headers.CacheControl = number == 1 ? "max-age=10000" : "no-store";
            return Task.CompletedTask;
        });
        await using var two = await StartAsync(new SharedCacheNode(store));
        await one.GetAsync("/a", s_host);
        await store.WrittenAsync();
        var (changing, go) = Hold(node);

        await one.GetAsync("/a", s_host, ("Cache-Control", "no-cache"));
        await changing.WaitAsync(s_patience);
        Assert.Equal("body 1", (await one.GetAsync("/a", s_host)).Body);
        go.SetException(new IOException("lost"));

        for (var i = 0; (await one.GetAsync("/a", s_host)).Body == "body 1"; i++)
        {
            Assert.True(i < 3000, "The node still has the removed response.");
            await Task.Delay(10);
        }

        await one.PurgeAsync("tag", "none");
        Assert.False(await two.IsCachedAsync("/a", s_host));
    }

    [Fact]
    public async Task A_response_without_the_generation_that_it_was_requested_in_does_not_count()
    {
        var store = new SharedCache();
        await using var one = await StartAsync(new SharedCacheNode(store));
        await using var two = await StartAsync(new SharedCacheNode(store));
        await one.GetAsync("/a", s_host);
        await store.WrittenAsync();

        store.Values.TryRemove(Assert.Single(store.Values, value => value.Value.Length == 16));

        Assert.False(await two.IsCachedAsync("/a", s_host));
    }

    [Fact]
    public async Task A_node_writes_no_more_than_its_memory_in_a_minute()
    {
        var store = new SharedCache();
        await using var api = await StartAsync(new SharedCacheNode(store), "maxSize: 8KB, maxBodySize: 4KB");
        for (var i = 0; i < 50; i++)
            await api.GetAsync($"/{i}", s_host);
        await store.WrittenAsync(4);

        Assert.InRange(store.Values.Values.Sum(value => value.Length), 1, 8192);
        Assert.InRange(store.Values.Count, 4, 20);
    }

    [Theory]
    [InlineData("HEAD", false)]
    [InlineData("GET", true)]
    public async Task A_request_whose_answer_needs_no_body_does_not_read_one(string method, bool isStale)
    {
        var store = new SharedCache();
        var node = new SharedCacheNode(store);
        await using var one = await StartAsync(new SharedCacheNode(store), answer: WithTag);
        await using var two = await StartAsync(node, answer: WithTag);
        await two.GetAsync("/first", s_host);
        await one.GetAsync("/a", s_host);
        await store.WrittenAsync(2);
        string[] values = [.. store.Values.Where(value => value.Value.Length > 16).Select(value => value.Key)];
        if (isStale)
        {
            await two.GetAsync("/a", s_host);
            two.Pass(200);
            await two.PurgeAsync("tag", "none");
        }

        node.Read.Clear();
        await two.SendAsync(new HttpMethod(method), "/a", s_host);

        Assert.DoesNotContain(node.Read, values.Contains);
    }

    [Fact]
    public async Task A_renewed_response_is_a_hit_on_another_node()
    {
        var store = new SharedCache();
        await using var one = await StartAsync(new SharedCacheNode(store), answer: WithTag);
        await one.GetAsync("/a", s_host);
        await store.WrittenAsync();
        one.Pass(200);
        await one.PurgeAsync("tag", "none");
        await store.WrittenAsync();
        Assert.Equal("GatewayKit; fwd=stale; fwd-status=304; stored", (await one.GetAsync("/a", s_host)).Header("Cache-Status"));
        await store.WrittenAsync();

        await using var two = await StartAsync(new SharedCacheNode(store), answer: WithTag);
        two.Pass(200);
        await two.PurgeAsync("tag", "none");
        await two.GetAsync("/a", s_host);

        Assert.Equal(0, two.Count);
    }

    [Fact]
    public async Task A_node_that_cannot_read_purges_does_not_use_the_store()
    {
        var (store, version) = (new SharedCache(), "old");
        var node = new SharedCacheNode(store);
        await using var one = await StartAsync(new SharedCacheNode(store), answer: (http, _) => Tagged(http, version));
        await using var two = await StartAsync(node, answer: (http, _) => Tagged(http, version));
        await two.GetAsync("/first", s_host);
        foreach (var target in (string[])["/a/1", "/b"])
        {
            await one.GetAsync(target, s_host);
            await store.WrittenAsync();
        }

        Assert.True(await IsOldAsync(two, "/a/1"));
        version = "new";
        string[] responses = [.. store.Values.Keys];
        await one.PurgeAsync("all", "true");
        node.Hidden = store.Values.Keys.Except(responses, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        two.Pass(5);

        Assert.False(await IsOldAsync(two, "/b"));
        await SyncAsync(two, () => Task.FromResult(!two.Host.Logs.Lines.Any(
            line => line.Contains("The shared store of cache 'route:all/cache' doesn't answer", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_store_that_hangs_delays_a_request_by_its_bound_and_then_not_at_all()
    {
        var node = new SharedCacheNode(new SharedCache());
        await using var api = await StartAsync(node, "sharedTimeout: 2s");
        await api.GetAsync("/first", s_host);
        var called = new SemaphoreSlim(0);
        node.Connection = () =>
        {
            called.Release();
            return new TaskCompletionSource().Task;
        };

        for (var i = 0; i < 3; i++)
        {
            var waiting = api.GetAsync($"/{i}", s_host);
            Assert.True(await called.WaitAsync(TimeSpan.FromSeconds(60)));
            while (!waiting.IsCompleted)
            {
                api.Pass(1);
                await Task.WhenAny(waiting, Task.Delay(10));
            }

            Assert.Equal(200, (await waiting).Status);
        }

        await SyncAsync(api, () => Task.FromResult(!api.Host.Logs.Lines.Any(
            line => line.Contains("The shared store of cache 'route:all/cache' doesn't answer", StringComparison.Ordinal))));
        Assert.Equal("body 5", (await api.GetAsync("/4", s_host)).Body);
        Assert.Equal("body 5", (await api.GetAsync("/4", s_host)).Body);

        node.Connection = () => Task.CompletedTask;
        await SyncAsync(api, () => Task.FromResult(!api.Host.Logs.Lines.Any(
            line => line.Contains("The shared store of cache 'route:all/cache' answers again", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Without_a_shared_store_the_option_is_refused()
    {
        var errors = await PluginGateway.ErrorsOfAsync("{ name: cache, options: { shared: true } }");

        Assert.Contains(
            errors, error => error.Contains(
                "options.shared is true, but the gateway has no shared cache; start it with --redis", StringComparison.Ordinal));
    }

    private static Task<CachedApi> StartAsync(
        SharedCacheNode node, string options = "sharedTimeout: 5s", Func<HttpContext, int, Task>? answer = null)
        => CachedApi.StartAsync(answer ?? Cacheable, $"shared: true, {options}", shared: node, entry: "timeout: 1h,");

    private static Task WithTag(HttpContext http, int number)
    {
        (http.Response.Headers.CacheControl, http.Response.Headers.ETag) = ("max-age=100", "\"v1\"");
        http.Response.StatusCode = http.Request.Headers.IfNoneMatch.Count > 0 ? 304 : 200;
        return Task.CompletedTask;
    }

    private static Task Cacheable(HttpContext http, int number)
    {
        http.Response.Headers.CacheControl = "max-age=10000";
        return Task.CompletedTask;
    }

    private static byte[] WithNullHeader(string key, byte[] value)
    {
        if (!SharedEnvelope.TryOpen(key, value, out var head, out var body))
            return value;

        var odd = Encoding.UTF8.GetString(head.Span).Replace("\"Headers\":[", "\"Headers\":[\"X-A\",null,", StringComparison.Ordinal);
        return SharedEnvelope.Seal(key, Encoding.UTF8.GetBytes(odd), body.Span);
    }

    /// <summary>Holds the next call of a node until the test continues.</summary>
    private static (Task Called, TaskCompletionSource Go) Hold(SharedCacheNode node)
    {
        var (called, go, calls) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        node.Connection = () =>
        {
            if (Interlocked.Increment(ref calls) > 1)
                return Task.CompletedTask;

            called.SetResult();
            return go.Task;
        };
        return (called.Task, go);
    }

    private static async Task<bool> IsOldAsync(CachedApi api, string target)
        => (await api.GetAsync(target, s_host)).Header("X-Version") == "old";

    private static Task Tagged(HttpContext http, string version)
    {
        http.Response.Headers["X-Version"] = version;
        if (http.Request.Path == "/a/1" || http.Request.Path == "/b")
            http.Response.Headers["Cache-Tag"] = "red";
        return Cacheable(http, 0);
    }

    /// <summary>Lets the seconds of a node pass until something no longer is so.</summary>
    private static async Task SyncAsync(CachedApi api, Func<Task<bool>> isStill)
    {
        for (var i = 0; await isStill(); i++)
        {
            Assert.True(i < 3000, "It is still so after 30 seconds.");
            api.Pass(1);
            await Task.Delay(10);
        }
    }
}
