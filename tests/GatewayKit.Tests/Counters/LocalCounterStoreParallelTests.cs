using GatewayKit.Counters;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Counters;

public class LocalCounterStoreParallelTests
{
    private const int Threads = 8;
    private readonly FakeTimeProvider _time = new();

    [Theory, MemberData(nameof(LocalCounterStoreTests.Algorithms), MemberType = typeof(LocalCounterStoreTests))]
    public async Task Of_parallel_requests_exactly_the_limit_is_allowed(CounterAlgorithm algorithm)
    {
        var store = new LocalCounterStore(_time);
        var policy = new CounterPolicy("a", algorithm, new CounterLimit(1000, TimeSpan.FromHours(1)));

        var allowed = await InParallel(_ => Count(store, policy, attempts: 500, _ => new CounterSubject("alice")));

        Assert.Equal(1000, allowed);
    }

    [Fact]
    public async Task Of_several_limits_the_tightest_holds_in_parallel_and_the_others_count_only_what_passed()
    {
        var store = new LocalCounterStore(_time);
        var policy = new CounterPolicy("a", CounterAlgorithm.FixedWindow,
            new CounterLimit(100, TimeSpan.FromSeconds(1)), new CounterLimit(250, TimeSpan.FromHours(1)));
        var perSecond = new List<int>();
        for (var second = 0; second < 4; second++)
        {
            perSecond.Add(await InParallel(_ => Count(store, policy, attempts: 100, _ => new CounterSubject("alice"))));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([100, 100, 50, 0], perSecond);
    }

    [Fact]
    public async Task Counters_that_are_dropped_while_they_are_asked_for_lose_no_request()
    {
        var store = new LocalCounterStore(_time);
        var policy = new CounterPolicy("a", CounterAlgorithm.FixedWindow, new CounterLimit(10, TimeSpan.FromSeconds(1)));
        for (var round = 0; round < 200; round++)
        {
            // Each newcomer makes the store drop some counters of the round before, among them the one that all ask for.
            var allowed = await InParallel(thread =>
            {
                Count(store, policy, attempts: 2, i => new CounterSubject($"{round}.{thread}.{i}"));
                return Count(store, policy, attempts: 5, _ => new CounterSubject("alice"));
            });

            Assert.Equal(10, allowed);
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Beyond_the_bound_newcomers_share_one_limit_and_known_subjects_keep_theirs()
    {
        var store = new LocalCounterStore(_time, capacity: 100);
        var policy = new CounterPolicy("a", CounterAlgorithm.FixedWindow, new CounterLimit(20, TimeSpan.FromHours(1)));
        Assert.Equal(1, Count(store, policy, 1, _ => new CounterSubject("alice")));
        Assert.Equal(99, Count(store, policy, 99, i => new CounterSubject($"first {i}")));

        var newcomers = await InParallel(thread => Count(store, policy, 50, i => new CounterSubject($"new {thread}.{i}")));

        Assert.Equal(20, newcomers);
        Assert.Equal(100, store.Count);
        Assert.Equal(19, Count(store, policy, 50, _ => new CounterSubject("alice")));
    }

    [Fact]
    public void Counters_that_tell_nothing_any_more_make_room()
    {
        var store = new LocalCounterStore(_time, capacity: 100);
        var policy = new CounterPolicy("a", CounterAlgorithm.FixedWindow, new CounterLimit(1, TimeSpan.FromSeconds(1)));
        for (var round = 0; round < 20; round++)
        {
            Assert.Equal(90, Count(store, policy, 90, i => new CounterSubject($"{round}.{i}")));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(store.Count, 1, 100);
    }

    private static int Count(LocalCounterStore store, CounterPolicy policy, int attempts, Func<int, CounterSubject> subject)
    {
        var allowed = 0;
        for (var i = 0; i < attempts; i++)
        {
            if (store.Acquire(policy, subject(i)).IsAllowed)
                allowed++;
        }

        return allowed;
    }

    private static async Task<int> InParallel(Func<int, int> work)
    {
        using var start = new Barrier(Threads);
        var threads = Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(TimeSpan.FromSeconds(60));
                return work(thread);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        return (await Task.WhenAll(threads).WaitAsync(TimeSpan.FromSeconds(60))).Sum();
    }
}
