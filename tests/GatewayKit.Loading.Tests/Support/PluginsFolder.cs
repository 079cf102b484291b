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

    public static byte[] Built(string plugin) => File.ReadAllBytes(Path.Combine(s_built, plugin, plugin + ".dll"));

    public PluginsFolder Add(string plugin)
    {
        var source = Path.Combine(s_built, plugin);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = PathOf(plugin, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return this;
    }

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
