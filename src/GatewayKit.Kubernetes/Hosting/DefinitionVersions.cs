using System.Collections.Immutable;
using System.Globalization;
using GatewayKit.Kubernetes.Translation.Gateways;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>
/// Compares the installed definitions of the Gateway API with the versions that the gateway knows. A definition has its version in the
/// annotation <c>gateway.networking.k8s.io/bundle-version</c>. With another version, the gateway serves what it understands.
/// </summary>
internal static class DefinitionVersions
{
    public const string Annotation = "gateway.networking.k8s.io/bundle-version";

    private const int Major = 1;
    private const int OldestMinor = 2;
    private const int NewestMinor = 6;

    private static readonly string s_range = string.Create(
        CultureInfo.InvariantCulture, $"the gateway supports v{Major}.{OldestMinor} to v{Major}.{NewestMinor}");

    /// <summary>Returns the support of definitions.</summary>
    /// <param name="versions">The version of each installed definition; null for one without the annotation.</param>
    public static ApiSupport Check(ImmutableSortedDictionary<string, string?> versions)
    {
        string[] problems =
        [
            .. versions.Where(version => !IsSupported(version.Value))
                .Select(version => $"'{version.Key}' {(version.Value is { } found ? $"is {found}" : "has no version")}"),
        ];
        return problems.Length == 0
            ? ApiSupport.Supported
            : new ApiSupport("False", "UnsupportedVersion", $"Definitions of other versions: {string.Join(", ", problems)}; {s_range}.");
    }

    private static bool IsSupported(string? version)
        => version is ['v', ..] && version[1..].Split('-', '+')[0] is var text && Version.TryParse(text, out var parsed)
            && parsed is { Major: Major, Minor: >= OldestMinor and <= NewestMinor };
}
