using GatewayKit.Docs;

namespace GatewayKit.EndToEnd.Support;

/// <summary>The folder of packed packages that <c>GATEWAYKIT_PACKAGES</c> names, from the root of the source tree.</summary>
internal static class PackageFolder
{
    private const string Variable = "GATEWAYKIT_PACKAGES";

    private static readonly string? s_path =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? System.IO.Path.GetFullPath(folder, Repository.Root) : null;

    /// <summary>Why the tests are skipped; null if they can run.</summary>
    public static string? Missing => s_path is null
        ? $"{Variable} isn't set. Run 'dotnet pack GatewayKit.sln -c Release', and set it to packages-local."
        : null;

    public static string Path => s_path ?? throw new InvalidOperationException(Missing);

    /// <summary>The version of all packages.</summary>
    public static string Version => FindVersion();

    /// <summary>The ids of the packages that begin with a prefix, in order.</summary>
    public static IReadOnlyList<string> Ids(string prefix = "GatewayKit")
        => [.. Directory.EnumerateFiles(Path, $"{prefix}*.nupkg")
            .Select(file => System.IO.Path.GetFileName(file)[..^$".{Version}.nupkg".Length])
            .Order(StringComparer.Ordinal)];

    private static string FindVersion()
    {
        const string Prefix = "GatewayKit.Abstractions.";
        var files = Directory.GetFiles(Path, Prefix + "*.nupkg");
        return files is [var file]
            ? System.IO.Path.GetFileNameWithoutExtension(file)[Prefix.Length..]
            : throw new InvalidOperationException($"{Path} has {files.Length} packages {Prefix}*.nupkg, not one.");
    }
}
