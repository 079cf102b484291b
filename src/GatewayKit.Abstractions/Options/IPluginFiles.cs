namespace GatewayKit;

/// <summary>
/// Watches the files that a plugin reads besides its options, such as an OpenAPI document. A plugin's constructor can ask for it.
/// When a watched file changes, the gateway reloads its configuration: it creates the plugins that watch the file again,
/// and keeps the last valid version if that fails.
/// </summary>
public interface IPluginFiles
{
    /// <summary>Watches a file. Call it from the constructor, even if the file doesn't exist yet or can't be read.</summary>
    /// <param name="path">The full path; it may contain links. Changes inside a directory aren't detected: watch its files.</param>
    /// <exception cref="ArgumentException">The path is relative.</exception>
    void Watch(string path);
}
