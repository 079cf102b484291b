namespace GatewayKit.Compilation;

/// <summary>Collects the files that the plugins of one configuration read.</summary>
/// <param name="watched">Called immediately for each file, so that a configuration that is rejected because of a file is retried when the file changes.</param>
/// <param name="since">The time before the first file was read, UTC.</param>
internal sealed class EntryFiles(WatchedFiles watched, DateTime since) : IPluginFiles
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    public IReadOnlySet<string> Paths => _paths;

    public void Watch(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Path.IsPathFullyQualified(path))
            throw new ArgumentException($"'{path}' is relative. Use the full path.", nameof(path));

        lock (_paths)
            _paths.Add(path);
        watched.Add(path, since);
    }
}
