namespace GatewayKit.Transforms;

/// <summary>A selector of a segment (RFC 9535, section 2.3): selects children of a value.</summary>
internal abstract class JsonSelector
{
    /// <summary>Adds the children that the selector selects.</summary>
    public abstract void Select(JsonTree value, JsonPathRun run, List<JsonMatch> output);
}
