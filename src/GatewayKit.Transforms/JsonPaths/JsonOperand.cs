namespace GatewayKit.Transforms;

/// <summary>A side of a comparison: a constant, or a path that selects at most one value.</summary>
internal sealed class JsonOperand
{
    private readonly JsonTree? _constant;
    private readonly JsonFilterQuery? _query;

    public JsonOperand(JsonTree constant) => _constant = constant;

    public JsonOperand(JsonFilterQuery query) => _query = query;

    /// <summary>Returns the value; null for none.</summary>
    public JsonTree? Of(JsonTree value, JsonPathRun run)
        => _query is null ? _constant : _query.Select(value, run) is [var match] ? match.Value : null;
}
