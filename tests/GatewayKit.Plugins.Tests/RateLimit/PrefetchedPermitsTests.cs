using GatewayKit.Plugins.RateLimit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.RateLimit;

public sealed class PrefetchedPermitsTests : IDisposable
{
    private const int WarmUp = 27;
    private static readonly CounterSubject s_alice = new("alice");

    /// <summary>A limit of which 100 are left once a node takes batches of 10.</summary>
    private static readonly CounterPolicy s_policy =
        new("a", CounterAlgorithm.FixedWindow, new CounterLimit(100 + WarmUp, TimeSpan.FromHours(1)));

    private readonly FakeTimeProvider _time = new();
    private readonly IHost _host;
    private readonly CountedCalls _shared;

    public PrefetchedPermitsTests()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.AddGatewayKit();
        _host = builder.Build();
        _shared = new CountedCalls(_host.Services.GetRequiredService<ICounterStore>());
    }

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Most_requests_need_no_call()
    {
        var node = await BusyNodeAsync();
        for (var i = 0; i < 30; i++)
            Assert.Equal(99 - i, (await node.TryAcquireAsync(s_alice, default)).Remaining);

        Assert.Equal(3, _shared.Calls);
    }

    [Fact]
    public async Task Requests_at_the_same_time_share_as_few_batches_as_they_need()
    {
        var node = await BusyNodeAsync();
        var gate = _shared.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<CounterDecision>[] requests = [.. Enumerable.Range(0, 35).Select(_ => node.TryAcquireAsync(s_alice, default).AsTask())];
        gate.SetResult();

        var decisions = await Task.WhenAll(requests).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.All(decisions, decision => Assert.True(decision.IsAllowed));
        Assert.Equal(4, _shared.Calls);
    }

    [Fact]
    public async Task Near_the_limit_requests_are_counted_one_by_one_and_exactly()
    {
        var policy = new CounterPolicy("b", CounterAlgorithm.FixedWindow, new CounterLimit(105, TimeSpan.FromHours(1)));
        var node = new PrefetchedPermits(_shared, policy, 10, _time);
        var allowed = 0;
        for (var i = 0; i < 130; i++)
            allowed += (await node.TryAcquireAsync(s_alice, default)).IsAllowed ? 1 : 0;

        Assert.Equal(105, allowed);
    }

    [Fact]
    public async Task Parallel_requests_of_three_nodes_never_exceed_the_limit_and_leave_at_most_a_batch_each()
    {
        var policy = new CounterPolicy("c", CounterAlgorithm.FixedWindow, new CounterLimit(100, TimeSpan.FromHours(1)));
        PrefetchedPermits[] nodes = [.. Enumerable.Range(0, 3).Select(_ => new PrefetchedPermits(_shared, policy, 10, _time))];

        var decisions = await Task.WhenAll(Enumerable.Range(0, 600).Select(
            i => Task.Run(async () => await nodes[i % 3].TryAcquireAsync(s_alice, default)))).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.InRange(decisions.Count(d => d.IsAllowed), 100 - (3 * 9), 100);
    }

    [Fact]
    public async Task Permits_that_arent_used_in_time_are_dropped()
    {
        var node = await BusyNodeAsync();
        await node.TryAcquireAsync(s_alice, default);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(89, (await node.TryAcquireAsync(s_alice, default)).Remaining);
        Assert.Equal(2, _shared.Calls);
    }

    [Fact]
    public async Task A_quiet_subject_is_counted_one_by_one_and_loses_nothing()
    {
        var node = new PrefetchedPermits(_shared, s_policy, 10, _time);
        for (var i = 0; i < 100 + WarmUp; i++)
        {
            Assert.True((await node.TryAcquireAsync(s_alice, default)).IsAllowed);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.False((await node.TryAcquireAsync(s_alice, default)).IsAllowed);
    }

    [Fact]
    public async Task Batches_follow_the_number_of_recent_requests()
    {
        var node = await BusyNodeAsync();
        _time.Advance(TimeSpan.FromSeconds(2));
        for (var i = 0; i < 4; i++)
            await node.TryAcquireAsync(s_alice, default);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(94, (await node.TryAcquireAsync(s_alice, default)).Remaining);
    }

    [Fact]
    public async Task A_failure_of_the_store_reaches_the_request_and_the_next_one_tries_again()
    {
        var node = await BusyNodeAsync();
        _shared.Fails = true;
        await Assert.ThrowsAsync<CounterStoreException>(async () => await node.TryAcquireAsync(s_alice, default));
        _shared.Fails = false;

        Assert.True((await node.TryAcquireAsync(s_alice, default)).IsAllowed);
    }

    [Fact]
    public async Task The_permits_of_an_aborted_request_serve_the_next_ones()
    {
        var node = await BusyNodeAsync();
        using var aborted = new CancellationTokenSource();
        var gate = _shared.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = node.TryAcquireAsync(s_alice, aborted.Token).AsTask();
        await _shared.Called.WaitAsync(TimeSpan.FromSeconds(60));
        await aborted.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first).WaitAsync(TimeSpan.FromSeconds(60));

        var second = node.TryAcquireAsync(s_alice, default).AsTask();
        gate.SetResult();

        Assert.Equal(99, (await second.WaitAsync(TimeSpan.FromSeconds(60))).Remaining);
        for (var i = 1; i < 10; i++)
            Assert.Equal(99 - i, (await node.TryAcquireAsync(s_alice, default)).Remaining);
        Assert.Equal(1, _shared.Calls);
    }

    [Fact]
    public async Task All_requests_that_wait_for_a_batch_get_its_failure_without_a_call_of_their_own()
    {
        var node = await BusyNodeAsync();
        _shared.Fails = true;
        var gate = _shared.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task[] requests = [.. Enumerable.Range(0, 10).Select(_ => node.TryAcquireAsync(s_alice, default).AsTask())];
        gate.SetResult();

        foreach (var request in requests)
            await Assert.ThrowsAsync<CounterStoreException>(() => request.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(1, _shared.Calls);
    }

    [Theory]
    [InlineData(50, 100, 10)]
    [InlineData(5, 100, 5)]
    [InlineData(50, 5, 1)]
    public void A_batch_is_at_most_a_tenth_of_the_limit(int prefetch, int limit, int size)
        => Assert.Equal(size, PrefetchedPermits.SizeFor(
            prefetch, new CounterPolicy("a", CounterAlgorithm.FixedWindow, new CounterLimit(limit, TimeSpan.FromHours(1)))));

    private async Task<PrefetchedPermits> BusyNodeAsync()
    {
        var node = new PrefetchedPermits(_shared, s_policy, 10, _time);
        for (var i = 0; i < WarmUp; i++)
            await node.TryAcquireAsync(s_alice, default);
        _shared.Reset();
        return node;
    }

    private sealed class CountedCalls(ICounterStore store) : ICounterStore
    {
        private TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _calls;

        public int Calls => Volatile.Read(ref _calls);

        public Task Called => _called.Task;

        public bool Fails { get; set; }

        /// <summary>Keeps answers back, which have been counted.</summary>
        public TaskCompletionSource? Gate { get; set; }

        public void Reset()
            => (_called, _calls) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), 0);

        public ValueTask<CounterDecision> TryAcquireAsync(ReadOnlySpan<CounterCost> costs, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _calls);
            return LaterAsync(
                Fails
                    ? ValueTask.FromException<CounterDecision>(new CounterStoreException("It fails."))
                    : store.TryAcquireAsync(costs, cancellationToken),
                cancellationToken);
        }

        public ValueTask<CounterDecision> PeekAsync(ReadOnlySpan<CounterCost> costs, CancellationToken cancellationToken = default)
            => store.PeekAsync(costs, cancellationToken);

        public ValueTask AdjustAsync(ReadOnlySpan<CounterCost> costs, long timestamp, CancellationToken cancellationToken = default)
            => store.AdjustAsync(costs, timestamp, cancellationToken);

        private async ValueTask<CounterDecision> LaterAsync(ValueTask<CounterDecision> decision, CancellationToken cancellation)
        {
            _called.TrySetResult();
            await Task.Yield();
            if (Gate is { } gate)
                await gate.Task.WaitAsync(cancellation);
            return await decision;
        }
    }
}
