using System.Text.RegularExpressions;

namespace GatewayKit.Store.Revisions;

/// <summary>The entries that the developer portal manages: the consumers of applications, with their keys and groups. A label says
/// so.</summary>
internal static partial class PortalEntries
{
    private const string Label = "portal";
    private const string Value = "application";

    /// <summary>Gets the label. <c>gatewaykit config apply</c> doesn't delete entries with labels.</summary>
    public static IReadOnlyDictionary<string, string> Labels { get; } = new Dictionary<string, string> { [Label] = Value };

    /// <summary>Returns whether an entry belongs to the portal. An operator takes a consumer over by removing its label.</summary>
    public static bool Has(StoreEntry? entry) => entry?.Labels.GetValueOrDefault(Label) == Value;

    /// <summary>Returns the id of the application to which a consumer belongs by its name, also without the label; null for any other
    /// entry. The portal still revokes the keys of a consumer that an operator has taken over.</summary>
    public static string? ApplicationOf(EntryKey key)
        => key.Kind == EntryKinds.Consumers && Consumer().Match(key.Id) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"\Aapp-([0-9a-f]{16})\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Consumer();
}
