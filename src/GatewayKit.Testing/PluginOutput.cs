using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace GatewayKit.Testing;

/// <summary>Creates a plugins folder for a plugin that a test project references, from the test's own build output.</summary>
internal static class PluginOutput
{
    private static readonly string s_contract = typeof(IGatewayPlugin).Assembly.GetName().Name!;

    /// <summary>Copies the plugin's assembly and the dependencies next to it into <c>folder/Name/</c>.</summary>
    public static void CopyTo(string folder, Assembly plugin)
    {
        var source = Path.GetDirectoryName(plugin.Location)!;
        var target = Directory.CreateDirectory(Path.Combine(folder, plugin.GetName().Name!)).FullName;
        var pending = new Queue<string>([plugin.GetName().Name!]);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { s_contract };
        while (pending.TryDequeue(out var name))
        {
            var file = Path.Combine(source, name + ".dll");
            if (!seen.Add(name) || !File.Exists(file))
                continue;

            File.Copy(file, Path.Combine(target, name + ".dll"));
            CopyTranslations(source, target, name);
            foreach (var reference in References(file))
                pending.Enqueue(reference);
        }
    }

    private static void CopyTranslations(string source, string target, string name)
    {
        foreach (var culture in Directory.EnumerateDirectories(source).Select(folder => Path.GetFileName(folder)!))
        {
            var file = Path.Combine(culture, name + ".resources.dll");
            if (!File.Exists(Path.Combine(source, file)))
                continue;

            Directory.CreateDirectory(Path.Combine(target, culture));
            File.Copy(Path.Combine(source, file), Path.Combine(target, file));
        }
    }

    private static List<string> References(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name))];
    }
}
