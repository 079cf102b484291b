using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using GatewayKit.Plugins;

namespace GatewayKit.Loading.Inspection;

/// <summary>
/// The assemblies that plugins share with the host: the plugin contract and the .NET and ASP.NET Core shared frameworks
/// in the host's versions. If the host carries a newer copy of a framework assembly, plugins share that copy.
/// </summary>
public sealed class SharedAssemblies
{
    private static readonly string[] s_frameworks = ["Microsoft.NETCore.App", "Microsoft.AspNetCore.App"];

    private readonly FrozenDictionary<string, string> _paths;
    private readonly ConcurrentDictionary<string, Version> _versions = new(StringComparer.OrdinalIgnoreCase);

    private SharedAssemblies()
    {
        var trusted = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")
            ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var framework = trusted.Select(p => Path.GetDirectoryName(p)!).Distinct().Where(IsFramework)
            .SelectMany(d => Directory.EnumerateFiles(d, "*.dll"))
            .Select(p => Path.GetFileName(p)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _paths = trusted.Where(p => framework.Contains(Path.GetFileName(p)))
            .DistinctBy(p => Path.GetFileNameWithoutExtension(p), StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(p => Path.GetFileNameWithoutExtension(p), StringComparer.OrdinalIgnoreCase);
        if (_paths.Count == 0)
            throw new PluginModuleException("a self-contained or single-file host can't load plugins from a folder, because it doesn't "
                + "have a shared framework. Publish it as framework-dependent.");
    }

    /// <summary>Gets the shared assemblies of this process.</summary>
    public static SharedAssemblies Host { get; } = new();

    /// <summary>Gets the name of the contract assembly that plugins implement.</summary>
    public static AssemblyName Contract { get; } = typeof(IGatewayPlugin).Assembly.GetName();

    /// <summary>Returns whether plugins share an assembly with the host.</summary>
    /// <param name="name">The simple name of the assembly.</param>
    public bool Contains(string name) => IsContract(name) || _paths.ContainsKey(name);

    /// <summary>Finds the spelling of a shared assembly's name that load contexts compare with.</summary>
    /// <param name="name">The simple name of the assembly, in any case.</param>
    /// <returns>The name; <c>null</c> if the assembly isn't shared.</returns>
    internal string? FindName(string name)
        => IsContract(name) ? Contract.Name
            : _paths.TryGetValue(name, out var path) ? Path.GetFileNameWithoutExtension(path) : null;

    /// <summary>Finds the version of a shared assembly.</summary>
    /// <param name="name">The simple name of the assembly.</param>
    /// <returns>The version; <c>null</c> if the assembly isn't shared.</returns>
    public Version? FindVersion(string name)
    {
        if (IsContract(name))
            return Contract.Version;

        return _paths.TryGetValue(name, out var path)
            ? _versions.GetOrAdd(name, static (_, file) => AssemblyName.GetAssemblyName(file).Version!, path)
            : null;
    }

    /// <summary>Returns whether an assembly is the contract that plugins implement.</summary>
    /// <param name="name">The simple name of the assembly.</param>
    public static bool IsContract(string name) => name.Equals(Contract.Name, StringComparison.OrdinalIgnoreCase);

    // The layout of every .NET installation: shared/<framework>/<version>/<assembly>.dll.
    private static bool IsFramework(string directory)
        => s_frameworks.Contains(Path.GetFileName(Path.GetDirectoryName(directory)));
}
