using System.Reflection;

namespace GatewayKit.Tests.Shared;

/// <summary>The first-party plugins that the test project references.</summary>
internal static class FirstPartyPlugins
{
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "GatewayKit.Plugins.*.dll")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => !name.EndsWith(".Tests", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Assembly.Load),
    ];
}
