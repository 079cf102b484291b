using System.Text.Json;

namespace GatewayKit.OpenApi.Fixtures;

/// <summary>A request to compare with fixtures. Expensive parts are parsed once, and only if the path matches.</summary>
internal struct RequestMatch(ApiRequest request)
{
    private string[]? _query;
    private JsonElement? _json;

    /// <summary>Scores a fixture: 5 for the same path, query and body, 4 for path and query, 3 for path and body, 2 for path, 1 for a
    /// success, otherwise 0.</summary>
    public int Rank(PreparedFixture fixture)
    {
        if (fixture.Fixture.Request.Method != request.Method || fixture.Fixture.Request.Path != request.Path)
            return fixture.IsSuccess ? 1 : 0;

        _query ??= QueryParts.Of(request.Query);
        var hasQuery = QueryParts.Fit(fixture.Query, _query);
        return 2 + (FitsBody(fixture) ? 1 : 0) + (hasQuery ? 2 : 0);
    }

    private bool FitsBody(PreparedFixture fixture)
    {
        if (fixture.Fixture.RequestBodyOmitted is not null)
            return true;
        if (fixture.Fixture.Request.Body.Span.SequenceEqual(request.Body.Span))
            return true;
        if (fixture.Json.ValueKind == JsonValueKind.Undefined || request.Body.IsEmpty)
            return false;

        return JsonMatch.Fits(fixture.Json, _json ??= Parse(request.Body));
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        if (!BodyJson.TryParse(body, out var document))
            return default;
        using (document)
            return document.RootElement.Clone();
    }
}
