using System.Net;
using System.Net.Sockets;
using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Tests.Doubles;
using GatewayKit.Kubernetes.Watching;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Kubernetes.Tests.Watching;

public sealed class ReflectorTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly StoreSignals _signals = new();
    private readonly ResourceStore<V1ConfigMap> _store;

    public ReflectorTests() => _store = new(WatchedKind.Of(ResourceKind.ConfigMap), [null], _signals);

    [Fact]
    public async Task Pages_are_combined_before_the_store_changes()
    {
        await RunAsync((path, _) => path switch
        {
            _ when path.Contains("watch=1") => Watch(""),
            _ when path.Contains("continue=two") => List("10", null, Map("b", 2)),
            _ => List("10", "two", Map("a", 1)),
        }, () => _store.Count == 2);

        Assert.True(_store.IsSynced);
    }

    [Fact]
    public async Task A_watch_continues_from_the_last_bookmark()
    {
        var handler = await RunAsync((path, count) => path switch
        {
            _ when path.Contains("resourceVersion=25") => Watch(Event("ADDED", Map("b", 26))),
            _ when path.Contains("watch=1") => Watch(Event("BOOKMARK", """{ "metadata": { "resourceVersion": "25" } }"""), isEnding: true),
            _ => List("10", null, Map("a", 1)),
        }, () => _store.Count == 2);

        Assert.Single(handler.Requests, request => !request.Path.Contains("watch=1"));
    }

    [Fact]
    public Task A_connection_that_is_reset_at_once_is_opened_again()
        => RunAsync((path, count) => count switch
        {
            1 => throw new SocketException((int)SocketError.NotConnected),
            _ when path.Contains("watch=1") => Watch(""),
            _ => List("10", null, Map("a", 1)),
        }, () => _store.Count == 1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_expired_watch_lists_again(bool isInStream)
    {
        var lists = 0;
        await RunAsync((path, _) =>
        {
            if (!path.Contains("watch=1"))
                return ++lists == 1 ? List("10", null, Map("a", 1), Map("b", 1)) : List("50", null, Map("a", 1), Map("c", 40));
            if (path.Contains("resourceVersion=50"))
                return Watch("");
            return isInStream
                ? Watch(Event("ERROR", """{ "code": 410, "reason": "Expired", "message": "too old" }"""), isEnding: true)
                : FakeApiHandler.Error(410, "Expired");
        }, () => _store.Current.ContainsKey(new("ns", "c")));

        Assert.DoesNotContain(new ResourceName("ns", "b"), _store.Current.Keys);
    }

    [Fact]
    public async Task Expired_pages_are_listed_at_once()
    {
        await RunAsync((path, _) => path switch
        {
            _ when path.Contains("watch=1") => Watch(""),
            _ when path.Contains("continue=") => FakeApiHandler.Error(410, "Expired"),
            _ when path.Contains("limit=") => List("10", "two", Map("a", 1)),
            _ => List("11", null, Map("a", 1), Map("b", 2)),
        }, () => _store.Count == 2);
    }

    [Fact]
    public async Task A_failing_server_changes_nothing_and_is_asked_again()
    {
        var watches = 0;
        await RunAsync((path, _) =>
        {
            if (!path.Contains("watch=1"))
                return List("10", null, Map("a", 1));
            return ++watches switch
            {
                1 => null,
                2 => FakeApiHandler.Error(503, "ServiceUnavailable"),
                3 => FakeApiHandler.Error(429, "TooManyRequests"),
                _ => Watch(Event("MODIFIED", Map("a", 12)) + Event("DELETED", Map("x", 13)) + Event("ADDED", Map("b", 14))),
            };
        }, () => _store.Count == 2);

        Assert.Equal("12", _store.Current[new("ns", "a")].Metadata.ResourceVersion);
    }

    [Fact]
    public async Task A_silent_watch_is_repeated()
    {
        var watches = 0;
        await RunAsync((path, _) => !path.Contains("watch=1") ? List("10", null)
            : ++watches == 1 ? Watch("") : Watch(Event("ADDED", Map("a", 12))), () => _store.Count == 1);
    }

    [Fact]
    public async Task A_kind_that_is_not_served_counts_as_empty()
    {
        await RunAsync((_, _) => FakeApiHandler.Error(404, "NotFound"), () => _store.IsSynced);

        Assert.Null(_store.Served);
    }

    [Fact]
    public async Task An_older_version_is_used_if_only_that_is_served()
    {
        var store = new ResourceStore<V1ConfigMap>(WatchedKind.Of(ResourceKind.TlsRoute), [null], _signals);
        await RunAsync(store, (path, _) => path switch
        {
            _ when !path.Contains("v1alpha3") => FakeApiHandler.Error(404, "NotFound"),
            _ when path.Contains("watch=1") => Watch(""),
            _ => List("10", null, Map("a", 1)),
        }, () => store.IsSynced);

        Assert.Equal("v1alpha3", store.Served?.Version);
    }

    [Fact]
    public async Task The_objects_stay_while_a_starting_server_does_not_serve_the_kind()
    {
        var isStarting = false;
        var lists = 0;
        await RunAsync((path, _) =>
        {
            if (isStarting)
            {
                Assert.Equal(1, _store.Count);
                isStarting = lists++ < 2;
                return FakeApiHandler.Error(404, "NotFound");
            }

            if (path.Contains("watch=1"))
            {
                isStarting = lists == 0;
                return Watch("", isEnding: true);
            }

            return lists == 0 ? List("10", null, Map("a", 1)) : List("12", null, Map("a", 1), Map("b", 2));
        }, () => _store.Count == 2);
    }

    [Fact]
    public async Task An_object_of_another_shape_does_not_hide_the_others()
    {
        await RunAsync((path, _) => path.Contains("watch=1")
            ? Watch("")
            : List("10", null, """{ "metadata": { "name": "odd", "namespace": "ns" }, "data": 7 }""", Map("a", 1)),
            () => _store.Count == 1);

        Assert.Equal("a", Assert.Single(_store.Current).Key.Name);
    }

    [Fact]
    public async Task A_reflector_that_waits_asks_again_when_the_server_answers_another_one()
    {
        var handler = new FakeApiHandler((_, _) => null);
        using var api = handler.Connect(_time);
        using var stop = new CancellationTokenSource();
        var health = new ReflectorHealth();
        var running = Create(api, _store, health).RunAsync(stop.Token);
        while (handler.Requests.Count < 8)
        {
            await Task.Delay(2, CancellationToken.None);
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        var other = Create(api, _store, health);
        health.Failed(other, new HttpRequestException());
        _time.Advance(TimeSpan.FromSeconds(1));
        var count = handler.Requests.Count;
        health.Answered(other);

        Assert.True(SpinWait.SpinUntil(() => handler.Requests.Count > count, TimeSpan.FromSeconds(20)));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private Reflector<V1ConfigMap> Create(ApiServer api, ResourceStore<V1ConfigMap> store, ReflectorHealth health)
        => new(api, store, null, WatchSettings.Default, health, _time, () => 0.5, NullLogger.Instance);

    private Task<FakeApiHandler> RunAsync(Func<string, int, HttpResponseMessage?> answer, Func<bool> isDone)
        => RunAsync(_store, answer, isDone);

    /// <summary>Runs a reflector until a condition holds; the clock advances whenever the reflector waits.</summary>
    private async Task<FakeApiHandler> RunAsync(
        ResourceStore<V1ConfigMap> store, Func<string, int, HttpResponseMessage?> answer, Func<bool> isDone)
    {
        var count = 0;
        var handler = new FakeApiHandler((request, _) => answer(request.RequestUri!.PathAndQuery, ++count));
        using var api = handler.Connect(_time);
        using var stop = new CancellationTokenSource();
        var running = Create(api, store, new ReflectorHealth()).RunAsync(stop.Token);
        var limit = DateTime.UtcNow + TimeSpan.FromSeconds(20);
        while (!isDone() && DateTime.UtcNow < limit && !running.IsCompleted)
        {
            await Task.Delay(2, CancellationToken.None);
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        if (running.IsFaulted)
            await running;
        Assert.True(isDone());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(20)));
        return handler;
    }

    private static string Map(string name, int version)
        => $$"""{ "metadata": { "name": "{{name}}", "namespace": "ns", "resourceVersion": "{{version}}", "managedFields": [] } }""";

    private static string Event(string type, string item) => $$"""{"type":"{{type}}","object":{{item.ReplaceLineEndings("")}}}""" + "\n";

    private static HttpResponseMessage List(string version, string? next, params string[] items) => FakeApiHandler.Json(
        $$"""{ "metadata": { "resourceVersion": "{{version}}", "continue": "{{next}}" }, "items": [{{string.Join(',', items)}}] }""");

    private static HttpResponseMessage Watch(string events, bool isEnding = false) => new(HttpStatusCode.OK)
    {
        Content = isEnding ? new StringContent(events) : new StreamContent(new EndlessStream(events)),
    };
}
