using GatewayKit.Compilation;
using GatewayKit.Telemetry;

namespace GatewayKit.Pipeline;

/// <summary>The time that a thread spends in a hook, until the hook returns or is first awaited.</summary>
internal readonly ref struct HookCall
{
    private readonly HookThread _thread;
    private readonly BlockedThreadMonitor _watch;
    private readonly PipelineEntry? _outer;
    private readonly Exchange _exchange;
    private readonly PipelineEntry _entry;
    private readonly HookTiming _timing;
    private readonly HookKind _hook;
    private readonly long _start;

    public HookCall(Exchange exchange, PipelineEntry entry, HookKind hook, BlockedThreadMonitor watch, HookTiming timing)
    {
        (_exchange, _entry, _hook, _timing) = (exchange, entry, hook, timing);
        _thread = HookThread.Current;
        _watch = watch;
        _outer = _thread.Entry;
        _thread.Set(entry, watch);
        if (exchange.Measurement is { } measurement)
            _start = measurement.BeginHook();
    }

    public void Dispose()
    {
        if (_start != 0)
            _timing.AddCall(_exchange, _entry, _hook, _start);
        _thread.Set(_outer, _watch);
    }
}
