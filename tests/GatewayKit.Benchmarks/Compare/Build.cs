using System.Reflection;
using GatewayKit.Hosting;

namespace GatewayKit.Benchmarks.Compare;

/// <summary>The build that is measured.</summary>
internal static class Build
{
    /// <summary>The version of GatewayKit with the first seven digits of the commit.</summary>
    public static string Version { get; } = Shorten(
        typeof(GatewayKitBuilder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "");

    private static string Shorten(string version) => version.Split('+') is [var number, { Length: > 7 } commit]
        ? $"{number} ({commit[..7]})"
        : version;
}
