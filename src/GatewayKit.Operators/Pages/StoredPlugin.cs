using System.Diagnostics.CodeAnalysis;
using GatewayKit.Store;

namespace GatewayKit.Operators.Pages;

/// <summary>The entry of the store that has a plugin.</summary>
/// <param name="Kind">The kind of the entry.</param>
/// <param name="Id">The id of the entry.</param>
internal sealed record StoredPlugin(string Kind, string Id)
{
    private const string Start = "store: ";

    /// <summary>Returns whether a location is an entry of the store.</summary>
    public static bool IsStored([NotNullWhen(true)] string? location)
        => location is not null && location.StartsWith(Start, StringComparison.Ordinal);

    /// <summary>Returns the entry at a location; null if it isn't of the store.</summary>
    public static StoredPlugin? Of(string? location)
    {
        if (!IsStored(location))
            return null;

        var key = location[Start.Length..];
        return key.IndexOf('/', StringComparison.Ordinal) is > 0 and var end && EntryKinds.All.Contains(key[..end])
            ? new StoredPlugin(key[..end], key[(end + 1)..])
            : null;
    }
}
