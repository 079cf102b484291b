using System.Collections.Immutable;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Gateway;

/// <summary>Binds the trusted proxies: addresses and networks, in an unambiguous spelling.</summary>
internal static class TrustedProxiesBinder
{
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
            var item = ((ConfigSequence)node).Items[i];
            if (!UnsetVariables.AreIn(item))
                Check(proxies[i], DisplayText.Node(item, isSecret: false), at.Item(i, item));
        }

        return proxies;
    }

    /// <summary>Adds an error if a text isn't an address or a network.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">The text for a message.</param>
    /// <param name="at">Its position.</param>
    public static void Check(string text, string found, BindingPoint at)
    {
        if (AddressRange.Parse(text, out var problem) is null)
            at.Add($"{at.Subject} is {found}; {problem}.");
    }
}
