using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Content;

/// <summary>A media type that a document offers.</summary>
internal sealed record Offer(OpenApiMediaType Declared, MediaType Type)
{
    public static List<Offer> Of(IReadOnlyList<OpenApiMediaType> offered)
    {
        var offers = new List<Offer>(offered.Count);
        foreach (var declared in offered)
        {
            if (MediaType.TryParse(declared.Name, out var type))
                offers.Add(new Offer(declared, type));
        }
        return offers;
    }

    /// <summary>Returns the choice of this offer for a client that requests a specific media type, or doesn't request one.</summary>
    public NegotiatedContent Content(MediaType? asked)
        => new(Declared, asked is not null
            ? new MediaType(asked.Type, asked.Subtype, []).ToString()
            : Type.IsRange ? DefaultType() : Declared.Name);

    /// <summary>Returns a media type in the range that can represent the schema's values.</summary>
    private string DefaultType()
    {
        if (Type.Subtype.StartsWith("*+", StringComparison.Ordinal))
            return $"{Type.Type}/{Type.Suffix}";
        return Type.Type switch
        {
            "application" => "application/json",
            "text" => "text/plain",
            "*" => SchemaSurface.Of(Declared.Schema) is { IsStructured: true } ? "application/json" : "text/plain",
            _ => "application/octet-stream",
        };
    }
}
