namespace GatewayKit.Store.Revisions;

/// <summary>The entries that the developer portal manages: the consumers of applications, with their keys and groups. A label says
/// so.</summary>
internal static class PortalEntries
{
    private const string Label = "portal";
    private const string Value = "application";

    /// <summary>Gets the label. <c>gatewaykit config apply</c> doesn't delete entries with labels.</summary>
    public static IReadOnlyDictionary<string, string> Labels { get; } = new Dictionary<string, string> { [Label] = Value };

    /// <summary>Returns whether an entry belongs to the portal. An operator takes a consumer over by removing its label.</summary>
    public static bool Has(StoreEntry? entry) => entry?.Labels.GetValueOrDefault(Label) == Value;
}
