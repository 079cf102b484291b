namespace GatewayKit.Transforms;

/// <summary>Compares two values (RFC 9535, section 2.3.5.2.2).</summary>
/// <param name="left">The left side.</param>
/// <param name="comparer">The operator: <c>==</c>, <c>!=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&gt;=</c>.</param>
/// <param name="right">The right side.</param>
internal sealed class JsonComparison(JsonOperand left, string comparer, JsonOperand right) : JsonCondition
{
    public override bool Holds(JsonTree value, JsonPathRun run)
    {
        var (first, second) = (left.Of(value, run), right.Of(value, run));
        return comparer switch
        {
            "==" => JsonValues.AreEqual(first, second, run),
            "!=" => !JsonValues.AreEqual(first, second, run),
            "<" => JsonValues.Compare(first, second, run) < 0,
            ">" => JsonValues.Compare(first, second, run) > 0,
            "<=" => JsonValues.Compare(first, second, run) <= 0 || JsonValues.AreEqual(first, second, run),
            _ => JsonValues.Compare(first, second, run) >= 0 || JsonValues.AreEqual(first, second, run),
        };
    }
}
