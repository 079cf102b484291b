using System.Diagnostics.Metrics;
using System.Net;
using System.Threading.Channels;
using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Keeping;
using GatewayKit.Kubernetes.Tests.Hosting;
using GatewayKit.Kubernetes.Watching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Kubernetes.Tests.Keeping;

/// <summary>The decision of a keeper at its first look at the API server, with a copy that it could serve.</summary>
public sealed class CopyKeeperTests : IDisposable
{
    private readonly CopyFolder _folder = new();
    private readonly ReflectorHealth _health = new();
    private readonly TimerChannel _time = new();
    private readonly TaskCompletionSource _live = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task An_API_server_that_denies_access_is_waited_for(HttpStatusCode status)
    {
        _health.Failed(new OtherReflector(), new HttpRequestException());
        _health.Failed(new OtherReflector(), new ApiException(status, null, "Denied."));

        var finding = await LookAsync();
        await _time.IsSetAsync();
        _live.SetResult();

        Assert.Null(await finding.WaitAsync(ClusterHost.Limit));
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task An_API_server_that_fails_is_replaced_by_the_copy(HttpStatusCode status)
    {
        _health.Failed(new OtherReflector(), new ApiException(status, null, "Failed."));

        Assert.NotNull(await (await LookAsync()).WaitAsync(ClusterHost.Limit));
    }

    [Fact]
    public async Task An_API_server_that_has_not_answered_at_all_is_replaced_by_the_copy()
        => Assert.NotNull(await (await LookAsync()).WaitAsync(ClusterHost.Limit));

    /// <summary>Starts to find a copy, and lets the time pass until the first look.</summary>
    private async Task<Task<KeptCopy?>> LookAsync()
    {
        await _folder.WriteAsync();
        _time.SetUtcNow(CopyFolder.Now);
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var telemetry = new CopyTelemetry(services.GetRequiredService<IMeterFactory>(), new KubernetesGateway(), _time);
        var log = new CopyLog(NullLogger<CopyLog>.Instance);
        using var keeper = new CopyKeeper(_folder.Settings, _health, telemetry, _time, log);
        var finding = keeper.FindAsync(_live.Task, CancellationToken.None);
        await _time.IsSetAsync();
        _time.Advance(_folder.Settings.Patience);
        return finding;
    }

    private sealed class OtherReflector : IReflector
    {
        public Task RunAsync(CancellationToken cancellation) => Task.CompletedTask;
    }

    /// <summary>A clock that reports each timer that is set.</summary>
    private sealed class TimerChannel : FakeTimeProvider
    {
        private readonly Channel<TimeSpan> _set = Channel.CreateUnbounded<TimeSpan>();

        public async Task IsSetAsync() => await _set.Reader.ReadAsync().AsTask().WaitAsync(ClusterHost.Limit);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _set.Writer.TryWrite(dueTime);
            return timer;
        }
    }
}
