using System.Diagnostics.Metrics;
using GatewayKit.Plugins.TrafficSplit.Rollout;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.TrafficSplit;

/// <summary>Splits requests between clusters by weight, which a schedule can raise.</summary>
[GatewayPlugin<TrafficSplitOptions>("traffic-split", PluginStage.Traffic)]
public sealed class TrafficSplitPlugin : IRequestHook, IResponseHook, IErrorHook, ICommandHook
{
    private readonly SplitClusters _clusters;
    private readonly StickyKey? _stickyKey;
    private readonly Testers? _testers;
    private readonly RolloutSchedule? _schedule;
    private readonly TimeProvider _time;
    private readonly Counter<long> _requests;
    private readonly KeyValuePair<string, object?> _entry;
    private readonly KeyValuePair<string, object?>[] _tags;

    /// <summary>Initializes a new instance. A schedule begins with its first step.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meters">The metrics.</param>
    /// <param name="logger">The log.</param>
    public TrafficSplitPlugin(
        TrafficSplitOptions options, PluginPlacement placement, TimeProvider time, IMeterFactory meters, ILogger<TrafficSplitPlugin> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(placement);
        _time = time;
        _clusters = new SplitClusters(options.Weights);
        _stickyKey = options.StickyBy is { } key ? new StickyKey(key) : null;
        _testers = options.Testers is { } testers ? new Testers(testers, _clusters) : null;
        if (options.Schedule is { } schedule)
            _schedule = new(schedule, _clusters, new RolloutReport(placement.Key, schedule.Cluster, meters, logger), time);
        _requests = meters.Create("GatewayKit").CreateCounter<long>(
            "gatewaykit.split.requests", "{request}", "Requests by the cluster that a split chose.");
        _entry = new("entry", placement.Key);
        _tags = [.. _clusters.Ids.Select(id => new KeyValuePair<string, object?>("cluster", id))];
    }

    /// <summary>Chooses the cluster of the request.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var own = _clusters.IndexOf(context.ClusterId);
        if (own < 0)
            return HookResult.Continue;

        var chosen = _testers?.IndexOf(context) ?? -1;
        if (chosen < 0)
            chosen = Choose(context);
        if (chosen != own)
            context.ClusterId = _clusters.Ids[chosen];
        _requests.Add(1, _entry, _tags[chosen]);
        return HookResult.Continue;
    }

    /// <summary>Counts the response for the schedule, unless another plugin responds.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        if (context.State is SplitRequest request && context.ResponseOrigin == ResponseOrigin.Upstream)
            Count(request, context.Http.Response.StatusCode >= StatusCodes.Status500InternalServerError);
        return HookResult.Continue;
    }

    /// <summary>Counts a failure of the upstream for the schedule.</summary>
    public ValueTask<HookResult> OnErrorAsync(GatewayContext context, Exception error)
    {
        if (context.State is SplitRequest request && error is UpstreamFailureException
            {
                Kind: UpstreamFailure.Failed or UpstreamFailure.TimedOut or UpstreamFailure.NoDestination,
            })
            Count(request, isError: true);
        return HookResult.Continue;
    }

    /// <summary>Describes or changes the state of the schedule: <c>status</c>, <c>rollback</c>, <c>restart</c>.</summary>
    public ValueTask<CommandResult> OnCommandAsync(PluginCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Name is not ("status" or "rollback" or "restart"))
            return CommandResult.Unknown;
        if (_schedule is null)
            return CommandResult.Refused("The entry doesn't have a schedule.");

        if (command.Name == "rollback")
            _schedule.RollBack("An operator sent the command.");
        else if (command.Name == "restart")
            _schedule.Restart();
        return CommandResult.Done(_schedule.Describe());
    }

    private int Choose(GatewayContext context)
    {
        var key = _stickyKey?.HashOf(context) ?? (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);
        if (_schedule is null)
            return _clusters.Choose(key);

        var step = _schedule.Current;
        var chosen = step.Clusters.Choose(key);
        context.State = new SplitRequest(step, chosen, _time.GetTimestamp());
        return chosen;
    }

    private void Count(SplitRequest request, bool isError)
    {
        if (request.IsCounted)
            return;

        request.IsCounted = true;
        _schedule!.Count(request.Step, request.Cluster, _time.GetElapsedTime(request.Start), isError);
    }
}
