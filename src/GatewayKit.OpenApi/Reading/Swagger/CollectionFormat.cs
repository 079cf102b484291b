using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Reading.Swagger;

/// <summary>Reads <c>collectionFormat</c> as the style that it is.</summary>
internal static class CollectionFormat
{
    public static (ParameterStyle Style, bool Explode) Read(ReaderScope scope, Place place, ParameterLocation found)
    {
        var comma = found is ParameterLocation.Path or ParameterLocation.Header ? ParameterStyle.Simple : ParameterStyle.Form;
        switch (scope.Members.Text(place, "collectionFormat"))
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
                scope.Findings.Error(place.Below("collectionFormat", default), $"The collection format '{Shortened.Text(other)}' is not known; known are csv, ssv, tsv, pipes and multi.");
                return (comma, false);
        }
    }
}
