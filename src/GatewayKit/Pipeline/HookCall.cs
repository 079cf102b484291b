using GatewayKit.Compilation;

namespace GatewayKit.Pipeline;

/// <summary>The time that a thread spends in a hook, until the hook returns or is first awaited.</summary>
internal readonly ref struct HookCall
{
    private readonly HookThread _thread;
    private readonly BlockedThreadMonitor _watch;
    private readonly PipelineEntry? _outer;

    public HookCall(PipelineEntry entry, BlockedThreadMonitor watch)
    {
        _thread = HookThread.Current;
        _watch = watch;
        _outer = _thread.Entry;
        _thread.Set(entry, watch);
    }

    public void Dispose() => _thread.Set(_outer, _watch);
}
