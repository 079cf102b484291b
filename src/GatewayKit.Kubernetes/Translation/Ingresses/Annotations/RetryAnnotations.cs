using System.Globalization;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>Whether, and how often, a request is sent to another endpoint.</summary>
internal static class RetryAnnotations
{
    private const int LongestTime = 24 * 60 * 60;
    private const int MostAttempts = 10;
    private const string Conditions = "proxy-next-upstream";

    /// <summary>Adds the settings to those of clusters.</summary>
    public static IngressClusterSettings Add(IngressClusterSettings settings, IngressAnnotations annotations)
    {
        var conditions = (annotations.Text(Conditions) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var tries = annotations.Number("proxy-next-upstream-tries", 0, MostAttempts);
        var seconds = annotations.Number("proxy-next-upstream-timeout", 0, LongestTime);
        var statuses = new List<int>();
        foreach (var condition in conditions)
        {
            switch (condition)
            {
                case "off" or "error" or "timeout" or "invalid_header":
                    break;
                case "http_429" or "http_500" or "http_502" or "http_503" or "http_504" or "http_403" or "http_404":
                    statuses.Add(int.Parse(condition[5..], CultureInfo.InvariantCulture));
                    break;
                case "non_idempotent":
                    annotations.Unsupported(Conditions, "non_idempotent isn't supported.");
                    break;
                default:
                    annotations.Invalid(Conditions, $"'{condition}' isn't a condition.");
                    break;
            }
        }

        return settings with
        {
            Retries = !conditions.Contains("off") && tries != 1,
            RetryStatuses = string.Join(',', statuses),
            Attempts = tries > 1 ? tries : null,
            RetryTime = seconds > 0 ? TimeSpan.FromSeconds(seconds.Value) : null,
        };
    }
}
