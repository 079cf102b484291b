using System.Text.RegularExpressions;
using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;
using GatewayKit.OpenApi.Reading.Swagger;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Reads the responses of an operation.</summary>
internal sealed partial class ResponseReader(ReaderScope scope, ContentReader content, SwaggerReader? swagger)
{
    private readonly Dictionary<string, OpenApiResponse> _shared = new(StringComparer.Ordinal);

    public IReadOnlyList<OpenApiResponse> Read(SourceLocation operation)
    {
        var responses = new OrderedDictionary<string, OpenApiResponse>(StringComparer.Ordinal);
        foreach (var (name, member) in scope.Members.Of(scope.Members.Object(operation, "responses")))
        {
            if (Code(name, member) is not { } code)
                continue;
            // A response that can't be read still exists, and may be anything.
            var response = scope.Members.Object(member) is { } place
                ? Response(operation, place) with { Code = code }
                : new OpenApiResponse { Code = code, Location = member.Location, IsUnreadable = true };
            // Members next to a reference override it (OpenAPI 3.1, section 4.8.23).
            if (scope.Version >= OpenApiVersion.OpenApi31
                && References.Is(member.Json)
                && Members.Prose(member, "description") is { } description)
                response = response with { Description = description };
            if (!responses.TryAdd(code, response))
                scope.Findings.Error(member, $"The response '{code}' appears twice.");
        }
        return [.. responses.Values];
    }

    /// <summary>Reads a response, once if several operations reference it. In Swagger 2.0 it depends on the operation.</summary>
    private OpenApiResponse Response(SourceLocation operation, SourceLocation place)
    {
        var location = place.Location;
        if (_shared.TryGetValue(location, out var known))
            return known;
        scope.Spelling.Response(place);
        var response = new OpenApiResponse
        {
            Code = "",
            Description = Members.Prose(place, "description") ?? "",
            Headers = swagger is null ? content.Headers(place) : swagger.Headers(place),
            Content = swagger is null ? content.Content(place) : swagger.Content(operation, place),
            Location = location,
        };
        if (swagger is null)
            _shared[location] = response;
        return response;
    }

    private string? Code(string name, SourceLocation place)
    {
        if (name.Equals("default", StringComparison.OrdinalIgnoreCase))
            return "default";
        var code = name.ToUpperInvariant();
        if (Codes().IsMatch(code))
            return code;
        scope.Findings.Error(place,
            $"'{Shortened.Text(name)}' isn't a response: it must be a status code from 100 to 599, a range such as '2XX', or 'default'.");
        return null;
    }

    [GeneratedRegex(@"\A[1-5](?:[0-9]{2}|XX)\z")]
    private static partial Regex Codes();
}
