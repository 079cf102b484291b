namespace GatewayKit.Cli.Packages;

/// <summary>A folder of plugin folders that changes one complete plugin at a time, so that a running gateway never sees a partial
/// one.</summary>
internal sealed class PluginsDirectory : IDisposable
{
    // The gateway ignores names that start with a dot. The folder is inside the plugins folder because a rename must stay on the same disk.
    private const string WorkPrefix = ".gatewaykit-";

    private readonly string _path;
    private readonly string _work;

    /// <exception cref="ToolException">The folder isn't writable.</exception>
    public PluginsDirectory(string path)
    {
        _path = System.IO.Path.GetFullPath(path);
        _work = System.IO.Path.Combine(_path, WorkPrefix + Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(_work);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(
                $"the plugins folder '{path}' can't be written to: {error.Message} Specify another one with --plugins DIR.", error);
        }
    }

    public string Path => _path;

    /// <summary>The names of the plugin folders.</summary>
    public IEnumerable<string> Names
        => Directory.EnumerateDirectories(_path)
            .Select(d => System.IO.Path.GetFileName(d))
            .Where(n => n[0] != '.')
            .Order(StringComparer.Ordinal);

    /// <summary>Creates a folder for files that aren't a plugin, or not yet.</summary>
    public string CreateWork(string name) => Directory.CreateDirectory(System.IO.Path.Combine(_work, name)).FullName;

    /// <summary>Moves a finished folder to its final location and replaces an existing one.</summary>
    /// <returns>Whether it replaced another one.</returns>
    public bool Publish(string folder)
    {
        var name = System.IO.Path.GetFileName(folder);
        if (Names.FirstOrDefault(n => n != name && n.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } other)
            throw new ToolException(
                $"the plugin folder '{other}' already exists, and differs from '{name}' only in case. Remove it first.");

        var target = System.IO.Path.Combine(_path, name);
        var replaces = Directory.Exists(target);
        var backup = System.IO.Path.Combine(_work, "replaced");
        if (replaces)
            Directory.Move(target, backup);
        try
        {
            Directory.Move(folder, target);
        }
        catch
        {
            if (replaces)
                Directory.Move(backup, target);
            throw;
        }

        return replaces;
    }

    public void Remove(string name) => Directory.Move(System.IO.Path.Combine(_path, name), System.IO.Path.Combine(_work, "removed"));

    public void Dispose()
    {
        try
        {
            Directory.Delete(_work, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ErrorList.Write($"'{_work}' could not be deleted: {error.Message}");
        }
    }
}
