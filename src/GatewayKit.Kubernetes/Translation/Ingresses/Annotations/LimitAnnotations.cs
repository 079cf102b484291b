using System.Globalization;
using System.Text.RegularExpressions;
using GatewayKit.Configuration;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The limits of requests, connections and bodies.</summary>
internal static partial class LimitAnnotations
{
    private const int UsualBurst = 5;

    public static IEnumerable<PluginEntry> Read(IngressAnnotations annotations)
    {
        // A burst is allowed as long as the rate holds over the time of the burst.
        var burst = annotations.Number("limit-burst-multiplier", 1, 1000) ?? UsualBurst;
        foreach (var (name, seconds) in new[] { ("limit-rps", 1), ("limit-rpm", 60) })
        {
            if (annotations.Number(name, 1, 1000) is { } rate)
            {
                yield return AnnotationReader.Entry(
                    "rate-limit", name, new { limit = rate * burst, window = TimeSpan.FromSeconds(seconds * burst), by = "ip" });
            }
        }

        if (annotations.Number("limit-connections") is { } limit)
            yield return AnnotationReader.Entry("concurrency-limit", "annotation", new { limit, by = "ip" });
        if (annotations.Text("proxy-body-size") is not { } size)
            yield break;
        if (Bytes(size) is not { } bytes)
            annotations.Invalid("proxy-body-size", "it must be a size such as 8m.");
        else if (bytes > 0)
            yield return AnnotationReader.Entry("request-size-limit", "annotation", new { limit = new ByteSize(bytes).ToString() });
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
