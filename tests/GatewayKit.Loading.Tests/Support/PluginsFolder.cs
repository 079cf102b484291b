namespace GatewayKit.Loading.Tests.Support;

/// <summary>A plugins folder with copies of the plugins that were built for these tests.</summary>
internal sealed class PluginsFolder : IDisposable
{
    private static readonly string s_built = Path.Combine(AppContext.BaseDirectory, "TestPlugins");

    public PluginsFolder(params string[] plugins)
    {
        foreach (var plugin in plugins)
            Add(plugin);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("gatewaykit-tests-").FullName;

    /// <summary>The first-party plugins, to be added with this before their names.</summary>
    public static string FirstParty { get; } = Path.Combine(AppContext.BaseDirectory, "FirstParty");

    public static byte[] Built(string plugin) => File.ReadAllBytes(Path.Combine(s_built, plugin, plugin + ".dll"));

    /// <summary>The files of a plugin that was built for these tests, by their names.</summary>
    public static IEnumerable<KeyValuePair<string, byte[]>> FilesOf(string plugin)
    {
        var source = Path.Combine(s_built, plugin);
        return Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories)
            .Select(file => KeyValuePair.Create(Path.GetRelativePath(source, file), File.ReadAllBytes(file)));
    }

    /// <summary>Copies a plugin.</summary>
    /// <param name="plugin">The project's name; with a folder before it, that of the plugin's output.</param>
    /// <param name="folder">The plugin folder's name, if it is another.</param>
    public PluginsFolder Add(string plugin, string? folder = null)
    {
        foreach (var (name, content) in FilesOf(plugin))
        {
            var target = PathOf(folder ?? Path.GetFileName(plugin), name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, content);
        }

        return this;
    }

    /// <summary>Makes another build of a plugin out of the one that is there: it has a file more.</summary>
    public void Touch(string plugin, int build) => File.WriteAllText(PathOf(plugin, "build.txt"), $"{build}");

    public string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public string MainFile(string plugin) => PathOf(plugin, plugin + ".dll");

    public PluginsFolder Write(string plugin, byte[] assembly)
    {
        Directory.CreateDirectory(PathOf(plugin));
        File.WriteAllBytes(MainFile(plugin), assembly);
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
