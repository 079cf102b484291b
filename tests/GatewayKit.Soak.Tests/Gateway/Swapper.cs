namespace GatewayKit.Soak.Gateway;

/// <summary>The folder of plugins: the first-party ones, and one whose builds are swapped.</summary>
internal sealed class Swapper(string folder, Tally tally, Random random)
{
    private static readonly string[] s_builds = ["VersionOne", "VersionTwo"];

    private int _swaps;

    private string Plugins => Path.Combine(folder, "plugins");

    /// <summary>Fills the folder.</summary>
    public void Begin()
    {
        foreach (var name in new[] { "CorrelationId", "KeyAuth", "Mock", "RateLimit" }.Select(name => $"GatewayKit.Plugins.{name}"))
            Copy(Path.Combine(AppContext.BaseDirectory, "plugins", name), Path.Combine(Plugins, name));
        Copy(Build(), Path.Combine(Plugins, "Versioned"));
    }

    public async Task RunAsync(CancellationToken end)
    {
        while (await Pace.WaitAsync(TimeSpan.FromMilliseconds(random.Next(1000, 4000)), end))
        {
            _swaps++;
            var (old, now) = (Path.Combine(Plugins, ".old"), Path.Combine(Plugins, ".new"));
            Copy(Build(), now);
            Directory.Move(Path.Combine(Plugins, "Versioned"), old);
            Directory.Move(now, Path.Combine(Plugins, "Versioned"));
            Directory.Delete(old, recursive: true);
            tally.Count("plugin builds swapped");
        }
    }

    private string Build() => Path.Combine(AppContext.BaseDirectory, "TestPlugins", s_builds[_swaps % s_builds.Length]);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
