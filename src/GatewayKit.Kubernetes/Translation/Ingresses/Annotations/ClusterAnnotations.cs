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
            ConnectTime = annotations.Number("proxy-connect-timeout", 1, LongestTime) is { } connect ? TimeSpan.FromSeconds(connect) : null,
            TlsVersions = Versions(annotations),
            IsSecure = protocol is "HTTPS" or "GRPCS",
            IsHttp2 = protocol is "GRPC" or "GRPCS",
            UsesServiceAddress = annotations.Flag("service-upstream"),
            Policy = policy,
            Balancing = balancing,
            Affinity = SessionAnnotations.Read(annotations),
        };
        return WithTls(RetryAnnotations.Add(settings, annotations), annotations, lookups);
    }

    private static IngressClusterSettings WithTls(IngressClusterSettings settings, IngressAnnotations annotations, Lookups lookups)
    {
        if (!settings.IsSecure && annotations.Text("backend-protocol") is not null)
        {
            foreach (var tls in AnnotationNames.All.Where(tls => tls.StartsWith("proxy-ssl-", StringComparison.Ordinal)))
            {
                if (annotations.Text(tls) is not null)
                    annotations.Unsupported(tls, "it has no effect without the backend-protocol HTTPS or GRPCS.");
            }

            return settings;
        }

        settings = settings with { Ciphers = CipherNames.Read(annotations) };
        var verifies = annotations.Choice("proxy-ssl-verify", "on", "off") == "on";
        var name = ServerName(annotations, verifies);
        var depth = annotations.Number("proxy-ssl-verify-depth", 0, 20);
        if (depth is not null && !verifies)
            annotations.Unsupported("proxy-ssl-verify-depth", "it has no effect without proxy-ssl-verify.");
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
        else if (identity.Context is null && authorities.Error is not null)
            annotations.Invalid("proxy-ssl-secret", $"the Secret {identity.Error}.");
        return settings with
        {
            ServerName = name,
            VerifiesCertificates = verifies,
            Certificates = new ClusterCertificates
            {
                Client = identity.Context,
                Authorities = verifies ? authorities.Certificates : [],
                MaxIntermediates = verifies ? depth : null,
            },
        };
    }

    /// <summary>Returns the name that backends are asked for (SNI), and that their certificate must have if it is verified.</summary>
    private static string? ServerName(IngressAnnotations annotations, bool verifies)
    {
        var (name, sends) = (annotations.Text("proxy-ssl-name"), annotations.Choice("proxy-ssl-server-name", "on", "off"));
        if (name is not null && Uri.CheckHostName(name) != UriHostNameType.Dns)
        {
            if (verifies)
                annotations.Close("proxy-ssl-name", "it must be a host name.");
            else
                annotations.Invalid("proxy-ssl-name", "it must be a host name.");
            return null;
        }

        if (sends == "on" && name is null)
            annotations.Unsupported("proxy-ssl-server-name", "it has no effect without proxy-ssl-name.");
        if (name is not null && sends == "off")
            annotations.Unsupported("proxy-ssl-server-name", "backends also get the name of proxy-ssl-name with the handshake.");
        if (name is not null && sends is null && !verifies)
            annotations.Unsupported("proxy-ssl-name", "it has no effect without proxy-ssl-verify or proxy-ssl-server-name.");
        return verifies || sends == "on" ? name : null;
    }

    /// <summary>Returns the versions of TLS, separated by commas; empty for the defaults.</summary>
    private static string Versions(IngressAnnotations annotations)
    {
        var versions = new List<string>();
        foreach (var version in (annotations.Text("proxy-ssl-protocols") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (version is "TLSv1.2" or "TLSv1.3")
                versions.Add(version);
            else
                annotations.Unsupported("proxy-ssl-protocols", $"'{version}' isn't supported; TLSv1.2 and TLSv1.3 are.");
        }

        return string.Join(',', versions);
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
