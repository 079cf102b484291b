using System.Reflection;
using System.Runtime.Loader;
using GatewayKit.Loading.Inspection;
using McMaster.NETCore.Plugins;

namespace GatewayKit.Loading;

/// <summary>An assembly in a load context of its own. The only place that knows the loading library.</summary>
internal sealed class IsolatedAssembly : IDisposable
{
    private readonly PluginLoader _loader;

    /// <summary>Prepares the load context; nothing is loaded yet.</summary>
    /// <param name="file">The assembly; the files beside it are its private ones.</param>
    /// <param name="isUnloadable">
    /// Whether the context can be collected. One that cannot starts sooner: its code is compiled in tiers, as the host's is.
    /// </param>
    public IsolatedAssembly(string file, bool isUnloadable)
    {
        var folder = Path.GetDirectoryName(file)!;
        _loader = PluginLoader.CreateFromAssemblyFile(file, config =>
        {
            config.IsUnloadable = isUnloadable;

            // Or else everything that the shared assemblies refer to is loaded now, most of which is never needed.
            config.IsLazyLoaded = true;
            config.DefaultContext = AssemblyLoadContext.GetLoadContext(typeof(IGatewayPlugin).Assembly)!;

            // What the folder does not hold comes from the host anyway, and the inspection lets only shared assemblies
            // get that far. What it does hold a copy of has to be named, or else the copy would win.
            config.SharedAssemblies.Add(typeof(IGatewayPlugin).Assembly.GetName());
            foreach (var copy in Directory.EnumerateFiles(folder, "*.dll", SearchOption.AllDirectories))
            {
                var name = Path.GetFileNameWithoutExtension(copy);
                if (SharedAssemblies.Host.Contains(name))
                    config.SharedAssemblies.Add(new AssemblyName(name));
            }
        });
    }

    public Assembly Load() => _loader.LoadDefaultAssembly();

    /// <summary>Lets the context be collected once nothing uses it any more, if it can be.</summary>
    public void Dispose() => _loader.Dispose();
}
