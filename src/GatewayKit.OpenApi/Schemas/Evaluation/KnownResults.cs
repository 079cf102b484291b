using System.Runtime.InteropServices;
using System.Text.Json;

namespace GatewayKit.OpenApi.Schemas.Evaluation;

/// <summary>
/// Remembers which schemas a place of the instance is valid against. Schemas that apply each other in several ways would otherwise evaluate the
/// same places again and again, at each level as often as at the one above. Begins only when an evaluation has taken more steps than
/// one pass over the instance does, as ordinary schemas never need it.
/// </summary>
internal struct KnownResults(JsonElement root)
{
    private const int MaxResults = 65_536;

    /// <summary>The steps that are expected of an instance, beside those for each byte of it.</summary>
    private const int Expected = 2_000;

    private readonly long _threshold = Expected + (2L * JsonMarshal.GetRawUtf8Value(root).Length);
    private Dictionary<(SchemaNode Node, int Place), bool>? _results;

    /// <summary>Whether a place is known to be valid or not.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="instance">The place.</param>
    /// <param name="steps">The steps that the evaluation has taken so far.</param>
    /// <param name="place">What the result is to be remembered by; -1 if it isn't.</param>
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
