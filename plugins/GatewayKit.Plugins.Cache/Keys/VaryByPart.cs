namespace GatewayKit.Plugins.Cache.Keys;

/// <summary>A part of a request that selects a response, as <c>varyBy</c> names it.</summary>
internal readonly record struct VaryByPart(VaryByKind Kind, string Name)
{
    public static bool TryParse(string text, out VaryByPart part)
    {
        part = text switch
        {
            "consumer" => new(VaryByKind.Consumer, ""),
            "groups" => new(VaryByKind.Groups, ""),
            _ when text.StartsWith("header:", StringComparison.Ordinal) => new(VaryByKind.Header, text[7..]),
            _ when text.StartsWith("cookie:", StringComparison.Ordinal) => new(VaryByKind.Cookie, text[7..]),
            _ when text.StartsWith("query:", StringComparison.Ordinal) => new(VaryByKind.Query, text[6..]),
            _ => default,
        };
        return part.Kind switch
        {
            VaryByKind.Consumer or VaryByKind.Groups => part.Name is not null,
            VaryByKind.Query => part.Name.Length is > 0 and <= 256,
            _ => part.Name.Length <= 256 && HttpSyntax.IsToken(part.Name),
        };
    }
}
