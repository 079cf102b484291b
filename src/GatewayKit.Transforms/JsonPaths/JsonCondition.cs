namespace GatewayKit.Transforms;

/// <summary>A condition of a filter.</summary>
internal abstract class JsonCondition
{
    /// <summary>Returns whether the condition is true for a value (<c>@</c>).</summary>
    public abstract bool Holds(JsonTree value, JsonPathRun run);
}
