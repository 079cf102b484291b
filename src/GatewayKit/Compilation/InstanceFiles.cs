namespace GatewayKit.Compilation;

/// <summary>The files that a plugin instance watches, with the versions that it read.</summary>
/// <param name="watched">Gets each file immediately, so that a configuration that is rejected because of a file is retried when the file
/// changes.</param>
/// <param name="since">The time before the first file was read, UTC.</param>
internal sealed class InstanceFiles(WatchedFiles watched, DateTime since) : IPluginFiles
{
    private readonly Dictionary<string, int> _versions = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Paths
    {
        get
        {
            if (_versions.Count == 0)
                return [];
            lock (_versions)
                return [.. _versions.Keys];
        }
    }

    /// <summary>Gets whether no file has changed since the instance read it.</summary>
    public bool AreUnchanged
    {
        get
        {
            if (_versions.Count == 0)
                return true;
            lock (_versions)
                return _versions.All(file => watched.Version(file.Key) == file.Value);
        }
    }

    public void Watch(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Path.IsPathFullyQualified(path))
            throw new ArgumentException($"'{path}' is relative. Use the full path.", nameof(path));

        var version = watched.Add(path, since);
        lock (_versions)
            _versions.TryAdd(path, version);
    }
}
