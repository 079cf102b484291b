using GatewayKit.Configuration.Sources;

namespace GatewayKit.Compilation;

/// <summary>The files that plugins read, for the active configuration and for those that were rejected since.</summary>
internal sealed class WatchedFiles(TimeProvider time)
{
    /// <summary>The maximum number of files: enough for a document with many parts, and a limit for a faulty plugin.</summary>
    private const int MaxFiles = 10_000;

    private const int MaxBytes = 64 << 20;

    private readonly Dictionary<string, FileWatch> _watches = new(StringComparer.Ordinal);

    /// <summary>The number of changes of each file that has changed since it is watched.</summary>
    private readonly Dictionary<string, int> _versions = new(StringComparer.Ordinal);

    public bool IsEmpty
    {
        get
        {
            lock (_watches)
                return _watches.Count == 0;
        }
    }

    /// <summary>Starts the creation of a plugin, which may read files.</summary>
    public InstanceFiles Begin() => new(this, time.GetUtcNow().UtcDateTime);

    /// <summary>Returns the version of a file: the number of its changes since it is watched.</summary>
    public int Version(string path)
    {
        lock (_watches)
            return _versions.GetValueOrDefault(path);
    }

    /// <summary>Watches a file for changes to its current content, unless it may have changed since it was read.</summary>
    /// <returns>The file's version.</returns>
    public int Add(string path, DateTime since)
    {
        lock (_watches)
        {
            if (_watches.Count >= MaxFiles || _watches.ContainsKey(path))
                return _versions.GetValueOrDefault(path);

            var watch = new FileWatch(path, MaxBytes, time);
            _watches.Add(path, watch);
            var stamp = FileContent.Stamp(path);
            if ((stamp.Changed ?? stamp.Written) <= since)
            {
                // A content that two successive polls saw is known.
                watch.Poll();
                watch.Poll();
            }

            return _versions.GetValueOrDefault(path);
        }
    }

    /// <summary>Drops the files that the new active configuration doesn't use.</summary>
    public void Keep(IReadOnlySet<string> paths)
    {
        lock (_watches)
        {
            foreach (var path in _watches.Keys.Where(path => !paths.Contains(path)).ToList())
            {
                _watches.Remove(path);
                _versions.Remove(path);
            }
        }
    }

    /// <summary>Returns the files with new content, each content once.</summary>
    public IReadOnlyList<string> Poll()
    {
        KeyValuePair<string, FileWatch>[] watches;
        lock (_watches)
            watches = [.. _watches];
        string[] changed = [.. watches.Where(watch => watch.Value.Poll()).Select(watch => watch.Key)];
        lock (_watches)
        {
            foreach (var path in changed)
                _versions[path] = _versions.GetValueOrDefault(path) + 1;
        }

        return changed;
    }
}
