using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Reads what parameters and headers of OpenAPI 3 have in common.</summary>
internal static class ParameterFields
{
    public static OpenApiParameter Read(ReaderScope scope, ContentReader content, Place place, string name, ParameterLocation found, string location)
    {
        var declared = Style(scope, place);
        var style = declared ?? DefaultStyle(found);
        var media = content.Content(place, withEncoding: found == ParameterLocation.QueryString) is [var first, ..] ? first : null;
        // A value whose style can't be read may be anything.
        var isReadable = declared is not null || Members.Any(place, "style") is null;
        return new OpenApiParameter
        {
            Name = name,
            In = found,
            Required = found == ParameterLocation.Path || (scope.Members.Flag(place, "required") ?? false),
            Deprecated = scope.Members.Flag(place, "deprecated") ?? false,
            AllowEmptyValue = scope.Members.Flag(place, "allowEmptyValue") ?? false,
            Style = style,
            Explode = scope.Members.Flag(place, "explode") ?? style == ParameterStyle.Form,
            Schema = media is null && isReadable ? scope.Schema(place, "schema") : null,
            Content = media,
            Examples = ExampleReader.Read(scope, place),
            Location = location,
        };
    }

    /// <summary>The style that is declared; null if none is, or it is unknown.</summary>
    public static ParameterStyle? Style(ReaderScope scope, Place place)
    {
        if (scope.Members.Text(place, "style") is not { } text)
            return null;
        ParameterStyle? style = text switch
        {
            "simple" => ParameterStyle.Simple,
            "matrix" => ParameterStyle.Matrix,
            "label" => ParameterStyle.Label,
            // 'cookie' of OpenAPI 3.2 is 'form' without percent-encoding.
            "form" or "cookie" => ParameterStyle.Form,
            "spaceDelimited" => ParameterStyle.SpaceDelimited,
            "pipeDelimited" => ParameterStyle.PipeDelimited,
            "deepObject" => ParameterStyle.DeepObject,
            _ => null,
        };
        if (style is null)
            scope.Findings.Error(place.Below("style", default), $"The style '{Shortened.Text(text)}' is not known; known are matrix, label, form, simple, spaceDelimited, pipeDelimited and deepObject.");
        return style;
    }

    private static ParameterStyle DefaultStyle(ParameterLocation found)
        => found is ParameterLocation.Path or ParameterLocation.Header ? ParameterStyle.Simple : ParameterStyle.Form;
}
