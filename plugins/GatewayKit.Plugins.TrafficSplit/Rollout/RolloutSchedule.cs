using System.Globalization;

namespace GatewayKit.Plugins.TrafficSplit.Rollout;

/// <summary>
/// Raises the share of a new cluster in steps:
/// <list type="number">
/// <item>requests are chosen with the share of the current step, and counted for it when their response is there</item>
/// <item>the bounds are checked after each failure, and otherwise once a second while requests arrive</item>
/// <item>if a bound is exceeded, the share is taken back, and stays at zero</item>
/// <item>if not, and the step has lasted long enough and had enough requests, the next step begins; the last one begins again</item>
/// </list>
/// </summary>
internal sealed class RolloutSchedule
{
    private const int RolledBack = -1;

    private readonly ScheduleOptions _options;
    private readonly SplitClusters _clusters;
    private readonly RolloutBounds _bounds;
    private readonly RolloutReport _report;
    private readonly TimeProvider _time;
    private readonly int _index;
    private readonly Lock _changing = new();
    private volatile RolloutStep _step;

    /// <summary>The other clusters in the last step in which they had enough requests: in the last step, they may get none.</summary>
    private RequestCounts? _others;

    public RolloutSchedule(ScheduleOptions options, SplitClusters clusters, RolloutReport report, TimeProvider time)
    {
        (_options, _clusters, _bounds, _report, _time) = (options, clusters, new RolloutBounds(options), report, time);
        _index = clusters.IndexOf(options.Cluster);
        _step = CreateStep(0);
        report.Raised(_step.Share);
    }

    /// <summary>Gets the current step.</summary>
    public RolloutStep Current => _step;

    /// <summary>Counts a request.</summary>
    /// <param name="step">The step in which its cluster was chosen.</param>
    /// <param name="cluster">The index of the cluster.</param>
    /// <param name="latency">The time to the response head, or to the failure.</param>
    /// <param name="isError">Whether it failed.</param>
    public void Count(RolloutStep step, int cluster, TimeSpan latency, bool isError)
    {
        var isNew = cluster == _index;
        (isNew ? step.New : step.Old).Add(latency, isError);
        var now = _time.GetTimestamp();
        if (isNew && step.Number != RolledBack && (isError || step.IsCheckDue(now, _time.TimestampFrequency)))
            Check(step, now);
    }

    /// <summary>Begins with the first step again.</summary>
    public void Restart()
    {
        lock (_changing)
        {
            _others = null;
            Begin(0);
        }
    }

    /// <summary>Sets the share to zero.</summary>
    public void RollBack(string reason)
    {
        lock (_changing)
            TakeBack(_step, reason);
    }

    /// <summary>Describes the current state in a sentence.</summary>
    public string Describe()
    {
        var step = _step;
        var counts = step.New.Read();
        return step.Number == RolledBack
            ? $"Cluster '{_options.Cluster}' gets no requests: its share was taken back."
            : string.Create(CultureInfo.InvariantCulture, $"Cluster '{_options.Cluster}' gets {step.Share}% of the requests, in step "
                + $"{step.Number + 1} of {_options.Steps.Count}: {counts.Requests} requests, {counts.Errors} failed, "
                + $"95% took up to {counts.Latency.TotalMilliseconds:0} ms.");
    }

    private void Check(RolloutStep step, long now)
    {
        lock (_changing)
        {
            if (_step != step)
                return;

            var counts = step.New.Read();
            var others = step.Old.Read();
            if (others.Requests >= _options.MinRequests)
                _others = others;
            if (_bounds.FindExceeded(counts, _others) is { } reason)
                TakeBack(step, reason);
            else if (counts.Requests >= _options.MinRequests && _time.GetElapsedTime(step.Start, now) >= _options.Interval)
                Begin(Math.Min(step.Number + 1, _options.Steps.Count - 1));
        }
    }

    private void Begin(int number)
    {
        var isRepeated = number == _step.Number;
        _step = CreateStep(number);
        if (!isRepeated)
            _report.Raised(_step.Share);
    }

    private void TakeBack(RolloutStep step, string reason)
    {
        if (step.Number == RolledBack)
            return;

        _step = CreateStep(RolledBack);
        _report.RolledBack(step.Share, reason);
    }

    private RolloutStep CreateStep(int number)
    {
        var share = number == RolledBack ? 0 : _options.Steps[number];
        return new RolloutStep(number, share, _clusters.WithShare(_index, share), _time.GetTimestamp());
    }
}
