using System.Diagnostics;
using GatewayKit.Compilation;
using GatewayKit.Telemetry;
using Microsoft.Extensions.Options;

namespace GatewayKit.Pipeline;

/// <summary>Measures the time of hooks in exchanges that are measured. A slow or failed hook is an event of the request's span.</summary>
internal sealed class HookTiming(PluginTimes plugins, IOptions<GatewayTelemetryOptions> options)
{
    private readonly long _slow = (long)(options.Value.SlowHook.TotalSeconds * Stopwatch.Frequency);

    /// <summary>Adds a call of a hook, with the time until it returned.</summary>
    public void AddCall(Exchange exchange, PipelineEntry entry, HookKind hook, long start)
    {
        var measurement = exchange.Measurement!;
        var ticks = measurement.EndHook(start);
        var calls = entry.Calls ??= plugins.Of(entry.Name);
        var number = calls.AddCall(hook, ticks);
        plugins.Durations?.Add(measurement, calls, hook, ticks, number);
        Add(exchange, entry, hook, ticks);
    }

    /// <summary>Adds the time in which a hook was awaited.</summary>
    public void AddAwaited(Exchange exchange, PipelineEntry entry, HookKind hook, long start)
    {
        var measurement = exchange.Measurement!;
        var ticks = measurement.EndHook(start);
        var calls = entry.Calls ??= plugins.Of(entry.Name);
        calls.AddTime(hook, ticks);
        if (plugins.Durations is not null)
            PluginDurations.AddAwaited(measurement, calls, hook, ticks);
        Add(exchange, entry, hook, ticks);
    }

    /// <summary>Adds an event for a hook that failed. The message of the exception isn't in it: it can contain a secret.</summary>
    public static void Failed(Exchange exchange, PipelineEntry entry, string hook, Exception error)
        => exchange.Measurement?.Activity?.AddEvent(new ActivityEvent("gatewaykit.plugin.failed", tags: new ActivityTagsCollection
        {
            { "plugin", entry.Name },
            { "hook", hook },
            { "error.type", error.GetType().FullName },
        }));

    private void Add(Exchange exchange, PipelineEntry entry, HookKind hook, long ticks)
    {
        if (ticks >= _slow && exchange.Measurement!.Activity is { } span)
        {
            span.AddEvent(new ActivityEvent("gatewaykit.plugin.slow", tags: new ActivityTagsCollection
            {
                { "plugin", entry.Name },
                { "hook", PluginCalls.HookNames[(int)hook] },
                { "duration", ticks / (double)Stopwatch.Frequency },
            }));
        }
    }
}
