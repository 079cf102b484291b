using System.Reflection;
using System.Runtime.Loader;
using GatewayKit.Loading.Inspection;
using McMaster.NETCore.Plugins.Loader;

namespace GatewayKit.Loading;

/// <summary>An assembly in its own load context. No other type uses the loading library.</summary>
/// <remarks>
/// The library's <c>PluginLoader</c> isn't used: for each plugin, it reads the host's <c>runtimeconfig.json</c> with a serializer whose
/// first use compiles 124 methods, to find folders that no plugin should get assemblies from.
/// </remarks>
internal sealed class IsolatedAssembly : IDisposable
{
    private readonly string _file;
    private readonly AssemblyLoadContext _context;

    /// <summary>Initializes the load context without loading anything.</summary>
    /// <param name="file">The assembly. The files next to it are its private dependencies.</param>
    /// <param name="isUnloadable">
    /// Whether the context can be collected. A context that can't be collected starts faster: its code uses tiered compilation,
    /// like the host's.
    /// </param>
    public IsolatedAssembly(string file, bool isUnloadable)
    {
        _file = file;
        var builder = new AssemblyLoadContextBuilder()
            .SetMainAssemblyPath(file)
            .SetDefaultContext(AssemblyLoadContext.GetLoadContext(typeof(IGatewayPlugin).Assembly)!);
        if (isUnloadable)
            builder.EnableUnloading();

        // Otherwise, all references of the shared assemblies would be loaded now, most of which are never needed.
        builder.IsLazyLoaded(true);

        // Assemblies that the folder doesn't contain come from the host in any case; the inspection passes shared assemblies
        // only. Assemblies that the folder does contain must be named, or the copy would win.
        builder.PreferDefaultLoadContextAssembly(typeof(IGatewayPlugin).Assembly.GetName());
        foreach (var copy in Directory.EnumerateFiles(Path.GetDirectoryName(file)!, "*.dll", SearchOption.AllDirectories))
        {
            if (SharedAssemblies.Host.FindName(Path.GetFileNameWithoutExtension(copy)) is { } name)
                builder.PreferDefaultLoadContextAssembly(new AssemblyName(name));
        }

        _context = builder.Build();
    }

    public Assembly Load() => _context.LoadFromAssemblyPath(_file);

    /// <summary>Lets a collectible context be collected as soon as it is no longer used.</summary>
    public void Dispose()
    {
        if (_context.IsCollectible)
            _context.Unload();
    }
}
