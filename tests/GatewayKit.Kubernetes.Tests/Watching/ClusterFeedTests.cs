using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Watching;
using k8s.Models;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Kubernetes.Tests.Watching;

public sealed class ClusterFeedTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ClusterFeed _feed;
    private readonly ClusterStores _stores;

    public ClusterFeedTests()
    {
        _feed = new ClusterFeed(_time);
        _stores = new ClusterStores([], _feed);
    }

    public void Dispose() => _feed.Dispose();

    [Fact]
    public async Task No_state_comes_before_every_kind_is_listed()
    {
        var next = _feed.NextAsync(_stores, CancellationToken.None);
        Sync(except: ResourceKind.Secret);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(next.IsCompleted);

        Sync();

        Assert.Empty((await AdvanceAsync(next)).Secrets);
    }

    [Fact]
    public async Task Changes_that_come_together_are_one_state()
    {
        Sync();
        await AdvanceAsync(_feed.NextAsync(_stores, CancellationToken.None));

        for (var i = 0; i < 1000; i++)
            _stores.ConfigMaps.Set(Map($"m{i}"));
        var state = await AdvanceAsync(_feed.NextAsync(_stores, CancellationToken.None));

        Assert.Equal(1000, state.ConfigMaps.Count);
        var next = _feed.NextAsync(_stores, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(next.IsCompleted);
    }

    [Fact]
    public async Task Changes_that_never_pause_do_not_delay_a_state_for_long()
    {
        Sync();
        await AdvanceAsync(_feed.NextAsync(_stores, CancellationToken.None));
        _stores.ConfigMaps.Set(Map("first"));
        var started = _time.GetUtcNow();
        var next = _feed.NextAsync(_stores, CancellationToken.None);

        for (var i = 0; !next.IsCompleted && i < 1000; i++)
        {
            _stores.ConfigMaps.Set(Map($"m{i}"));
            _time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        await next.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.True(_time.GetUtcNow() - started >= ClusterFeed.Quiet);
    }

    [Fact]
    public async Task A_change_after_a_pause_hardly_waits()
    {
        Sync();
        await AdvanceAsync(_feed.NextAsync(_stores, CancellationToken.None));
        _time.Advance(ClusterFeed.Longest);
        _stores.ConfigMaps.Set(Map("first"));
        var next = _feed.NextAsync(_stores, CancellationToken.None);

        _time.Advance(ClusterFeed.Alone);

        Assert.Single((await next.WaitAsync(TimeSpan.FromSeconds(30))).ConfigMaps);
    }

    [Fact]
    public async Task A_change_soon_after_another_state_waits_for_more()
    {
        Sync();
        await AdvanceAsync(_feed.NextAsync(_stores, CancellationToken.None));
        _stores.ConfigMaps.Set(Map("first"));
        var next = _feed.NextAsync(_stores, CancellationToken.None);
        _time.Advance(ClusterFeed.Alone);
        Assert.False(next.IsCompleted);

        _time.Advance(ClusterFeed.Quiet);

        await next.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private void Sync(ResourceKind? except = null)
    {
        foreach (dynamic store in _stores.All.Where(store => store.Kind.Kind != except))
            store.Replace(null, store.Kind.Versions[0], Activator.CreateInstance(typeof(List<>).MakeGenericType(TypeOf(store))));
    }

    private static Type TypeOf(object store)
    {
        var type = store.GetType();
        while (type.GetGenericArguments() is not [_])
            type = type.BaseType!;
        return type.GetGenericArguments()[0];
    }

    private async Task<ClusterState> AdvanceAsync(Task<ClusterState> next)
    {
        for (var i = 0; !next.IsCompleted && i < 2000; i++)
        {
            await Task.Delay(1, CancellationToken.None);
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        return await next.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static V1ConfigMap Map(string name)
        => new() { Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "ns", ResourceVersion = name } };
}
