using System.Collections.Frozen;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>
/// The structured fields of requests whose type the plugin knows, so that a signature can serialize them strictly (RFC 9421, section
/// 2.1.1).
/// </summary>
internal static class KnownStructuredFields
{
    private static readonly FrozenSet<string> s_dictionaries = new[]
    {
        "accept-signature", "content-digest", "repr-digest", "want-content-digest", "want-repr-digest", // RFC 9421, RFC 9530
        "priority", // RFC 9218
        "signature", "signature-input",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_lists = new[]
    {
        "client-cert-chain", // RFC 9440
        "sec-ch-ua", "sec-ch-ua-full-version-list",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_items = new[]
    {
        "client-cert", // RFC 9440
        "sec-ch-ua-mobile", "sec-ch-ua-platform",
        "sec-fetch-dest", "sec-fetch-mode", "sec-fetch-site", "sec-fetch-user",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsDictionary(string name) => s_dictionaries.Contains(name);

    public static bool IsList(string name) => s_lists.Contains(name);

    public static bool IsItem(string name) => s_items.Contains(name);
}
