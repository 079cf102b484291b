using GatewayKit.Compilation;

namespace GatewayKit.Pipeline;

/// <summary>
/// The hook that a thread runs. Each thread has its own instance and writes it without a lock, twice for each hook; the search for
/// blocked threads reads it from another thread.
/// </summary>
internal sealed class HookThread
{
    private static readonly Lock s_lock = new();
    private static readonly List<WeakReference<HookThread>> s_all = [];

    [ThreadStatic]
    private static HookThread? s_current;

    private volatile PipelineEntry? _entry;
    private BlockedThreadMonitor? _watch;
    private long _since;

    public static HookThread Current => s_current ?? Create();

    /// <summary>The entry whose hook the thread runs; null between hooks.</summary>
    public PipelineEntry? Entry => _entry;

    /// <summary>Records that the thread enters or leaves a hook.</summary>
    public void Set(PipelineEntry? entry, BlockedThreadMonitor watch)
    {
        // Values that are read with the entry are at least as new as the entry.
        _since = watch.Now;
        _watch = entry is null ? null : watch;
        _entry = entry;
    }

    /// <summary>Finds the threads that have been in one and the same hook since before a check.</summary>
    public static void Find(BlockedThreadMonitor watch, long before, List<(PipelineEntry Entry, long Since)> found)
    {
        lock (s_lock)
        {
            for (var i = s_all.Count - 1; i >= 0; i--)
            {
                if (!s_all[i].TryGetTarget(out var thread))
                    s_all.RemoveAt(i);
                else if (thread._entry is { } entry
                    && thread._watch == watch
                    && Volatile.Read(ref thread._since) is var since
                    && since < before)
                    found.Add((entry, since));
            }
        }
    }

    private static HookThread Create()
    {
        var thread = s_current = new HookThread();
        lock (s_lock)
            s_all.Add(new WeakReference<HookThread>(thread));
        return thread;
    }
}
