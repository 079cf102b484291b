using System.Net;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Election;
using GatewayKit.Kubernetes.Tests.Doubles;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Kubernetes.Tests.Election;

public sealed class LeaderElectionTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _time = new();
    private readonly Lock _lock = new();
    private JsonObject? _lease;
    private int _version;
    private bool _isDown;

    [Fact]
    public async Task One_of_two_candidates_leads_and_the_other_follows_a_clean_stop()
    {
        using var stop = new CancellationTokenSource();
        using var stopOther = new CancellationTokenSource();
        var (first, second) = (new Term(), new Term());
        var running = Start("first", first, stop.Token);
        await first.Started.Task.WaitAsync(s_limit);
        var other = Start("second", second, stopOther.Token);
        await AdvanceAsync(TimeSpan.FromSeconds(30), () => false);
        Assert.False(second.Started.Task.IsCompleted);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(s_limit));
        Assert.True(first.Ended.Task.IsCompleted);
        await AdvanceAsync(TimeSpan.FromSeconds(4), () => second.Started.Task.IsCompleted);

        Assert.True(second.Started.Task.IsCompleted);
        await stopOther.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other.WaitAsync(s_limit));
    }

    [Fact]
    public async Task A_leader_that_cannot_renew_stops_before_its_lease_ends()
    {
        using var stop = new CancellationTokenSource();
        var term = new Term();
        var running = Start("first", term, stop.Token);
        await term.Started.Task.WaitAsync(s_limit);
        var started = _time.GetUtcNow();

        lock (_lock)
            _isDown = true;
        await AdvanceAsync(TimeSpan.FromSeconds(60), () => term.Ended.Task.IsCompleted);

        Assert.True(term.Ended.Task.IsCompleted);
        Assert.InRange(_time.GetUtcNow() - started, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(15));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(s_limit));
    }

    [Fact]
    public async Task A_lease_that_is_not_renewed_is_taken_after_its_duration()
    {
        _lease = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "lease", ["namespace"] = "ns", ["resourceVersion"] = "1" },
            ["spec"] = new JsonObject { ["holderIdentity"] = "gone", ["leaseDurationSeconds"] = 15, ["leaseTransitions"] = 3 },
        };
        using var stop = new CancellationTokenSource();
        var term = new Term();
        var running = Start("next", term, stop.Token);
        await AdvanceAsync(TimeSpan.FromSeconds(12), () => term.Started.Task.IsCompleted);
        Assert.False(term.Started.Task.IsCompleted);

        await AdvanceAsync(TimeSpan.FromSeconds(8), () => term.Started.Task.IsCompleted);

        Assert.True(term.Started.Task.IsCompleted);
        lock (_lock)
            Assert.Equal(4, (int)_lease!["spec"]!["leaseTransitions"]!);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(s_limit));
    }

    private Task Start(string identity, Term term, CancellationToken cancellation)
    {
        var api = new FakeApiHandler(Answer).Connect(_time);
        var settings = new ElectionSettings { Namespace = "ns", Name = "lease", Identity = identity };
        return new LeaderElection(api, settings, _time, NullLogger<LeaderElection>.Instance).RunAsync(term.RunAsync, cancellation);
    }

    /// <summary>Advances the clock in steps that let both candidates act.</summary>
    private async Task AdvanceAsync(TimeSpan duration, Func<bool> isDone)
    {
        for (var passed = TimeSpan.Zero; passed < duration && !isDone(); passed += TimeSpan.FromMilliseconds(500))
        {
            _time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(5, CancellationToken.None);
        }
    }

    private HttpResponseMessage? Answer(HttpRequestMessage request, string body)
    {
        lock (_lock)
        {
            if (_isDown)
                return null;
            if (request.Method == HttpMethod.Get)
                return _lease is null ? FakeApiHandler.Error(404, "NotFound") : FakeApiHandler.Json(_lease.ToJsonString());

            var next = JsonNode.Parse(body)!.AsObject();
            if (request.Method == HttpMethod.Post && _lease is not null)
                return FakeApiHandler.Error(409, "AlreadyExists");
            if (request.Method == HttpMethod.Put
                && (string?)next["metadata"]!["resourceVersion"] != (string?)_lease!["metadata"]!["resourceVersion"])
                return FakeApiHandler.Error(409, "Conflict");

            next["metadata"]!["resourceVersion"] = $"{++_version + 1}";
            _lease = next;
            return FakeApiHandler.Json(next.ToJsonString(), HttpStatusCode.OK);
        }
    }

    private sealed class Term
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task RunAsync(CancellationToken cancellation)
        {
            Started.TrySetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            finally
            {
                Ended.TrySetResult();
            }
        }
    }
}
