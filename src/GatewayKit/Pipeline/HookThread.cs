using GatewayKit.Compilation;

namespace GatewayKit.Pipeline;

/// <summary>
/// Whose hook a thread is in. Each thread has one of its own and writes it without a lock, twice for each hook; those who look for
/// blocked threads read it from outside.
/// </summary>
internal sealed class HookThread
{
    private static readonly Lock s_lock = new();
    private static readonly List<WeakReference<HookThread>> s_all = [];

    [ThreadStatic]
    private static HookThread? t_current;

    private volatile PipelineEntry? _entry;
    private BlockedThreadMonitor? _watch;
    private long _since;

    public static HookThread Current => t_current ?? Create();

    /// <summary>The entry whose hook the thread is in; null between hooks.</summary>
    public PipelineEntry? Entry => _entry;

    /// <summary>Notes that the thread enters a hook, or that it is back in none.</summary>
    public void Set(PipelineEntry? entry, BlockedThreadMonitor watch)
    {
        // What is seen with the entry is at least as new as the entry.
        _since = watch.Now;
        _watch = entry is null ? null : watch;
        _entry = entry;
    }

    /// <summary>Finds the threads that have been in one and the same hook since before a moment of a watch.</summary>
    public static void Find(BlockedThreadMonitor watch, long before, List<(PipelineEntry Entry, long Since)> found)
    {
        lock (s_lock)
        {
            for (var i = s_all.Count - 1; i >= 0; i--)
            {
                if (!s_all[i].TryGetTarget(out var thread))
                    s_all.RemoveAt(i);
                else if (thread._entry is { } entry && thread._watch == watch && Volatile.Read(ref thread._since) is var since && since < before)
                    found.Add((entry, since));
            }
        }
    }

    private static HookThread Create()
    {
        var thread = t_current = new HookThread();
        lock (s_lock)
            s_all.Add(new WeakReference<HookThread>(thread));
        return thread;
    }
}
