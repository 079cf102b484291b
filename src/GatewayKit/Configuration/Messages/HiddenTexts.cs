using System.Collections.Immutable;

namespace GatewayKit.Configuration.Messages;

/// <summary>
/// Texts from the environment that any message may contain, and the references that are shown instead. Short
/// texts aren't replaced: replacing <c>80</c> or <c>true</c> would garble messages and hide nothing.
/// </summary>
internal sealed class HiddenTexts
{
    private const int FewestCharacters = 6;
    private const int Bound = 2_000;

    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);

    public ImmutableArray<(string Value, string Written)> All => [.. _written.Select(e => (e.Key, e.Value))];

    public void Add(string value, string written)
    {
        if (value.Length >= FewestCharacters && _written.Count < Bound)
            _written.TryAdd(value, written);
    }

    public string Replace(string text)
    {
        // The longest first: one value may be the beginning of another.
        foreach (var (value, written) in _written.OrderByDescending(e => e.Key.Length))
        {
            // A message contains the whole text, escaped text, or its beginning.
            foreach (var form in new[] { value, DisplayText.Line(value), DisplayText.Beginning(value) })
                text = text.Replace(form, written, StringComparison.Ordinal);
        }

        return text;
    }
}
