namespace GatewayKit.Configuration.Messages;

/// <summary>Completes a message about an unknown name.</summary>
internal static class UnknownName
{
    private const int Listed = 20;

    /// <summary>Returns a sentence with the closest name and the available names.</summary>
    public static string For(string kind, string name, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.OrdinalIgnoreCase).ToArray();
        if (names.Length == 0)
            return $"there is no {kind}.";

        var more = names.Length > Listed ? ", ..." : "";
        return $"no {kind} has this name.{DidYouMean.For(name, names)} There are: {string.Join(", ", names.Take(Listed))}{more}.";
    }
}
