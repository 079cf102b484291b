using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Gateway;

/// <summary>Binds the trusted proxies: addresses and networks, in an unambiguous spelling.</summary>
internal static class TrustedProxiesBinder
{
    /// <summary>The description of the allowed values, for messages.</summary>
    public const string Allowed = "must be an IP address such as 10.0.0.1, or a network without host bits such as 10.0.0.0/8";

    private const string Key = "trustedProxies";

    public static ImmutableArray<string> Bind(ConfigMapping document, BindingPoint root)
    {
        if (document.Find(Key) is not { } node || node is ConfigNull)
            return [];

        var at = SectionBinder.At(root, Key, node);
        if (NodeBinder.Bind(typeof(ImmutableArray<string>), node, at) is not ImmutableArray<string> proxies)
            return [];

        for (var i = 0; i < proxies.Length; i++)
        {
            if (!IsValid(proxies[i]) && !UnsetVariables.AreIn(Item(node, i)))
                at.Item(i, Item(node, i)).RefuseValue(Item(node, i), Allowed);
        }

        return proxies;
    }

    /// <summary>Returns whether a text is an address or a network.</summary>
    public static bool IsValid(string text) => IsAddress(text) || IsNetwork(text);

    private static ConfigNode Item(ConfigNode list, int index) => ((ConfigSequence)list).Items[index];

    // Parsers disagree about the addresses that 10.1 and 012.0.0.1 mean.
    private static bool IsAddress(string text)
        => IPAddress.TryParse(text, out var address) && !text.Contains('%', StringComparison.Ordinal)
            && (address.AddressFamily != AddressFamily.InterNetwork || address.ToString() == text);

    private static bool IsNetwork(string text)
        => text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && IsAddress(text[..slash])
            && IPNetwork.TryParse(text, out var network) && network.BaseAddress.Equals(IPAddress.Parse(text[..slash]));
}
