namespace GatewayKit.Plugins.GraphQL.Rest;

/// <summary>The location of a variable in requests.</summary>
/// <param name="Place">The part of the request.</param>
/// <param name="Name">The name in it; empty for the whole body.</param>
internal sealed record VariableSource(VariablePlace Place, string Name)
{
    /// <summary>Gets whether values are texts, so that their type comes from the document.</summary>
    public bool HasText => Place is VariablePlace.Route or VariablePlace.Query or VariablePlace.Header;

    /// <returns>The source; null if the text isn't valid.</returns>
    public static VariableSource? TryParse(string text)
    {
        if (text == "body")
            return new VariableSource(VariablePlace.Body, "");

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || dot + 1 == text.Length)
            return null;
        var name = text[(dot + 1)..];
        return text[..dot] switch
        {
            "route" => new VariableSource(VariablePlace.Route, name),
            "query" => new VariableSource(VariablePlace.Query, name),
            "header" when HttpSyntax.IsToken(name) => new VariableSource(VariablePlace.Header, name),
            "body" => new VariableSource(VariablePlace.Member, name),
            _ => null,
        };
    }

    public override string ToString() => Place switch
    {
        VariablePlace.Route => $"The parameter '{Name}' of the path",
        VariablePlace.Query => $"The parameter '{Name}' of the query",
        VariablePlace.Header => $"The header '{Name}'",
        VariablePlace.Member => $"The member '{Name}' of the body",
        _ => "The body",
    };
}
