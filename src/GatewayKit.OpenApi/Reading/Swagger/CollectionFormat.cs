using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Reading.Swagger;

/// <summary>Converts <c>collectionFormat</c> to a style.</summary>
internal static class CollectionFormat
{
    public static (ParameterStyle Style, bool Explode) Read(ReaderScope scope, SourceLocation location, ParameterLocation found)
    {
        var comma = found is ParameterLocation.Path or ParameterLocation.Header ? ParameterStyle.Simple : ParameterStyle.Form;
        switch (scope.Members.Text(location, "collectionFormat"))
        {
            case null or "csv":
                return (comma, false);
            case "ssv":
                return (ParameterStyle.SpaceDelimited, false);
            case "tsv":
                return (ParameterStyle.TabDelimited, false);
            case "pipes":
                return (ParameterStyle.PipeDelimited, false);
            case "multi":
                return (comma, true);
            case var other:
                scope.Findings.Error(location.Below("collectionFormat", default),
                    $"The collection format '{Shortened.Text(other)}' is unknown; it must be csv, ssv, tsv, pipes or multi.");
                return (comma, false);
        }
    }
}
