using System.Globalization;
using System.Text.RegularExpressions;
using GatewayKit.Configuration;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The limits of requests, connections and bodies.</summary>
internal static partial class LimitAnnotations
{
    private const int UsualBurst = 5;
    private const int HighestLimit = 1_000_000;

    public static IEnumerable<PluginEntry> Read(IngressAnnotations annotations)
    {
        var exempt = Exempt(annotations);

        // A burst is allowed as long as the rate holds over the time of the burst.
        var burst = annotations.Number("limit-burst-multiplier", 1, 1000) ?? UsualBurst;
        foreach (var (name, seconds) in new[] { ("limit-rps", 1), ("limit-rpm", 60) })
        {
            if (annotations.Number(name, 0, HighestLimit / burst) is { } rate and > 0)
            {
                yield return AnnotationReader.Entry(
                    "rate-limit", name, new { limit = rate * burst, window = TimeSpan.FromSeconds(seconds * burst), by = "ip", exempt });
            }
        }

        if (annotations.Number("limit-connections", 0) is { } limit and > 0)
            yield return AnnotationReader.Entry("concurrency-limit", "annotation", new { limit, by = "ip", exempt });
        if (annotations.Text("proxy-body-size") is not { } size)
            yield break;
        if (Bytes(size) is not { } bytes)
            annotations.Invalid("proxy-body-size", "it must be a size such as 8m.");
        else if (bytes > 0)
            yield return AnnotationReader.Entry("request-size-limit", "annotation", new { limit = new ByteSize(bytes).ToString() });
    }

    private static string[] Exempt(IngressAnnotations annotations)
    {
        var networks = new List<string>();
        foreach (var name in new[] { "limit-allowlist", "limit-whitelist" })
        {
            foreach (var network in annotations.List(name))
            {
                if (AddressNetworks.Validate(name, [network]).FirstOrDefault() is { } error)
                    annotations.Invalid(name, $"an entry {error.Message}.");
                else
                    networks.Add(network);
            }
        }

        return [.. networks];
    }

    private static long? Bytes(string size)
        => Size().Match(size) is not { Success: true } match ? null
            : long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * (match.Groups[2].Value switch
            {
                "k" or "K" => 1024,
                "m" or "M" => 1024 * 1024,
                "g" or "G" => 1024 * 1024 * 1024,
                _ => 1L,
            });

    [GeneratedRegex("""\A([0-9]{1,9})([kKmMgG]?)\z""", RegexOptions.CultureInvariant)]
    private static partial Regex Size();
}
