namespace GatewayKit.Compilation;

/// <summary>Collects the files that the plugins of one configuration have read.</summary>
/// <param name="watched">Takes each of them at once: a configuration that is rejected because of a file waits for its next version.</param>
/// <param name="since">The time before the first of them was read, UTC.</param>
internal sealed class EntryFiles(WatchedFiles watched, DateTime since) : IPluginFiles
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    public IReadOnlySet<string> Paths => _paths;

    public void Watch(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Path.IsPathFullyQualified(path))
            throw new ArgumentException($"'{path}' is relative; give the full path.", nameof(path));

        lock (_paths)
            _paths.Add(path);
        watched.Add(path, since);
    }
}
