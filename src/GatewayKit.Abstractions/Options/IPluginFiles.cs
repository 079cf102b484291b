namespace GatewayKit;

/// <summary>
/// Takes the files that a plugin reads besides its options, such as a document or a list. A plugin's constructor asks for it. When one of the
/// files changes, the gateway reloads its configuration: it creates the plugin again, and keeps the last valid version if that fails.
/// </summary>
public interface IPluginFiles
{
    /// <summary>Watches a file for new content. Call it from the constructor, also for a file that doesn't exist yet or can't be read.</summary>
    /// <param name="path">The full path, with links. A change within a directory isn't noticed: name its files.</param>
    /// <exception cref="ArgumentException">The path is relative.</exception>
    void Watch(string path);
}
