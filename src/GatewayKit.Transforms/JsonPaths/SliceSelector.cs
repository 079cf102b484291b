namespace GatewayKit.Transforms;

/// <summary>Selects a range of items of an array (RFC 9535, section 2.3.4).</summary>
/// <param name="start">The index of the first item; null for the first in the direction.</param>
/// <param name="end">The index after the last item; null for the last in the direction.</param>
/// <param name="step">The distance of items; negative for the other direction.</param>
internal sealed class SliceSelector(long? start, long? end, long step) : JsonSelector
{
    public override void Select(JsonTree value, JsonPathRun run, List<JsonMatch> output)
    {
        if (value.Items is not { } items || step == 0)
            return;

        long length = items.Count;
        var from = Normal(start ?? (step > 0 ? 0 : length - 1), length);
        var to = end is null && step < 0 ? -1 : Normal(end ?? length, length);
        if (step > 0)
        {
            for (var i = Math.Clamp(from, 0, length); i < Math.Clamp(to, 0, length); i += step)
                Add(value, items[(int)i], run, output);
        }
        else
        {
            for (var i = Math.Clamp(from, -1, length - 1); i > Math.Clamp(to, -1, length - 1); i += step)
                Add(value, items[(int)i], run, output);
        }
    }

    private static void Add(JsonTree value, JsonTree item, JsonPathRun run, List<JsonMatch> output)
    {
        run.Spend(1);
        output.Add(new JsonMatch(value, item));
    }

    private static long Normal(long index, long length) => index < 0 ? index + length : index;
}
