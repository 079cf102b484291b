using System.Text.Json.Nodes;

namespace GatewayKit.Store.Secrets;

/// <summary>
/// Recognizes secrets by the places of their values: the value of a <c>header</c> that is sent to an upstream, and all headers of requests
/// to a <c>url</c>, whatever the names of the headers are.
/// </summary>
internal static class SecretPlaces
{
    /// <summary>Returns whether the value of a member is a secret because of the object around it.</summary>
    /// <param name="members">The object.</param>
    /// <param name="key">The member's key.</param>
    public static bool Has(JsonObject members, string key)
        => members.Parent is JsonObject parent
            && ((Is(key, "value") && Is(members.GetPropertyName(), "header"))
                || (Is(members.GetPropertyName(), "headers") && parent.Any(member => Is(member.Key, "url"))));

    private static bool Is(string key, string name) => key.Equals(name, StringComparison.OrdinalIgnoreCase);
}
