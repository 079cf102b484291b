using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Reads the common fields of OpenAPI 3 parameters and headers.</summary>
internal static class ParameterFields
{
    public static OpenApiParameter Read(
        ReaderScope scope, ContentReader content, SourceLocation place, string name, ParameterLocation found, string location)
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
            Description = Members.Prose(place, "description"),
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

    /// <summary>Returns the declared style; <c>null</c> if it is missing or unknown.</summary>
    public static ParameterStyle? Style(ReaderScope scope, SourceLocation place)
    {
        if (scope.Members.Text(place, "style") is not { } text)
            return null;
        ParameterStyle? style = text switch
        {
            "simple" => ParameterStyle.Simple,
            "matrix" => ParameterStyle.Matrix,
            "label" => ParameterStyle.Label,
            // OpenAPI 3.2's 'cookie' is 'form' without percent-encoding.
            "form" or "cookie" => ParameterStyle.Form,
            "spaceDelimited" => ParameterStyle.SpaceDelimited,
            "pipeDelimited" => ParameterStyle.PipeDelimited,
            "deepObject" => ParameterStyle.DeepObject,
            _ => null,
        };
        if (style is null)
            scope.Findings.Error(place.Below("style", default), $"The style '{Shortened.Text(text)}' is unknown; it must be matrix, label, "
                + "form, simple, spaceDelimited, pipeDelimited or deepObject.");
        return style;
    }

    private static ParameterStyle DefaultStyle(ParameterLocation found)
        => found is ParameterLocation.Path or ParameterLocation.Header ? ParameterStyle.Simple : ParameterStyle.Form;
}
