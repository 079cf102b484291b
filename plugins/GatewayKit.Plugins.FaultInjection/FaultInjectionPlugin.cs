using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.FaultInjection;

/// <summary>Delays and aborts a share of the requests, or those of testers, to test how clients handle failures.</summary>
[GatewayPlugin<FaultInjectionOptions>("fault-injection", PluginStage.Traffic)]
public sealed class FaultInjectionPlugin : IRequestHook, ICommandHook
{
    private readonly FaultInjectionOptions _options;
    private readonly TimeProvider _time;
    private readonly TesterHeader? _header;
    private readonly GatewayResponse? _abort;
    private readonly FaultReport _report;
    private int _delayed;
    private volatile bool _isStopped;

    /// <summary>Initializes a new instance and creates its responses.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meters">The metrics.</param>
    /// <param name="logger">The log.</param>
    public FaultInjectionPlugin(
        FaultInjectionOptions options, PluginPlacement placement, TimeProvider time, IMeterFactory meters,
        ILogger<FaultInjectionPlugin> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(placement);
        var responses = new AbortResponses();
        _options = options;
        _time = time;
        _header = options.Testers is { } testers ? new TesterHeader(testers, responses) : null;
        _abort = options.Abort is { } abort ? responses.For(abort.Status) : null;
        _report = new FaultReport(placement.Key, time, meters, logger);
    }

    /// <summary>Delays or aborts the request.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        // The header is for the gateway, even if the request has no fault.
        var chosen = _header?.Take(context);
        if (_isStopped || (_options.Until is { } end && _time.GetUtcNow() >= end))
            return HookResult.Continue;

        var fault = chosen ?? Draw();
        return fault.Delay > TimeSpan.Zero ? DelayAsync(context, fault) : Finish(fault.Response).ToValueTask();
    }

    /// <summary>Stops or starts the faults at once, until the entry's options change: <c>stop</c>, <c>start</c>.</summary>
    public ValueTask<CommandResult> OnCommandAsync(PluginCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Name is not ("stop" or "start"))
            return CommandResult.Unknown;

        _isStopped = command.Name == "stop";
        _report.Stopped(_isStopped);
        return CommandResult.Done(_isStopped ? "Fault injection stopped." : "Fault injection started.");
    }

    private Fault Draw() => new(
        _options.Delay is { } delay && IsHit(delay.Percentage) ? delay.Duration : TimeSpan.Zero,
        _options.Abort is { } abort && IsHit(abort.Percentage) ? _abort : null);

    private async ValueTask<HookResult> DelayAsync(GatewayContext context, Fault fault)
    {
        try
        {
            if (Interlocked.Increment(ref _delayed) <= _options.MaxDelayed)
            {
                _report.Delayed();
                await Task.Delay(fault.Delay, _time, context.CancellationToken).ConfigureAwait(false);
            }
            else
            {
                _report.Skipped();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _delayed);
        }

        return Finish(fault.Response);
    }

    private HookResult Finish(GatewayResponse? response)
    {
        if (response is null)
            return HookResult.Continue;

        _report.Aborted();
        return HookResult.Respond(response);
    }

    private static bool IsHit(double percentage) => Random.Shared.NextDouble() * 100 < percentage;
}
