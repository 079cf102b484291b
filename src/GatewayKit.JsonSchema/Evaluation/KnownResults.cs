using System.Runtime.InteropServices;
using System.Text.Json;

namespace GatewayKit.JsonSchema.Evaluation;

/// <summary>
/// A cache of the schemas that a location of the instance satisfies. Schemas that apply each other in several ways would otherwise evaluate
/// the same locations repeatedly, with exponential cost. The cache is only used after an evaluation takes more steps than one pass over the
/// instance, because ordinary schemas don't need it.
/// </summary>
internal struct KnownResults(JsonElement root)
{
    private const int MaxResults = 65_536;

    /// <summary>The expected number of steps for an instance, besides those for each byte.</summary>
    private const int Expected = 2_000;

    private readonly long _threshold = Expected + (2L * JsonMarshal.GetRawUtf8Value(root).Length);
    private Dictionary<(SchemaNode Node, int Index), bool>? _results;

    /// <summary>Returns whether a location is known to be valid or invalid.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="instance">The location.</param>
    /// <param name="steps">The number of steps used so far.</param>
    /// <param name="place">The key for storing the result; -1 if it isn't stored.</param>
    public bool? Find(SchemaNode node, in JsonElement instance, long steps, out int place)
    {
        place = -1;
        if (steps < _threshold || !JsonMarshal.GetRawUtf8Value(root).Overlaps(JsonMarshal.GetRawUtf8Value(instance), out var offset))
            return null;
        place = offset;
        return _results is not null && _results.TryGetValue((node, offset), out var valid) ? valid : null;
    }

    public void Add(SchemaNode node, int place, bool valid)
    {
        _results ??= [];
        if (_results.Count < MaxResults)
            _results[(node, place)] = valid;
    }
}
