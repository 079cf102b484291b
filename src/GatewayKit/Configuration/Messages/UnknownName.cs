namespace GatewayKit.Configuration.Messages;

/// <summary>Ends a message about a name that nothing has.</summary>
internal static class UnknownName
{
    private const int Listed = 20;

    /// <summary>A sentence that says what is near and what there is.</summary>
    public static string For(string kind, string name, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.OrdinalIgnoreCase).ToArray();
        if (names.Length == 0)
            return $"there is no {kind}.";

        var more = names.Length > Listed ? ", ..." : "";
        return $"no {kind} has this name.{DidYouMean.For(name, names)} There are: {string.Join(", ", names.Take(Listed))}{more}.";
    }
}
