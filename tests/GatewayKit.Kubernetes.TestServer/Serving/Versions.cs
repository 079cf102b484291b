using System.Text.RegularExpressions;

namespace GatewayKit.Kubernetes.TestServer.Serving;

/// <summary>Sorts versions by priority: v2, v1, v1beta1, v1alpha1.</summary>
internal static partial class Versions
{
    public static IEnumerable<string> Sort(IEnumerable<string> versions)
        => versions.Distinct().Select(version => (version, match: Parts().Match(version)))
            .OrderBy(v => v.match.Groups[2].Value switch { "" => 0, "beta" => 1, _ => 2 })
            .ThenByDescending(v => Number(v.match.Groups[1]))
            .ThenByDescending(v => Number(v.match.Groups[3]))
            .Select(v => v.version);

    private static int Number(Group group)
        => group.Length > 0 ? int.Parse(group.Value, System.Globalization.CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("^v([0-9]+)(alpha|beta)?([0-9]*)$")]
    private static partial Regex Parts();
}
