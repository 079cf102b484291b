using System.Reflection;
using System.Runtime.Loader;
using GatewayKit.Loading.Inspection;

namespace GatewayKit.Loading;

/// <summary>
/// The load context of a plugin. Shared assemblies come from the host, even if the folder contains a copy; every other assembly and
/// native library comes from the folder: first the files that the dependency list (<c>.deps.json</c>) names, then files next to the
/// plugin.
/// </summary>
/// <param name="file">The plugin's assembly.</param>
/// <param name="isCollectible">Whether the context can be unloaded.</param>
internal sealed class PluginLoadContext(string file, bool isCollectible)
    : AssemblyLoadContext(Path.GetFileNameWithoutExtension(file), isCollectible)
{
    private static readonly AssemblyLoadContext s_host = GetLoadContext(typeof(IGatewayPlugin).Assembly)!;

    private readonly string _folder = Path.GetDirectoryName(file)!;
    private readonly AssemblyDependencyResolver _resolver = new(file);

    /// <summary>Loads the plugin's assembly. None of its code runs.</summary>
    public Assembly LoadPlugin() => LoadFromAssemblyPath(file);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (SharedAssemblies.Host.Contains(assemblyName.Name!))
            return s_host.LoadFromAssemblyName(assemblyName);

        // An assembly that the folder doesn't contain comes from the host: null continues there.
        var folder = assemblyName.CultureName is { Length: > 0 } culture ? Path.Combine(_folder, culture) : _folder;
        var path = _resolver.ResolveAssemblyToPath(assemblyName) ?? Find(folder, $"{assemblyName.Name}.dll");
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        var path = _resolver.ResolveUnmanagedDllToPath(unmanagedDllName);
        foreach (var name in FileNames(unmanagedDllName))
            path ??= Find(_folder, name);
        return path is null ? 0 : LoadUnmanagedDllFromPath(path);
    }

    private static string? Find(string folder, string name)
        => Path.GetFileName(name) == name && Path.Combine(folder, name) is var path && File.Exists(path) ? path : null;

    /// <summary>Returns the file names that a native library can have on this system.</summary>
    private static string[] FileNames(string name)
        => OperatingSystem.IsWindows() ? [name, $"{name}.dll"]
            : OperatingSystem.IsMacOS() ? [name, $"lib{name}.dylib", $"{name}.dylib"]
            : [name, $"lib{name}.so", $"{name}.so"];
}
