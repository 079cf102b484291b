using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net.Security;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The names of OpenSSL for the cipher suites of TLS 1.2 that encrypt and authenticate: those of RFC 5288, RFC 5289 and RFC 7905
/// with an ephemeral key, and those of RFC 5288 with RSA.</summary>
internal static class CipherNames
{
    private static readonly FrozenDictionary<string, TlsCipherSuite> s_suites = new Dictionary<string, TlsCipherSuite>
    {
        ["ECDHE-ECDSA-AES128-GCM-SHA256"] = TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        ["ECDHE-RSA-AES128-GCM-SHA256"] = TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        ["ECDHE-ECDSA-AES256-GCM-SHA384"] = TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        ["ECDHE-RSA-AES256-GCM-SHA384"] = TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        ["ECDHE-ECDSA-CHACHA20-POLY1305"] = TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        ["ECDHE-RSA-CHACHA20-POLY1305"] = TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        ["DHE-RSA-AES128-GCM-SHA256"] = TlsCipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
        ["DHE-RSA-AES256-GCM-SHA384"] = TlsCipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384,
        ["DHE-RSA-CHACHA20-POLY1305"] = TlsCipherSuite.TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        ["AES128-GCM-SHA256"] = TlsCipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
        ["AES256-GCM-SHA384"] = TlsCipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The suites of TLS 1.3, which a list doesn't limit.</summary>
    private static readonly TlsCipherSuite[] s_tls13 =
    [
        TlsCipherSuite.TLS_AES_256_GCM_SHA384, TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256, TlsCipherSuite.TLS_AES_128_GCM_SHA256,
    ];

    /// <summary>Returns the names of the annotation, separated by colons; empty for the defaults, also if one isn't supported.</summary>
    /// <param name="annotations">The annotations.</param>
    public static string Read(IngressAnnotations annotations)
    {
        if (annotations.Text("proxy-ssl-ciphers") is not { } names || names == "DEFAULT")
            return "";
        if (Unsupported(names) is null && OperatingSystem.IsLinux())
            return names;

        annotations.Unsupported("proxy-ssl-ciphers", OperatingSystem.IsLinux()
            ? $"'{Unsupported(names)}' isn't supported; names of suites with GCM or CHACHA20 are, separated by colons, and "
                + "keywords such as HIGH aren't. The cipher suites of the system apply."
            : "this operating system doesn't support it.");
        return "";
    }

    /// <summary>Returns the suites of a list, and those of TLS 1.3; none for an empty one.</summary>
    public static ImmutableArray<TlsCipherSuite> Of(string names)
        => names.Length == 0 ? [] : [.. s_tls13, .. Split(names).Select(name => s_suites[name])];

    /// <summary>Returns the first name of a list, separated by colons, that isn't supported; null if all are.</summary>
    private static string? Unsupported(string names) => Split(names).FirstOrDefault(name => !s_suites.ContainsKey(name));

    private static IEnumerable<string> Split(string names) => names.Split(':').Distinct();
}
