using GatewayKit.Kubernetes.TestServer.Errors;

namespace GatewayKit.Kubernetes.TestServer.Selectors;

/// <summary>
/// A label selector: <c>a=b</c>, <c>a!=b</c>, <c>a in (b,c)</c>, <c>a notin (b)</c>, <c>a</c> and <c>!a</c>, joined by commas.
/// </summary>
internal sealed class LabelSelector
{
    private readonly List<Func<IReadOnlyDictionary<string, string>, bool>> _requirements = [];

    public bool IsEmpty => _requirements.Count == 0;

    public static LabelSelector Parse(string text)
    {
        var selector = new LabelSelector();
        foreach (var requirement in Split(text))
            selector._requirements.Add(ParseRequirement(requirement.Trim()));
        return selector;
    }

    public bool Matches(IReadOnlyDictionary<string, string> labels) => _requirements.TrueForAll(requirement => requirement(labels));

    private static Func<IReadOnlyDictionary<string, string>, bool> ParseRequirement(string text)
    {
        if (text.EndsWith(')'))
            return ParseSet(text);
        if (text.IndexOf("!=", StringComparison.Ordinal) is > 0 and var unequal)
            return NotIn(text[..unequal].Trim(), [text[(unequal + 2)..].Trim()]);
        if (text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equal)
            return In(text[..equal].Trim(), [text[equal..].TrimStart('=').Trim()]);
        if (text.Length == 0 || text.Contains(' ', StringComparison.Ordinal))
            throw Invalid(text);

        return text[0] == '!' ? labels => !labels.ContainsKey(text[1..].Trim()) : labels => labels.ContainsKey(text);
    }

    private static Func<IReadOnlyDictionary<string, string>, bool> ParseSet(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var words = open < 0 ? [] : text[..open].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var key, "in" or "notin"])
            throw Invalid(text);

        var values = text[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries);
        return words[1] == "in" ? In(key, values) : NotIn(key, values);
    }

    private static Func<IReadOnlyDictionary<string, string>, bool> In(string key, string[] values)
        => labels => labels.TryGetValue(key, out var value) && values.Contains(value);

    private static Func<IReadOnlyDictionary<string, string>, bool> NotIn(string key, string[] values)
        => labels => !labels.TryGetValue(key, out var value) || !values.Contains(value);

    /// <summary>Splits at the commas outside parentheses.</summary>
    private static IEnumerable<string> Split(string text)
    {
        var (start, depth) = (0, 0);
        for (var index = 0; index < text.Length; index++)
        {
            depth += text[index] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[index] != ',' || depth > 0)
                continue;

            yield return text[start..index];
            start = index + 1;
        }

        if (text.Length > 0)
            yield return text[start..];
    }

    private static ApiException Invalid(string text) => ApiErrors.BadRequest($"unable to parse requirement: found '{text}'");
}
