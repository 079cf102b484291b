using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Certificates;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The settings of clusters: protocol, TLS, time limits, load balancing and sessions.</summary>
internal static class ClusterAnnotations
{
    private const int LongestTime = 24 * 60 * 60;

    public static IngressClusterSettings Read(IngressAnnotations annotations, Lookups lookups)
    {
        var protocol = annotations.Text("backend-protocol")?.ToUpperInvariant() ?? "HTTP";
        if (protocol is not ("HTTP" or "HTTPS" or "GRPC" or "GRPCS"))
            annotations.Invalid("backend-protocol", "it must be HTTP, HTTPS, GRPC or GRPCS.");

        // One limit of silence applies to both directions.
        var read = annotations.Number("proxy-read-timeout", 1, LongestTime);
        var send = annotations.Number("proxy-send-timeout", 1, LongestTime);
        var silence = read is null && send is null ? (TimeSpan?)null : TimeSpan.FromSeconds(Math.Max(read ?? 0, send ?? 0));
        var (policy, balancing) = Balancing(annotations);
        var settings = new IngressClusterSettings
        {
            Silence = silence,
            IsSecure = protocol is "HTTPS" or "GRPCS",
            IsHttp2 = protocol is "GRPC" or "GRPCS",
            UsesServiceAddress = annotations.Flag("service-upstream"),
            Policy = policy,
            Balancing = balancing,
            Affinity = SessionAnnotations.Read(annotations),
            Retries = annotations.Text("proxy-next-upstream") != "off",
            Attempts = annotations.Number("proxy-next-upstream-tries", 0, 10) is { } tries and > 1 ? tries : null,
            RetryTime = annotations.Number("proxy-next-upstream-timeout", 0, LongestTime) is { } time and > 0
                ? TimeSpan.FromSeconds(time) : null,
        };
        if (annotations.Number("proxy-next-upstream-tries", 0, 10) == 1)
            settings = settings with { Retries = false };
        return WithTls(settings, annotations, lookups);
    }

    private static IngressClusterSettings WithTls(IngressClusterSettings settings, IngressAnnotations annotations, Lookups lookups)
    {
        var verifies = annotations.Text("proxy-ssl-verify") == "on";
        var name = annotations.Text("proxy-ssl-name");
        annotations.Text("proxy-ssl-server-name");
        if (name is not null && !verifies)
        {
            annotations.Unsupported("proxy-ssl-name", "it has no effect without proxy-ssl-verify.");
            name = null;
        }

        if (annotations.Reference("proxy-ssl-secret") is not { } secret)
        {
            if (verifies && settings.IsSecure)
                annotations.Close("proxy-ssl-verify", "it needs proxy-ssl-secret.");
            return settings with { ServerName = name };
        }

        var identity = TlsSecrets.Of(secret, lookups);
        var authorities = AuthorityBundles.Of(GroupKind.Secret, secret, lookups);
        if (verifies && authorities.Error is { } error)
            annotations.Close("proxy-ssl-secret", $"the Secret {error}.");
        return settings with
        {
            ServerName = name,
            VerifiesCertificates = verifies,
            Certificates = new ClusterCertificates
            {
                Client = identity.Context,
                Authorities = verifies ? authorities.Certificates : [],
            },
        };
    }

    private static (string? Policy, ClusterLoadBalancing? Settings) Balancing(IngressAnnotations annotations)
    {
        var policy = annotations.Text("load-balance") switch
        {
            null => null,
            "round_robin" => "RoundRobin",
            "ewma" => "LeastLatency",
            _ => Refuse("load-balance", "it must be round_robin or ewma."),
        };
        annotations.Text("upstream-hash-by-subset-size");
        annotations.Text("upstream-hash-by-subset");
        if (annotations.Text("upstream-hash-by") is not { } key)
            return (policy, null);

        var by = key.Trim('"', '{', '}').Replace("${", "$", StringComparison.Ordinal) switch
        {
            "$remote_addr" or "$binary_remote_addr" => "ip",
            var text when text.StartsWith("$http_", StringComparison.Ordinal) => "header:" + text[6..].Replace('_', '-'),
            var text when text.StartsWith("$cookie_", StringComparison.Ordinal) => "cookie:" + text[8..],
            _ => Refuse("upstream-hash-by", "it must be $remote_addr, $http_NAME or $cookie_NAME."),
        };
        return by is null ? (policy, null) : ("ConsistentHash", new ClusterLoadBalancing { HashBy = by });

        string? Refuse(string name, string message)
        {
            annotations.Invalid(name, message);
            return null;
        }
    }
}
