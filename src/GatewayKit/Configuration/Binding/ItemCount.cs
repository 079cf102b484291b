using System.Collections;

namespace GatewayKit.Configuration.Binding;

/// <summary>Counts the items of a list, a set or a dictionary.</summary>
internal static class ItemCount
{
    /// <returns>The number, or null if the value isn't a collection.</returns>
    public static int? Of(object value) => value switch
    {
        string => null,
        ICollection collection => collection.Count,
        IEnumerable items => items.Cast<object?>().Count(),
        _ => null,
    };
}
